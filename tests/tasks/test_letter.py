"""Writing tjänsteskrivelser: one file an ärende, with names that Windows takes and attachments that exist."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import published
from xltools.model.codes import Code
from xltools.model.master import Case, MasterData
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.batch import BatchReport
from xltools.tasks.letter import file_names, letter_batch, safe
from xltools.word.read import paragraphs
from xltools.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def with_cases(*cases: Case) -> MasterData:
    return dataclasses.replace(published.master(), cases=cases)


def case(**changes: object) -> Case:
    return dataclasses.replace(published.master().cases[0], **changes)  # type: ignore[arg-type]  # any field, by name


def paths(made: BatchReport) -> list[Path]:
    return [one.path for one in made.documents if one.path]


def test_every_arende_of_the_period_has_its_own_file(workspace: Workspace) -> None:
    master = with_cases(case(), case(number="SN 2022/0151.04.02"), case(period=Period(2022, 4)))
    made = letter_batch(workspace, master, published.PERIOD, published.summary())
    assert [path.name for path in paths(made)] == [
        "tjansteskrivelse_SN_2022-0148.docx",
        "tjansteskrivelse_SN_2022-0151.04.02.docx",
    ]


def test_a_missing_attachment_is_told_with_its_cell_and_the_letter_written(workspace: Workspace) -> None:
    made = letter_batch(workspace, with_cases(case(row=6)), published.PERIOD, published.summary())
    assert [finding.code for finding in made.findings] == [Code.ATTACHMENT_MISSING]
    assert str(made.findings[0].place) == "grunddata.xlsx Ärenden!M6"
    assert paths(made)[0].is_file()


@pytest.mark.parametrize("written", ["tertialrapport_2022-08.docx", "Tertialrapport augusti 2022"])
def test_a_report_is_found_by_file_name_or_by_its_title(workspace: Workspace, written: str) -> None:
    folder = workspace.results(published.PERIOD)
    folder.mkdir(parents=True)
    (folder / "tertialrapport_2022-08.docx").touch()
    made = letter_batch(workspace, with_cases(case(attachments=(written,))), published.PERIOD, None)
    assert made.findings == ()
    assert "1. Tertialrapport augusti 2022" in paragraphs(paths(made)[0].read_bytes())


def test_the_economy_is_drafted_from_the_period_when_nobody_has_written_it(workspace: Workspace) -> None:
    made = letter_batch(workspace, with_cases(case()), published.PERIOD, published.summary())
    text = paragraphs(paths(made)[0].read_bytes())
    assert text[text.index("Ekonomiska konsekvenser") + 1].startswith("Utkast: Nämndens prognos för helåret visar")


def test_without_figures_the_economy_is_left_out(workspace: Workspace) -> None:
    made = letter_batch(workspace, with_cases(case()), published.PERIOD, None)
    assert "Ekonomiska konsekvenser" not in paragraphs(paths(made)[0].read_bytes())


def test_an_att_that_someone_has_written_is_not_doubled(workspace: Workspace) -> None:
    made = letter_batch(workspace, with_cases(case(proposals=("Att godkänna rapporten.",))), published.PERIOD, None)
    assert "att godkänna rapporten" in paragraphs(paths(made)[0].read_bytes())


def test_a_case_without_lists_has_no_empty_headings(workspace: Workspace) -> None:
    bare = case(signatures=(), attachments=(), recipients=())
    made = letter_batch(workspace, with_cases(bare, case(number="SN 2022/0149")), published.PERIOD, None)
    text = paragraphs(paths(made)[0].read_bytes())
    assert not {"Bilagor", "Beslutet skickas till"} & set(text)


def test_a_period_without_arenden_is_refused(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match="inget ärende för augusti 2022"):
        letter_batch(workspace, with_cases(), published.PERIOD, None)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("SN 2021/0248.03.01", "SN_2021-0248.03.01"),
        ("  KS:12 ", "KS-12"),
        ("CON", "_CON"),
        ("lpt1.2022", "_lpt1.2022"),
        ("SN 2022/1...", "SN_2022-1"),
        ("???", "utan_nummer"),
        ("", "utan_nummer"),
    ],
)
def test_a_diarienummer_becomes_a_name_that_windows_takes(number: str, name: str) -> None:
    assert safe(number) == name


@given(st.text(max_size=200))
def test_no_diarienummer_gives_a_name_that_windows_refuses(number: str) -> None:
    name = safe(number)
    assert 0 < len(name) <= 81
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.strip(" .")


@given(st.lists(st.sampled_from(["SN 1", "sn 1", "SN/1", "SN:1", "x"]), max_size=6))
def test_no_two_letters_share_a_file(numbers: list[str]) -> None:
    names = [name.casefold() for name in file_names(numbers)]
    assert len(set(names)) == len(numbers)
