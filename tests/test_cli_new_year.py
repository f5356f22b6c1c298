"""`xltools new-year` as people and programs meet it: the plan, what is written, and the exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders import small_master
from xltools.cli import cli
from xltools.console.streams import agreed
from xltools.excel.grunddata import grunddata_workbook


@pytest.fixture(scope="session")
def grunddata() -> bytes:
    return grunddata_workbook(small_master())


@pytest.fixture
def folder(tmp_path: Path, grunddata: bytes) -> Path:
    (tmp_path / "grunddata.xlsx").write_bytes(grunddata)
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "new-year", *arguments])


def flat(result: Result) -> str:
    return " ".join(result.stdout.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_plan_is_shown_and_nothing_is_written(folder: Path, grunddata: bytes) -> None:
    result = run(folder, "2023")
    said = flat(result)
    assert result.exit_code == 0
    for heading in ("Följer med till 2023", "Att göra", "Den sparas som arkiv/grunddata_2022.xlsx."):
        assert heading in said
    assert "Ingenting är skrivet. Kör samma kommando med --yes för att öppna året." in said
    assert (folder / "grunddata.xlsx").read_bytes() == grunddata


def test_the_year_is_opened_once(folder: Path, grunddata: bytes) -> None:
    result = run(folder, "2023", "--yes")
    assert (result.exit_code, "2023 är öppnat." in result.stdout) == (0, True)
    assert (folder / "arkiv" / "grunddata_2022.xlsx").read_bytes() == grunddata
    opened = (folder / "grunddata.xlsx").read_bytes()
    again = run(folder, "2023", "--yes")
    assert (again.exit_code, "2023 är redan öppnat, och inget är ändrat." in flat(again)) == (0, True)
    assert (folder / "grunddata.xlsx").read_bytes() == opened


def test_the_way_of_the_budget_may_be_spelled_as_it_is_said(folder: Path) -> None:
    assert "delad jämnt" in flat(run(folder, "2023", "--budget", "Jämnt"))


def test_json_has_the_whole_plan_and_nothing_else(folder: Path) -> None:
    told = json.loads(run(folder, "2023", "--json").stdout)
    assert (told["år"], told["redan_öppnat"], told["skrivet"]) == (2023, False, [])
    assert {change["vad"] for change in told["ändringar"]} <= {"följer med", "följer inte med", "att göra"}
    assert json.loads(run(folder, "2023", "--json", "--yes").stdout)["skrivet"] == [
        "grunddata.xlsx",
        "arkiv/grunddata_2022.xlsx",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["2023", "--budget", "gissa"], 3, "«gissa» är inget sätt att göra budgetrader."),
        (["2040"], 3, "Grunddata har varken budget eller utfall för 2039"),
        (["nästa"], 2, "Fel"),
    ],
)
def test_what_cannot_be_meant_is_told(folder: Path, arguments: list[str], code: int, sentence: str) -> None:
    result = run(folder, *arguments)
    assert (result.exit_code, sentence in result.stderr) == (code, True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "goes_on"), [("j\n", True), ("Ja\n", True), ("n\n", False), ("", False)])
def test_a_person_is_asked(answer: str, goes_on: bool) -> None:
    asked = Terminal()
    assert agreed("Öppna 2023?", Terminal(answer), asked, yes=False) is goes_on
    assert asked.getvalue() == "Öppna 2023? [j/N] "


def test_nobody_there_is_a_no() -> None:
    assert agreed("Öppna 2023?", io.StringIO("j\n"), io.StringIO(), yes=False) is False
