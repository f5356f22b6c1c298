"""The commands for documents that are written already: refresh, verify, trace and compare, seen from outside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from tests.tasks.linked_folder import STAFF, TOTAL, by_hand, report_of, with_forecast, written_folder
from tests.word.linked import hand
from tests.word.making import saved
from xltools.cli import cli
from xltools.workspace import Workspace

REPORT = "resultat/2022-08/tertialrapport_2022-08.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_folder(tmp_path / "arbete").root


def run(folder: Path, *arguments: str) -> Result:
    words = [str(folder / word) if word.endswith(".docx") else word for word in arguments]
    return CliRunner().invoke(cli, ["-C", str(folder), *words])


def noted(folder: Path) -> Path:
    path = report_of(Workspace(folder))
    by_hand(path, lambda root: hand.in_front(root, "sammanfattning.prognos", "Egna ord."))
    return path


class TestRefresh:
    def test_old_and_new_are_printed_and_where_the_old_file_is(self, folder: Path) -> None:
        noted(folder)
        with_forecast(Workspace(folder))
        result = run(folder, "refresh", REPORT)
        assert result.exit_code == 0
        for said in ("112 320", "110 808", "uppdaterad", "Den gamla finns kvar som"):
            assert said in " ".join(result.stdout.replace("\u00a0", " ").split())

    def test_a_conflict_ends_with_1_and_a_decision_with_0(self, folder: Path) -> None:
        by_hand(report_of(Workspace(folder)), lambda root: hand.typed(root, STAFF, "111"))
        with_forecast(Workspace(folder))
        codes = [run(folder, "refresh", REPORT, *more).exit_code for more in ((), ("--take", "ours"))]
        assert codes == [1, 0]

    def test_a_dry_run_says_that_nothing_is_written(self, folder: Path) -> None:
        path = noted(folder)
        before = path.read_bytes()
        with_forecast(Workspace(folder))
        result = run(folder, "refresh", REPORT, "--dry-run")
        assert ("Inget är skrivet" in result.stdout, "ska uppdateras" in result.stdout.replace("\n", " ")) == (
            True,
            True,
        )
        assert path.read_bytes() == before

    def test_without_a_document_all_of_the_period_are_brought_up_to_date(self, folder: Path) -> None:
        result = run(folder, "refresh", "--json")
        assert [Path(one["fil"]).suffix for one in json.loads(result.stdout)["dokument"]] == [".docx", ".docx"]

    def test_a_document_that_xltools_never_made_is_one_sentence_and_ends_with_1(self, folder: Path) -> None:
        (folder / "eget.docx").write_bytes(saved(docx.Document()))
        result = run(folder, "refresh", "eget.docx")
        assert (result.exit_code, "inte gjort av xltools" in " ".join(result.stdout.split())) == (1, True)


class TestVerify:
    def test_documents_that_are_right_end_with_0(self, folder: Path) -> None:
        result = run(folder, "verify")
        assert (result.exit_code, "alla stämmer" in " ".join(result.stdout.split())) == (0, True)

    @pytest.mark.parametrize("by", ["a person", "the underlag"])
    def test_a_figure_that_differs_ends_with_1(self, folder: Path, by: str) -> None:
        if by == "a person":
            by_hand(report_of(Workspace(folder)), lambda root: hand.typed(root, STAFF, "111"))
        else:
            with_forecast(Workspace(folder))
        assert run(folder, "verify", REPORT).exit_code == 1

    def test_an_old_figure_typed_into_prose_ends_with_1_until_it_is_mended(self, folder: Path) -> None:
        path = report_of(Workspace(folder))
        by_hand(path, lambda root: hand.in_front(root, "sammanfattning.prognos", "Underskottet är 4,3 mnkr."))
        with_forecast(Workspace(folder), share=0.9)
        run(folder, "refresh", REPORT)
        assert run(folder, "verify", REPORT).exit_code == 1
        run(folder, "refresh", REPORT, "--take", "theirs")
        assert run(folder, "verify", REPORT).exit_code == 0


class TestTrace:
    def test_one_figure_is_told_in_full(self, folder: Path) -> None:
        result = run(folder, "trace", REPORT, TOTAL)
        for said in ("−4 320 000,00 kr", "budget − prognos", "2022-08_1011.xlsx", "oförändrad", "Summa nu"):
            assert said in result.stdout.replace("\u00a0", " ")

    def test_a_value_with_a_minus_is_written_after_two_dashes(self, folder: Path) -> None:
        assert "drift.verksamhet.summa.avvikelse" in run(folder, "trace", REPORT, "--", "-4 320").stdout

    def test_every_single_cell_stands_in_the_json(self, folder: Path) -> None:
        told = json.loads(run(folder, "trace", REPORT, STAFF, "--json").stdout)
        (staff,) = told["siffror"]
        assert staff["visas"] == "112\u00a0320"
        assert all(source["celler"] for source in staff["källor"])
        assert all(len(file["sha256_då"]) == 64 for file in told["filer"])

    def test_the_appendix_is_written_beside_the_document(self, folder: Path) -> None:
        result = run(folder, "trace", REPORT, "--workbook")
        assert "Sifferbilaga: resultat/2022-08/tertialrapport_2022-08_sifferbilaga.xlsx" in " ".join(
            result.stdout.split()
        )
        assert (folder / "resultat/2022-08/tertialrapport_2022-08_sifferbilaga.xlsx").is_file()

    def test_an_unknown_figure_is_a_sentence_and_ends_with_3(self, folder: Path) -> None:
        result = run(folder, "trace", REPORT, "drift.verksamhet.summa.avikelse")
        assert (result.exit_code, "Menade du" in " ".join(result.stderr.split())) == (3, True)


class TestCompare:
    def test_two_versions_are_told_with_their_difference(self, folder: Path) -> None:
        shutil.copyfile(folder / REPORT, folder / "gammal.docx")
        with_forecast(Workspace(folder))
        run(folder, "report", "tertialrapport")
        result = run(folder, "compare", "gammal.docx", REPORT)
        assert "−1 512 000 kr" in result.stdout.replace("\u00a0", " ")

    def test_the_same_document_does_not_differ(self, folder: Path) -> None:
        assert "Inget skiljer." in run(folder, "compare", REPORT, REPORT).stdout

    def test_the_json_has_every_change(self, folder: Path) -> None:
        shutil.copyfile(folder / REPORT, folder / "gammal.docx")
        with_forecast(Workspace(folder))
        run(folder, "report", "tertialrapport")
        told = json.loads(run(folder, "compare", "gammal.docx", REPORT, "--json").stdout)
        assert STAFF in [one["nyckel"] for one in told["siffror"]]
