"""Every code of files, cells, figures and texts is found in a workbook that has that fault, and nothing else is."""

from pathlib import Path

import pytest

from tests.builders import PERIOD, filled_entries
from tests.tasks.faults import COMPANIONS, FAULTS, MASTER, UNIT, Bench, changed, form_fact, good_book, without_august
from xltools.excel.entry import entry_workbook
from xltools.model.codes import Code
from xltools.model.finding import Outcome
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill

CHECKED_HERE = [code for code in Code if code.id < "XL500"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_every_code_has_a_faulty_workbook() -> None:
    assert set(CHECKED_HERE) == {*FAULTS, Code.DELIVERED_TWICE}


@pytest.mark.parametrize("code", FAULTS, ids=lambda code: f"{code.id}_{code.name.lower()}")
def test_a_fault_gives_its_own_finding_and_no_other(code: Code, bench: Bench) -> None:
    report = FAULTS[code](bench)
    assert {finding.code for finding in report.findings} == {code, *COMPANIONS.get(code, ())}
    assert all(finding.message and finding.remedy for finding in report.findings)
    assert any(check.outcome is Outcome.FAILED for check in report.checks)


@pytest.mark.parametrize("unit", [unit.code for unit in MASTER.organisation.units])
def test_a_clean_workbook_has_no_finding(unit: str, bench: Bench) -> None:
    report = bench.check(good_book(unit=unit))
    assert report.findings == ()
    assert {check.outcome for check in report.checks} == {Outcome.PASSED, Outcome.NOT_RUN}


def test_a_clean_workbook_with_months_typed_in_has_no_finding(bench: Bench) -> None:
    master = without_august()
    assert bench.check(good_book(master), master).findings == ()


def test_what_was_not_run_says_why(bench: Bench) -> None:
    report = FAULTS[Code.SHEET_MISSING](bench)
    waiting = {check.check: check.reason for check in report.checks if check.outcome is Outcome.NOT_RUN}
    assert waiting["Alla mål är bedömda"] == "bladet Mål saknas"
    assert all(waiting.values())


def test_an_unreadable_file_passes_no_check_of_its_content(bench: Bench) -> None:
    report = FAULTS[Code.DAMAGED](bench)
    assert [check.check for check in report.checks if check.outcome is Outcome.PASSED] == ["Boken är stängd i Excel"]
    assert report.delivery is None


def test_a_personnummer_is_never_repeated(bench: Bench) -> None:
    report = FAULTS[Code.PERSONAL_NUMBER](bench)
    in_number = bench.typed("Investeringar", "I01", "prognos", "890701-9809")
    said = [text for r in (report, in_number) for f in r.findings for text in (f.message, f.remedy, str(f.details))]
    assert not any("9809" in text for text in said)


def test_a_book_of_another_period_is_never_added(bench: Bench) -> None:
    assert FAULTS[Code.WRONG_PERIOD](bench).delivery is None


def test_all_faults_of_a_workbook_are_told_at_once(bench: Bench) -> None:
    def edit(book):  # type: ignore[no-untyped-def] # openpyxl's workbook has no useful type here
        book["Drift"]["J7"] = "1.234"
        book["Texter"]["C6"] = "Ring 890701-9809"
        book.remove(book["Mål"])

    found = {finding.code for finding in bench.change(edit).findings}
    assert found == {Code.AMBIGUOUS_NUMBER, Code.PERSONAL_NUMBER, Code.SHEET_MISSING}


def test_a_renamed_sheet_is_still_read(bench: Bench) -> None:
    report = FAULTS[Code.SHEET_RENAMED](bench)
    assert report.delivery is not None
    assert any(s.place.sheet == "Mål 2022" and s.field == "bedomning" for s in report.delivery.statements)


def test_rows_are_found_again_where_they_were_moved(bench: Bench) -> None:
    clean, moved = bench.check(good_book()), FAULTS[Code.ROW_MOVED](bench)
    assert clean.delivery is not None
    assert moved.delivery is not None
    assert {(s.item, s.text) for s in moved.delivery.statements} == {
        (s.item, s.text) for s in clean.delivery.statements
    }


def test_a_column_set_in_is_no_change_of_grunddata(bench: Bench) -> None:
    report = bench.change(lambda book: book["Drift"].insert_cols(4))
    assert Code.COLUMN_MOVED in {finding.code for finding in report.findings}
    assert Code.OLDER_MASTER not in {finding.code for finding in report.findings}


@pytest.mark.parametrize("name", ["Prognos juni", "Föregående prognos"])
def test_the_name_of_the_last_forecast_is_known_whatever_its_heading_has_become(name: str, bench: Bench) -> None:
    unit = MASTER.organisation.by_code[UNIT]
    entries = filled_entries(MASTER, PERIOD)[UNIT]
    data = entry_workbook(layouts(MASTER, unit, PERIOD, Prefill(previous_name=name, entries=entries)), unit, PERIOD)
    renamed = changed(data, lambda book: setattr(book["Drift"], "title", "Driften"))
    headed = changed(data, lambda book: book["Drift"].__setitem__("H5", "Min gissning"))
    assert {finding.code for finding in bench.check(data).findings} == set()
    assert {finding.code for finding in bench.check(renamed).findings} == {Code.SHEET_RENAMED}
    assert {finding.code for finding in bench.check(headed).findings} == {Code.COLUMN_RENAMED}


def test_a_book_of_another_period_is_not_called_older_than_grunddata(bench: Bench) -> None:
    report = bench.change(form_fact("period", "2022-04"))
    assert {finding.code for finding in report.findings} == {Code.WRONG_PERIOD}
