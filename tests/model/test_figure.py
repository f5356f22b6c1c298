"""How figures show themselves when a template says nothing else."""

from decimal import Decimal

from xltools.model.figure import Figure, Unit
from xltools.model.text import Text


def test_money_shows_itself_in_tkr() -> None:
    assert str(Figure("a", -1_270_000_000, Unit.ORE)) == "\N{MINUS SIGN}12\N{NO-BREAK SPACE}700"


def test_a_share_shows_its_sign_and_decimals() -> None:
    assert str(Figure("a", Decimal("7.54"), Unit.PERCENT, 2)) == "7,54\N{NO-BREAK SPACE}%"


def test_a_figure_without_value_is_a_dash() -> None:
    assert str(Figure("a", None, Unit.COUNT)) == "–"


def test_a_draft_says_that_it_is_one() -> None:
    assert str(Text("Läget är gott.", draft=True)) == "Utkast: Läget är gott."
    assert not Text("  \n")
