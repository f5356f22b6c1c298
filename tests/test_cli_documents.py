"""The commands that write documents: report, letter and template, seen from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.folders import delivered_folder
from xltools.cli import cli
from xltools.workspace import Workspace

REPORT = "resultat/2022-08/tertialrapport_2022-08.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return delivered_folder(tmp_path / "arbete").root


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), *arguments])


def edit(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")


class TestReport:
    @pytest.mark.parametrize("arguments", [["report"], ["report", "tertialrapport", "--all"]])
    def test_either_a_document_or_all_of_them_is_asked_for(self, folder: Path, arguments: list[str]) -> None:
        assert run(folder, *arguments).exit_code == 2

    @pytest.mark.parametrize("spelt", ["Tertialrapport", "TERTIALRAPPORT"])
    def test_a_document_may_be_spelt_with_capitals(self, folder: Path, spelt: str) -> None:
        assert f"  {REPORT}\n" in run(folder, "report", spelt).stdout

    def test_a_letter_is_no_report_and_the_right_command_is_named(self, folder: Path) -> None:
        assert "xltools letter" in run(folder, "report", "tjänsteskrivelse").stderr

    def test_a_check_without_faults_says_so(self, folder: Path) -> None:
        assert "Tillgänglighet: inga fel." in run(folder, "report", "tertialrapport", "--check").stdout

    def test_nothing_is_said_to_be_written_when_nothing_has_changed(self, folder: Path) -> None:
        run(folder, "report", "tertialrapport")
        assert "Skrivet:" not in run(folder, "report", "tertialrapport").stdout

    def test_all_writes_what_is_due_and_says_why_the_rest_is_not(self, folder: Path) -> None:
        result = run(folder, "report", "--all")
        assert (result.exit_code, f"  {REPORT}\n" in result.stdout) == (0, True)

    def test_the_last_line_sums_it_up(self, folder: Path) -> None:
        assert run(folder, "report", "tertialrapport").stdout.splitlines()[-1] == "1 dokument skrivet"
        assert run(folder, "report", "tertialrapport").stdout.splitlines()[-1] == "1 oförändrat"

    def test_an_edited_report_that_fails_among_others_ends_with_1(self, folder: Path) -> None:
        run(folder, "report", "--all")
        edit(folder, REPORT)
        grunddata = Workspace(folder).master
        (folder / "mallar").mkdir(exist_ok=True)
        run(folder, "template", "export", "tertialrapport")
        edit(folder, "mallar/tertialrapport.docx")
        result = run(folder, "report", "--all")
        assert (result.exit_code, "Misslyckades:" in result.stdout, grunddata.is_file()) == (1, True, True)

    def test_a_check_names_the_place_and_the_remedy(self, folder: Path) -> None:
        run(folder, "report", "tertialrapport")
        assert run(folder, "report", "tertialrapport", "--check").exit_code == 0

    def test_an_edited_report_can_still_be_checked(self, folder: Path) -> None:
        run(folder, "report", "tertialrapport")
        edit(folder, REPORT)
        result = run(folder, "report", "tertialrapport", "--check")
        assert "Lämnat orört" in result.stdout

    def test_without_libreoffice_a_sentence_says_so_and_the_report_is_made(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(folder))
        result = run(folder, "report", "tertialrapport", "--pdf")
        assert (result.exit_code, "LibreOffice finns inte på datorn" in " ".join(result.stdout.split())) == (0, True)
        assert (folder / REPORT).is_file()

    def test_json_tells_what_became_of_every_document(self, folder: Path) -> None:
        told = json.loads(run(folder, "report", "--all", "--json").stdout)
        assert {"namn": "Tertialrapport augusti 2022", "utfall": "skrivet", "fil": REPORT, "pdf": None,
                "orsak": None} in told["dokument"]  # fmt: skip


class TestLetter:
    def test_all_writes_the_letters_of_every_period(self, folder: Path) -> None:
        result = run(folder, "letter", "--all")
        assert "tjansteskrivelse_" in result.stdout

    def test_all_and_a_period_are_not_asked_for_together(self, folder: Path) -> None:
        assert run(folder, "letter", "--all", "--period", "2022-08").exit_code == 2

    def test_a_second_run_writes_nothing(self, folder: Path) -> None:
        run(folder, "letter")
        assert "oförändrat" in run(folder, "letter").stdout.splitlines()[-1]


class TestTemplate:
    def test_the_copy_is_named(self, folder: Path) -> None:
        result = run(folder, "template", "export", "tertialrapport")
        assert (result.exit_code, "  mallar/tertialrapport.docx\n" in result.stdout) == (0, True)

    def test_ones_own_template_is_left_alone_and_the_way_on_is_told(self, folder: Path) -> None:
        run(folder, "template", "export", "tertialrapport")
        edit(folder, "mallar/tertialrapport.docx")
        result = run(folder, "template", "export", "tertialrapport")
        assert (result.exit_code, "--force" in result.stderr) == (3, True)

    def test_a_sound_template_is_said_to_be_so(self, folder: Path) -> None:
        run(folder, "template", "export", "tertialrapport")
        result = run(folder, "template", "check", str(folder / "mallar/tertialrapport.docx"))
        assert (result.exit_code, "inga anmärkningar" in result.stdout) == (0, True)

    def test_faults_end_with_1_and_are_json_when_that_is_asked_for(self, folder: Path) -> None:
        (folder / "mallar").mkdir(exist_ok=True)
        (folder / "mallar/utkast.docx").write_bytes(b"not a zip")
        arguments = ("template", "check", str(folder / "mallar/utkast.docx"), "--document", "tertialrapport", "--json")
        result = run(folder, *arguments)
        assert result.exit_code == 1
        assert {finding["kod"] for finding in json.loads(result.stdout)["fynd"]} == {"XL701"}

    @pytest.mark.parametrize("command", ["export", "check"])
    def test_an_unknown_document_is_refused_with_those_there_are(self, folder: Path, command: str) -> None:
        given = ["rapporten"] if command == "export" else [str(folder / "rapporten.docx")]
        (folder / "rapporten.docx").write_bytes(b"PK")
        result = run(folder, "template", command, *given)
        assert (result.exit_code, "tertialrapport" in result.stderr) == (3, True)

    def test_a_workbook_is_told_to_be_no_word_document(self, folder: Path) -> None:
        result = run(folder, "template", "check", str(folder / "grunddata.xlsx"))
        assert (result.exit_code, "grunddata.xlsx är inget Worddokument" in result.stderr) == (3, True)

    def test_a_misspelt_document_is_guessed_and_export_asks_for_no_flag_that_it_lacks(self, folder: Path) -> None:
        said = run(folder, "template", "export", "bokslutt").stderr
        assert ("Menade du bokslut?" in said, "--document" in said) == (True, False)

    def test_a_copy_that_is_there_already_is_not_said_to_be_written(self, folder: Path) -> None:
        run(folder, "template", "export", "bokslut")
        shown = run(folder, "template", "export", "bokslut").stdout
        assert ("Skrivet:" in shown, "Fanns redan" in shown) == (False, True)

    def test_the_help_is_in_swedish(self, folder: Path) -> None:
        assert "Användning: " in run(folder, "template", "--help").stdout
