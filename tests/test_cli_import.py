"""`xltools import` as people and programs meet it: the plan, the question, what is written, and the exit codes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders import small_master
from tests.sources.making import Post, sie_file, voucher
from xltools.cli import cli
from xltools.console.import_ import agreed
from xltools.excel.grunddata import grunddata_workbook
from xltools.tasks.import_ledger import plan
from xltools.workspace import Workspace

ROWS = ["Konto;Ansvar;Period;Belopp", "5010;1011;202209;180 000,50", "3110;1012;202209;-60000"]
STRANGER = "8910;1011;202209;70"


@pytest.fixture(scope="session")
def grunddata() -> bytes:
    return grunddata_workbook(small_master())


@pytest.fixture
def folder(tmp_path: Path, grunddata: bytes) -> Path:
    (tmp_path / "grunddata.xlsx").write_bytes(grunddata)
    (tmp_path / "utfall").mkdir()
    export(tmp_path)
    return tmp_path


def export(folder: Path, *more: str) -> str:
    path = folder / "utfall" / "sep.csv"
    path.write_bytes("\r\n".join([*ROWS, *more, ""]).encode("latin-1"))
    return str(path)


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "import", str(folder / "utfall" / "sep.csv"), *arguments])


def flat(result: Result) -> str:
    """Return what was shown, its lines joined and its spaces made one."""
    return re.sub(r"\s+", " ", result.stdout)


class Terminal(io.StringIO):
    """A terminal with a person's answer in it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "shown",
    [
        "utfall/sep.csv: text, UTF-8, semikolon",
        "konto = «Konto»; ansvar = «Ansvar»; period = «Period»; belopp = «Belopp»",
        "2 rader, september 2022, summa 120 000,50 kr",
        "50 Personalkostnader 5010 180 000,50",
        "1012 Familjestödet −60 000,00",
        "september 2022 120 000,50 120 000,50 0,00",
        "september 2022 – 120 000,50 120 000,50 2",
    ],
)
def test_the_plan_tells_how_the_file_was_read_and_where_its_money_goes(folder: Path, shown: str) -> None:
    assert shown in flat(run(folder))


def test_a_sie_file_is_told_with_its_dimension_its_vouchers_and_its_program(folder: Path) -> None:
    posts = [Post("5010", "1011", 180_000_50), Post("1930", "", -180_000_50)]
    text = sie_file(voucher(1, "20220930", posts, "Lön, Östergård"))
    (folder / "utfall" / "sep.csv").write_bytes(text.encode("cp437"))
    shown = flat(run(folder))
    assert "SIE, CP437, dimension 1 Kostnadsställe, gjord i Ekonomisystemet" in shown
    assert "2 rader, 1 verifikation, september 2022" in shown


def test_without_a_terminal_nothing_is_written_and_the_way_on_is_told(folder: Path) -> None:
    result = run(folder)
    assert (result.exit_code, [path.name for path in (folder / "utfall").iterdir()]) == (0, ["sep.csv"])
    assert "Ingenting är inläst. Kör samma kommando med --yes" in flat(result)


def test_with_yes_it_is_written_and_the_files_are_named(folder: Path) -> None:
    result = run(folder, "--yes")
    assert (result.exit_code, (folder / "utfall" / "utfall.csv").exists()) == (0, True)
    assert "Inläst: september 2022." in flat(result)
    assert "  utfall/utfall.csv\n" in result.stdout


def test_the_same_file_again_is_nothing_new(folder: Path) -> None:
    run(folder, "--yes")
    result = run(folder, "--yes")
    assert (result.exit_code, "Inget nytt" in result.stdout) == (0, True)


def test_a_corrected_file_shows_by_how_much_before_it_is_read(folder: Path) -> None:
    run(folder, "--yes")
    export(folder, "5010;1011;202209;-0,50")
    shown = flat(run(folder))
    assert "september 2022 120 000,50 120 000,00 −0,50 1" in shown
    assert "XL811" in shown


def test_faults_end_with_1_and_nothing_is_written(folder: Path) -> None:
    export(folder, STRANGER)
    result = run(folder, "--yes")
    assert (result.exit_code, (folder / "utfall" / "utfall.csv").exists()) == (1, False)
    assert "Ingenting är inläst: 1 fel." in flat(result)
    assert "XL805 rad 4" in flat(result)


def test_with_force_what_can_be_read_is_read(folder: Path) -> None:
    export(folder, STRANGER)
    result = run(folder, "--yes", "--force")
    assert (result.exit_code, (folder / "utfall" / "utfall.csv").exists()) == (1, True)


def test_outcome_that_someone_has_edited_is_kept_as_a_dated_copy_when_forced(folder: Path) -> None:
    run(folder, "--yes")
    store = folder / "utfall" / "utfall.csv"
    store.write_bytes(store.read_bytes().replace(b"-60000,00", b"-60000,01"))
    assert (run(folder, "--yes").exit_code, "har ändrats" in run(folder, "--yes").stderr) == (3, True)
    dated = run(folder, "--yes", "--force")
    assert (dated.exit_code, "Sparat som daterad kopia" in flat(dated)) == (0, True)


def test_what_no_kostnadsslag_takes_is_named_with_ansvar_and_account(folder: Path) -> None:
    export(folder, STRANGER)
    assert "1011 Utredningsenheten inget kostnadsslag 8910 70,00" in flat(run(folder))


def test_signs_can_be_turned_round(folder: Path) -> None:
    assert "Familjestödet 60 000,00" in flat(run(folder, "--reverse-sign"))


def test_json_has_the_whole_plan_in_ore_and_nothing_else(folder: Path) -> None:
    told = json.loads(run(folder, "--json").stdout)
    assert (told["inläst"], told["nytt"]) == (False, True)
    assert told["enheter_öre"] == {"1011": 18_000_050, "1012": -6_000_000}
    assert told["avstämning"][0]["skillnad_öre"] == 0
    assert told["månader"][0]["före_öre"] is None
    assert json.loads(run(folder, "--json", "--yes").stdout)["inläst"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--encoding", "ebcdic"], 3, "Teckenkodningen ebcdic finns inte."),
        (["--separator", "punkt"], 3, "Avgränsaren punkt finns inte."),
        (["--year", "i fjol"], 2, "Fel: Ogiltigt värde för '--year'"),
    ],
)
def test_what_cannot_be_meant_is_told(folder: Path, arguments: list[str], code: int, sentence: str) -> None:
    result = run(folder, *arguments)
    assert (result.exit_code, sentence in result.stderr) == (code, True)


class TestQuestion:
    @pytest.mark.parametrize(
        ("answer", "goes_on"), [("j", True), ("Ja", True), ("n", False), ("", False), ("kanske", False)]
    )
    def test_a_person_is_asked(self, folder: Path, answer: str, goes_on: bool) -> None:
        made = plan(Workspace(folder), [folder / "utfall" / "sep.csv"])
        asked = Terminal()
        assert agreed(made, Terminal(f"{answer}\n"), asked, yes=False, force=False) is goes_on
        assert asked.getvalue() == "Läsa in september 2022? [j/N] "

    def test_what_cannot_be_carried_out_is_not_asked_about(self, folder: Path) -> None:
        export(folder, STRANGER)
        made, asked = plan(Workspace(folder), [folder / "utfall" / "sep.csv"]), Terminal()
        assert not agreed(made, Terminal("j\n"), asked, yes=False, force=False)
        assert asked.getvalue() == ""
