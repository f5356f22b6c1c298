"""Tables in the terminal: text from people stays text, numbers stay whole, nothing is cut off without a sign."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from xltools.console.findings import checks_in_short, show_checks, show_findings, tally
from xltools.console.streams import GLUE
from xltools.console.tables import Head, counted, draw, item, plain
from xltools.model.codes import Code
from xltools.model.finding import CheckResult, Finding, Outcome
from xltools.model.number import NBSP
from xltools.model.place import Place
from xltools.model.report import BookReport


def drawn(width: int, *findings: Finding) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    show_findings(console, findings)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().replace(GLUE, NBSP)


def not_a_number(found: str, cell: str = "F12") -> Finding:
    return Finding(Code.NOT_A_NUMBER, Place("inlamning/2022-08/a.xlsx", "Drift", cell), "1011", {"found": found})


@pytest.mark.parametrize("width", [60, 80, 140])
def test_every_word_of_a_long_finding_is_there_however_narrow_the_screen_is(width: int) -> None:
    words = [f"ord{i}" for i in range(40)]
    shown = drawn(width, not_a_number(" ".join(words)))
    assert [word for word in words if word not in shown] == []


def test_a_number_is_not_broken_at_its_thousands() -> None:
    amounts = [f"12{NBSP}345{NBSP}{i}00" for i in range(1, 9)]
    shown = drawn(60, not_a_number(" ".join(amounts)))
    assert [amount for amount in amounts if amount not in shown] == []


def test_a_wide_screen_has_the_advice_beside_the_fault() -> None:
    assert "Gör så här" in drawn(140, not_a_number("x")).splitlines()[1].split("Vad")[1]


def test_what_a_cell_holds_is_not_taken_for_markup() -> None:
    assert "[red]oklart[/red]" in drawn(120, not_a_number("[red]oklart[/red]"))


def test_what_a_cell_holds_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in plain("\x1b[2J tömd skärm")


def test_the_worst_stands_first() -> None:
    warning = Finding(Code.OPEN_ELSEWHERE, Place("inlamning/2022-08/a.xlsx"))
    shown = drawn(80, warning, not_a_number("x"))
    assert shown.index("XL204") < shown.index("XL107")


def test_each_workbook_has_a_table_of_its_own_with_its_count() -> None:
    other = Finding(Code.NOT_A_WORKBOOK, Place("inlamning/2022-08/b.xlsx"))
    shown = drawn(80, not_a_number("x"), other)
    assert ("inlamning/2022-08/a.xlsx: 1 fel" in shown, "inlamning/2022-08/b.xlsx: 1 fel" in shown) == (True, True)


def test_a_long_word_is_folded_and_not_cut() -> None:
    console = Console(file=io.StringIO(), width=20)
    draw(console, (Head("Namn", wraps=True),), [("x" * 50,)])
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().count("x") == 50


def test_the_tally_leaves_out_what_there_is_none_of() -> None:
    assert tally([not_a_number("x"), not_a_number("y")]) == "2 fel"


def test_nothing_found_is_said_in_words() -> None:
    assert tally([]) == "inga anmärkningar"


def test_one_and_many() -> None:
    assert (counted(1, "bok", "böcker"), counted(0, "bok", "böcker")) == ("1 bok", "0 böcker")


class TestChecks:
    CHECKS = (
        CheckResult("Formler", Outcome.PASSED),
        CheckResult("Formler", Outcome.FAILED),
        CheckResult("Mål", Outcome.PASSED),
        CheckResult("Mål", Outcome.NOT_RUN, "blad saknas"),
        CheckResult("Tecken", Outcome.PASSED),
    )

    def test_a_check_counts_by_its_worst_outcome_and_not_run_is_never_passed(self) -> None:
        assert checks_in_short(self.CHECKS) == "3 kontroller: 1 godkänd, 1 underkänd, 1 ej körd (blad saknas)"

    def test_each_check_is_listed_with_the_number_of_books(self) -> None:
        console = Console(file=io.StringIO(), width=80)
        show_checks(console, [BookReport("a.xlsx", "", None, (), self.CHECKS)])
        assert isinstance(console.file, io.StringIO)
        rows = {tuple(line.split()) for line in console.file.getvalue().splitlines()}
        assert {("Formler", "1", "1", "0"), ("Mål", "1", "0", "1"), ("Tecken", "1", "0", "0")} <= rows

    def test_why_a_check_was_not_run_is_told(self) -> None:
        console = Console(file=io.StringIO(), width=80)
        show_checks(console, [BookReport("a.xlsx", "", None, (), self.CHECKS)])
        assert isinstance(console.file, io.StringIO)
        assert "Ej körd: Mål (blad saknas)." in console.file.getvalue()

    def test_a_book_that_cannot_be_read_has_one_line_for_all_its_checks(self) -> None:
        console = Console(file=io.StringIO(), width=80)
        why = "filen går inte att läsa"
        checks = tuple(CheckResult(f"Kontroll {number}", Outcome.NOT_RUN, why) for number in range(36))
        show_checks(
            console, [BookReport("a.xlsx", "", None, (), checks), BookReport("b.xlsx", "", None, (), self.CHECKS)]
        )
        assert isinstance(console.file, io.StringIO)
        told = [line for line in console.file.getvalue().splitlines() if why in line and "kontroller:" not in line]
        assert f"36 kontroller kunde inte köras på a.xlsx: {why}." in told
        assert "Ej körd: Mål (blad saknas)." in console.file.getvalue()
        assert not any(line.startswith("Ej körd: Kontroll") for line in told)


def test_a_table_leaves_no_spaces_at_the_end_of_a_line_in_a_file() -> None:
    assert not any(line.endswith(" ") for line in drawn(80, not_a_number("x")).splitlines())


def test_the_lines_of_an_item_below_its_first_are_indented() -> None:
    console = Console(file=io.StringIO(), width=40)
    item(console, "Bokslut augusti 2022: skrivs för december, och årshjulet har den inte")
    assert isinstance(console.file, io.StringIO)
    first, *rest = console.file.getvalue().splitlines()
    assert (first.startswith("  Bokslut"), all(line.startswith("    ") for line in rest)) == (True, True)
