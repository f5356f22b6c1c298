"""The example in a folder of its own: documents on disk, faults to find, and nothing that was there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from xltools.cli import cli
from xltools.model.number import mnkr
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.demo import DemoReport, demo
from xltools.tasks.status import State, status

AUGUST = Period(2022, 8)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    return demo(tmp_path_factory.mktemp("exempel") / "demo")


def test_the_documents_are_on_disk(made: DemoReport) -> None:
    written = [made.workspace.root / name for name in made.run.written]
    assert {"sammanstallning.xlsx", "tertialrapport_2022-08.docx"} <= {path.name for path in written if path.is_file()}


def test_there_is_a_letter_for_every_arende(made: DemoReport) -> None:
    assert len(list(made.workspace.results(AUGUST).glob("tjansteskrivelse_*.docx"))) == 2


def test_one_book_has_faults_for_the_check_to_find(made: DemoReport) -> None:
    assert len({finding.place.file for finding in made.run.validation.findings}) == 1


def test_the_change_since_june_is_told(made: DemoReport) -> None:
    assert mnkr(made.run.overview.total.change) == "−1,1"


def test_its_books_were_saved_when_their_units_say(made: DemoReport) -> None:
    report = status(made.workspace, AUGUST)
    assert (report.count(State.MISSING), [unit.file for unit in report.units if unit.late]) == (0, [])


def test_only_what_belongs_in_a_working_folder_is_copied(made: DemoReport) -> None:
    assert list(made.workspace.root.rglob("*.py")) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "viktigt.txt").write_text("spara", "utf-8")
    with pytest.raises(CannotRunError, match="är inte tom"):
        demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["viktigt.txt"]


def test_the_command_ends_with_0_and_tells_what_to_try_next(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["demo", str(tmp_path / "demo")])
    assert (result.exit_code, "Prova sedan:" in result.stdout, "xltools validate" in result.stdout) == (0, True, True)
