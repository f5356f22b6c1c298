"""Old figures in running text: what somebody typed by hand and no refresh can reach."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.linked.prose import Former, stale
from xltools.model.change import FigureChange
from xltools.model.figure import Unit
from xltools.model.number import ORE_PER_MNKR, decimal, mnkr, tkr
from xltools.model.provenance import FigureRecord


def change(old: int, new: int | None) -> FigureChange:
    def record(ore: int) -> FigureRecord:
        return FigureRecord("avvikelse", "avvikelse", ore, Unit.ORE, 0, tkr(ore))

    return FigureChange("avvikelse", record(old), None if new is None else record(new))


DEFICIT = change(-1_270_000_000, -1_310_000_000)
SHARE = FigureChange(
    "andel",
    FigureRecord("andel", "andel", Decimal("7.52"), Unit.PERCENT, 1, "7,5 %"),
    FigureRecord("andel", "andel", Decimal("8.1"), Unit.PERCENT, 1, "8,1 %"),
)


def typed(text: str, *changes: FigureChange) -> list[str]:
    return [one.typed for one in stale(text, Former(changes or (DEFICIT,)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Underskottet blir 12,7 mnkr i år.", "12,7 mnkr"),
        ("Underskottet blir 12,7\u00a0mnkr.", "12,7\u00a0mnkr"),
        ("Nästan 13 miljoner kronor saknas.", "13 miljoner"),
        ("Det saknas 12 700 tkr.", "12 700 tkr"),
        ("Det saknas 12\u00a0700\u00a0000 kronor.", "12\u00a0700\u00a0000 kronor"),
        ("Avvikelsen är \u221212 700 i tabellen.", "12 700"),
        ("Avvikelsen (12,7 Mkr) ökar.", "12,7 Mkr"),
    ],
)
def test_an_old_figure_typed_in_prose_is_found_in_whatever_unit(text: str, found: str) -> None:
    changes = (change(-1_270_000_000, -1_400_000_000),)
    assert typed(text, *changes) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Underskottet blir 13,1 mnkr i år.",  # the new figure
        "Underskottet blir 13 mnkr.",  # true of both
        "Avsnitt 12,7 handlar om annat.",  # no unit
        "Under 2022 var det 12 veckor.",
        "Ärende SN-2022-12700a.",
        "Andelen är 12,7 %.",  # another kind of thing
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert typed(text) == []


def test_a_share_typed_in_prose_is_found() -> None:
    assert typed("Sjukfrånvaron är 7,5 procent.", SHARE) == ["7,5 procent"]


def test_a_year_is_never_taken_for_a_figure() -> None:
    assert typed("Under 2022 ökade kostnaden.", change(202_200_000, 202_300_000)) == []


def test_a_number_typed_twice_is_told_once() -> None:
    assert typed("12,7 mnkr, alltså 12,7 mnkr.") == ["12,7 mnkr"]


def test_a_figure_that_is_gone_from_the_underlag_is_old_wherever_it_stands() -> None:
    assert typed("Det blir 12,7 mnkr.", change(-1_270_000_000, None)) == ["12,7 mnkr"]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_every_old_amount_in_mnkr_is_found_unless_the_new_one_reads_the_same(old: int, new: int) -> None:
    before, after = old * ORE_PER_MNKR // 10, new * ORE_PER_MNKR // 10
    text = f"Det blir {mnkr(before)} mnkr."
    assert bool(typed(text, change(before, after))) == (old != new)


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(found in text for found in typed(text))


@given(st.integers(10_000, 10**9))
def test_thousands_may_be_written_with_any_space(tkr_value: int) -> None:
    shown = decimal(tkr_value)
    changes = (change(tkr_value * 100_000, 0),)
    assert [len(typed(f"Det blir {shown.replace(chr(160), space)} tkr.", *changes)) for space in (" ", chr(160))] == [
        1,
        1,
    ]
