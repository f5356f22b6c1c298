"""The main street on the example: from entry workbooks to a report with the published figures, digit for digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.published import BY_LINE, BY_NODE, INVESTMENTS, SICK_LEAVE, STAFF
from workbooks.build import FAULTY_UNIT, build
from xltools.archive import last_snapshot
from xltools.excel.read import read_values
from xltools.model.codes import Code
from xltools.model.number import MINUS, NBSP, mnkr
from xltools.model.period import Period
from xltools.model.totals import NET
from xltools.resources import builtin
from xltools.tasks.demo import DemoReport, demo
from xltools.word.read import paragraphs, tables
from xltools.workspace import Workspace


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    return demo(tmp_path_factory.mktemp("exempel") / "demo")


@pytest.fixture(scope="module")
def report(shown: DemoReport) -> bytes:
    folder = shown.workspace.results(Period(2022, 8))
    return (folder / "tertialrapport_2022-08.docx").read_bytes()


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(MINUS, "-").strip()


@pytest.mark.parametrize(
    "published",
    [BY_LINE, BY_NODE, INVESTMENTS, STAFF, SICK_LEAVE],
    ids=["kostnadsslag", "verksamhet", "investering", "personalsammansattning", "sjukfranvaro"],
)
def test_a_published_table_comes_out_digit_for_digit(report: bytes, published: tuple[tuple[str, ...], ...]) -> None:
    found = [[tuple(plain(cell) for cell in row) for row in table[1:]] for table in tables(report)]
    assert list(published) in found


def test_the_forecast_has_worsened_by_1_1_mnkr_since_june(shown: DemoReport, report: bytes) -> None:
    before, damaged = last_snapshot(shown.workspace, Period(2022, 8))
    assert before is not None
    assert not damaged
    june = sum(row.budget - (row.forecast or 0) for row in before.drift)
    total = shown.run.aggregate.summary.drift["SN", NET]
    assert plain(mnkr(june)) == "-11,6"
    assert plain(mnkr(total.deviation)) == "-12,7"
    assert plain(mnkr(total.change)) == "-1,1"
    assert any("en försämring med 1,1 mnkr sedan juniprognosen" in plain(text) for text in paragraphs(report))


def test_the_faults_that_were_put_in_are_found_and_no_others(shown: DemoReport) -> None:
    assert {(finding.unit, finding.code) for book in shown.run.validation.books for finding in book.findings} == {
        (FAULTY_UNIT, Code.TEXT_AS_NUMBER),
        (FAULTY_UNIT, Code.COMMENT_MISSING),
        (FAULTY_UNIT, Code.GOAL_NOT_ASSESSED),
        (FAULTY_UNIT, Code.PERSONAL_NUMBER),
        (FAULTY_UNIT, Code.DATE_OUTSIDE),
    }


def test_no_personnummer_reaches_the_report(report: bytes) -> None:
    assert not any("19121212" in text for text in paragraphs(report))


def test_the_example_that_travels_with_the_program_is_built_from_its_figures(tmp_path: Path) -> None:
    build(tmp_path)
    shipped = builtin("workbooks")
    books = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx"))
    assert books == sorted(path.relative_to(shipped) for path in shipped.rglob("*.xlsx"))
    for book in books:
        assert read_values(tmp_path / book) == read_values(shipped / book), book
    made, there = (last_snapshot(Workspace(folder), Period(2022, 8))[0] for folder in (tmp_path, shipped))
    assert made is not None
    assert there is not None
    assert made.drift == there.drift
