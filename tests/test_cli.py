"""The command line as people and programs meet it: exit codes, streams, sentences, JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders import PERIOD, Entries
from tests.folders import delivered_folder
from xltools.cli import cli
from xltools.workspace import MASTER, Workspace

FAULTS: dict[str, Entries] = {"1011": {("Drift", "50", "prognos"): "oklart"}}
BOOK = "inlamning/2022-08/2022-08_1011.xlsx"


@pytest.fixture(scope="module")
def clean_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return delivered_folder(tmp_path_factory.mktemp("ren")).root


@pytest.fixture(scope="module")
def faulty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return delivered_folder(tmp_path_factory.mktemp("fel"), changes=FAULTS).root


@pytest.fixture
def clean(clean_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(clean_folder, tmp_path / "ren"))


@pytest.fixture
def faulty(faulty_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(faulty_folder, tmp_path / "fel"))


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), *arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestExitCodes:
    @pytest.mark.parametrize("command", ["validate", "status", "aggregate", "run"])
    def test_a_clean_folder_ends_with_0(self, clean: Path, command: str) -> None:
        result = run(clean, command)
        assert result.exit_code == 0, result.output

    @pytest.mark.parametrize("command", ["validate", "status", "aggregate", "run"])
    def test_faults_to_mend_end_with_1(self, faulty: Path, command: str) -> None:
        result = run(faulty, command)
        assert result.exit_code == 1, result.output

    @pytest.mark.parametrize("command", ["forecast", "letter", "fields tertialrapport", "report tertialrapport"])
    def test_what_does_not_judge_the_books_ends_with_0_for_all_their_faults(self, faulty: Path, command: str) -> None:
        run(faulty, "report", "tertialrapport")
        result = run(faulty, *command.split())
        assert result.exit_code == 0, result.output

    @pytest.mark.parametrize("arguments", [["vilidate"], ["new"], ["status", "--period", "augusti"], ["report"]])
    def test_wrong_usage_ends_with_2(self, clean: Path, arguments: list[str]) -> None:
        assert run(clean, *arguments).exit_code == 2

    @pytest.mark.parametrize(
        "arguments",
        [
            ["report", "bokslutsrapport"],
            ["fields", "bokslutsrapport"],
            ["new", "--period", "2022-08", "--unit", "9999"],
            ["validate", "finns_inte.xlsx"],
            ["forecast", "9999"],
            ["letter", "--period", "2022-04"],
        ],
    )
    def test_what_cannot_be_done_ends_with_3_and_one_sentence(self, clean: Path, arguments: list[str]) -> None:
        result = run(clean, *arguments)
        sentences = [line for line in result.stderr.splitlines() if not line.startswith("Gäller perioden")]
        assert (result.exit_code, result.stdout, len(sentences)) == (3, "", 1)

    @pytest.mark.parametrize("arguments", [["forecast", "9999"], ["forcast"]])
    def test_what_cannot_be_done_is_json_too_when_that_is_asked_for(self, clean: Path, arguments: list[str]) -> None:
        result = run(clean, *arguments, "--json")
        assert json.loads(result.stdout)["fel"] in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "way_on"),
        [
            (["validate", "--period", "2023-01"], "Perioder som finns: 2022-08"),
            (["forecast", "XXXXXX"], "bladet Organisation"),
            (["new", "--period", "2022-08", "--unit", ""], "Ange en kod efter --unit"),
            (["validate", "grunddata.xlsx"], "Grunddata kontrolleras av varje kommando"),
        ],
    )
    def test_what_cannot_be_done_has_a_way_on(self, clean: Path, arguments: list[str], way_on: str) -> None:
        assert way_on in run(clean, *arguments).stderr

    def test_outside_a_working_folder_nothing_can_be_done(self, tmp_path: Path) -> None:
        result = run(tmp_path, "status")
        assert (result.exit_code, "xltools init" in result.stderr) == (3, True)

    def test_a_folder_without_periods_is_told_how_to_get_one(self, tmp_path: Path) -> None:
        run(tmp_path, "init", str(tmp_path / "ny"))
        result = run(tmp_path / "ny", "status")
        assert (result.exit_code, "xltools new --period" in result.stderr) == (3, True)

    def test_faults_in_grunddata_are_shown_like_any_others_and_end_with_1(self, clean: Path) -> None:
        _break_grunddata(clean)
        result = run(clean, "status", "--period", "2022-08")
        assert (result.exit_code, "XL504" in result.stdout) == (1, True)

    def test_faults_in_grunddata_are_json_when_that_is_asked_for(self, clean: Path) -> None:
        _break_grunddata(clean)
        result = run(clean, "aggregate", "--period", "2022-08", "--json")
        assert "XL504" in {finding["kod"] for finding in json.loads(result.stdout)["fynd"]}


def _break_grunddata(folder: Path) -> None:
    """Give the last enhet a parent that does not exist."""
    from openpyxl import load_workbook

    from xltools.sheets.grunddata import ORGANISATION

    book = load_workbook(folder / MASTER)
    sheet = book[ORGANISATION.name]
    sheet.cell(sheet.max_row, ORGANISATION.index("overordnad") + 1, "FINNSEJ")
    book.save(folder / MASTER)


class TestUnexpected:
    @pytest.fixture
    def broken(self, clean: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        def fail(*_args: object, **_kwargs: object) -> None:
            raise ZeroDivisionError("intern detalj")

        monkeypatch.setattr("xltools.tasks.status.status", fail)
        return clean

    def test_an_unexpected_error_is_one_sentence_without_traceback(self, broken: Path) -> None:
        result = run(broken, "status", "--period", "2022-08")
        assert result.exit_code == 3
        assert result.stderr == "Oväntat fel (ZeroDivisionError). Kör igen med xltools --debug för detaljer.\n"

    def test_debug_lets_the_error_through(self, broken: Path) -> None:
        result = run(broken, "--debug", "status", "--period", "2022-08")
        assert isinstance(result.exception, ZeroDivisionError)

    def test_a_full_disk_is_said_in_words(self, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_args: object, **_kwargs: object) -> None:
            raise OSError(28, "No space left on device", "/tmp/sammanstallning.xlsx")  # noqa: S108 - never opened

        monkeypatch.setattr("xltools.tasks.aggregate.aggregate", full)
        result = run(clean, "aggregate", "--period", "2022-08")
        assert result.stderr == "sammanstallning.xlsx går inte att läsa eller skriva: disken är full.\n"

    def test_ctrl_c_ends_with_one_word(self, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def stopped(*_args: object, **_kwargs: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("xltools.tasks.status.status", stopped)
        result = run(clean, "status", "--period", "2022-08")
        assert (result.exit_code, result.stderr.strip()) == (130, "Avbrutet.")

    def test_a_reader_that_goes_away_is_no_error(self, clean_folder: Path) -> None:
        command = [sys.executable, "-m", "xltools", "-C", str(clean_folder), "fields", "tertialrapport"]
        with subprocess.Popen([*command, "--period", "2022-08"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            assert run.stdout is not None
            assert run.stderr is not None
            run.stdout.close()
            assert run.stderr.read() == b""
            assert run.wait() in (0, 141)

    @pytest.mark.parametrize("arguments", [["status", "--period", "2022-08"], ["--help"]])
    def test_a_reader_that_goes_away_does_not_look_like_findings(
        self, clean_folder: Path, arguments: list[str]
    ) -> None:
        command = [sys.executable, "-m", "xltools", "-C", str(clean_folder), *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.close()
            assert run.wait() in (0, 141)


class TestPeriod:
    def test_without_a_period_the_newest_is_used_and_named_on_standard_error(self, clean: Path) -> None:
        (clean / "inlamning" / "2022-04").mkdir()
        assert run(clean, "status").stderr == "Gäller perioden 2022-08 (augusti 2022).\n"

    def test_a_period_that_is_asked_for_is_not_explained(self, clean: Path) -> None:
        assert run(clean, "status", "--period", "2022-08").stderr == ""

    def test_the_folder_is_found_from_below(self, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(clean / "inlamning")
        assert CliRunner().invoke(cli, ["status"]).exit_code == 0


class TestForecast:
    def test_several_units_are_summed_and_every_row_is_shown_on_demand(self, clean_folder: Path) -> None:
        summed, every = (run(clean_folder, "forecast", *more).stdout for more in ((), ("--all",)))
        assert "Verksamhetsområde" in summed
        assert "1011 " not in summed
        assert "1011 " in every

    def test_one_unit_has_its_rows_and_their_working(self, clean_folder: Path) -> None:
        assert "Metod" in run(clean_folder, "forecast", "1011").stdout


class TestJson:
    @pytest.mark.parametrize(
        "command",
        [
            "validate",
            "status",
            "aggregate",
            "forecast",
            "report tertialrapport",
            "letter",
            "fields tertialrapport",
            "run",
            "new --period 2022-08",
        ],
    )
    def test_standard_output_is_json_and_nothing_else(self, faulty: Path, command: str) -> None:
        assert json.loads(run(faulty, *command.split(), "--json").stdout)

    def test_a_finding_tells_code_severity_place_and_remedy(self, faulty: Path) -> None:
        books = json.loads(run(faulty, "validate", "--json").stdout)["böcker"]
        found = [finding for book in books if book["fil"] == BOOK for finding in book["fynd"]]
        assert {"kod", "allvar", "blad", "cell", "meddelande", "åtgärd"} <= found[0].keys()

    def test_json_is_utf_8_whatever_the_computer_speaks(self, clean_folder: Path) -> None:
        command = [sys.executable, "-m", "xltools", "-C", str(clean_folder), "status", "--period", "2022-08", "--json"]
        environment = os.environ | {"PYTHONIOENCODING": "cp850", "PYTHONUTF8": "0"}
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
        assert "Gruppbostaden Björken" in {unit["namn"] for unit in json.loads(done.stdout.decode("utf-8"))["enheter"]}


class TestStreams:
    def test_an_old_windows_console_keeps_the_minus_signs(self, clean_folder: Path) -> None:
        command = [sys.executable, "-m", "xltools", "-C", str(clean_folder), "forecast", "1011", "--period", "2022-08"]
        environment = os.environ | {"PYTHONIOENCODING": "cp850", "PYTHONUTF8": "0"}
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
        assert "-1" in done.stdout.decode("cp850")

    def test_a_file_gets_no_colours(self, faulty: Path) -> None:
        assert "\x1b" not in run(faulty, "validate").output

    def test_progress_is_silent_when_nobody_watches(self, clean: Path) -> None:
        assert run(clean, "validate", "--period", "2022-08").stderr == ""


class TestValidate:
    def test_the_code_the_cell_and_the_advice_are_shown(self, faulty: Path) -> None:
        shown = run(faulty, "validate").stdout
        assert all(word in shown for word in ("XL204", "Drift!", "oklart", "→ Skriv bara ett tal"))

    def test_what_was_checked_is_told_with_what_was_not_run(self, clean: Path) -> None:
        assert "kontroller: " in run(clean, "validate").stdout

    def test_one_workbook_can_be_checked(self, faulty: Path) -> None:
        result = run(faulty, "validate", str(faulty / "inlamning/2022-08/2022-08_1012.xlsx"))
        assert (result.exit_code, "1 bok: inga anmärkningar" in result.stdout) == (0, True)

    def test_the_workbooks_of_the_units_are_left_as_they_were(self, faulty: Path) -> None:
        before = files(faulty / "inlamning")
        run(faulty, "validate")
        assert files(faulty / "inlamning") == before

    def test_no_line_is_wider_than_80_columns(self, faulty: Path) -> None:
        lines = run(faulty, "validate").stdout.splitlines()
        assert max(len(line.rstrip()) for line in lines) <= 80


class TestWriting:
    def test_what_was_written_is_named_from_the_working_folder(self, clean: Path) -> None:
        assert "  resultat/2022-08/tertialrapport_2022-08.docx\n" in run(clean, "report", "tertialrapport").stdout

    def test_an_edited_report_without_new_figures_is_left_alone_and_is_no_fault(self, clean: Path) -> None:
        run(clean, "report", "tertialrapport")
        document = Workspace(clean).results(PERIOD) / "tertialrapport_2022-08.docx"
        document.write_bytes(document.read_bytes() + b" ")
        result = run(clean, "report", "tertialrapport")
        assert (result.exit_code, "Lämnat orört" in result.stdout) == (0, True)

    def test_with_force_the_edited_report_is_kept_as_a_dated_copy_and_named(self, clean: Path) -> None:
        run(clean, "report", "tertialrapport")
        document = Workspace(clean).results(PERIOD) / "tertialrapport_2022-08.docx"
        document.write_bytes(document.read_bytes() + b" ")
        result = run(clean, "report", "tertialrapport", "--force")
        assert (result.exit_code, "daterad kopia" in result.stdout) == (0, True)

    def test_a_folder_in_use_names_who_uses_it(self, clean: Path) -> None:
        (clean / ".xltools.lock").write_text("Maj Ek på ekonomi-3, sedan 2022-09-05 10:12", "utf-8")
        result = run(clean, "aggregate")
        assert (result.exit_code, "Maj Ek på ekonomi-3" in result.stderr) == (3, True)

    def test_several_units_can_be_asked_for(self, clean: Path) -> None:
        shutil.rmtree(clean / "inlamning" / "2022-08")
        result = run(clean, "new", "--period", "2022-08", "--unit", "1011", "--unit", "2011", "--json")
        assert len(json.loads(result.stdout)["skrivet"]) == 2
