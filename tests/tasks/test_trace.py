"""Where the figures of a document come from: cells, files, and whether these are still what they were."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.builders import PERIOD
from tests.tasks.linked_folder import STAFF, TOTAL, by_hand, report_of, with_forecast, written_folder
from tests.word.linked import hand
from tests.word.making import saved
from xltools.model.report import CannotRunError
from xltools.model.trace import FileState
from xltools.sheets.spec import workbook_name
from xltools.tasks.trace import trace, write_appendix
from xltools.word.package import Package
from xltools.workspace import Workspace

UNIT = f"inlamning/{PERIOD}/{workbook_name('1011', PERIOD)}"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return written_folder(tmp_path / "arbete")


def test_every_figure_of_the_document_is_traced_to_cells(workspace: Workspace) -> None:
    traced = trace(workspace, report_of(workspace))
    assert traced.complete
    assert len(traced.figures) > 50
    assert all(file.state is FileState.SAME for file in traced.files)


def test_a_total_leads_down_to_the_cells_of_every_unit(workspace: Workspace) -> None:
    (total,) = trace(workspace, report_of(workspace), TOTAL).figures
    files = {source.cells.file for source in total.sources}
    assert {f"inlamning/{PERIOD}/{workbook_name(code, PERIOD)}" for code in ("1011", "1012", "1021", "2011")} <= files


def test_the_cells_of_a_sum_come_to_the_figure(workspace: Workspace) -> None:
    (staff,) = trace(workspace, report_of(workspace), STAFF).figures
    sums = [source.total for source in staff.sources if source.total is not None]
    assert sum(sums) * 100_000 == staff.record.value


@pytest.mark.parametrize(
    "wish", [TOTAL, "drift.verksamhet.summa.avvikelse", "−4\u00a0320", "-4 320", "verksamhet.summa.avv"]
)
def test_a_figure_is_chosen_by_its_name_a_part_of_it_or_what_it_shows(workspace: Workspace, wish: str) -> None:
    assert TOTAL in [one.record.key for one in trace(workspace, report_of(workspace), wish).figures]


def test_a_figure_that_is_not_there_is_told_with_the_nearest_name(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match=r"drift\.verksamhet\.summa\.avvikelse"):
        trace(workspace, report_of(workspace), "drift.verksamhet.summa.avikelse")


def test_a_file_that_has_changed_since_is_told(workspace: Workspace) -> None:
    with_forecast(workspace)
    traced = trace(workspace, report_of(workspace))
    (file,) = [one for one in traced.files if one.path == UNIT]
    assert (file.state, file.then != file.now) == (FileState.CHANGED, True)
    (staff,) = [one for one in traced.figures if one.record.key == STAFF]
    assert staff.state is FileState.CHANGED


def test_a_file_that_is_gone_is_told(workspace: Workspace) -> None:
    (workspace.root / UNIT).unlink()
    states = {one.path: one.state for one in trace(workspace, report_of(workspace)).files}
    assert states[UNIT] is FileState.MISSING


def test_what_was_changed_by_hand_stands_beside_what_was_written(workspace: Workspace) -> None:
    by_hand(report_of(workspace), lambda root: hand.typed(root, STAFF, "111"))
    (staff,) = trace(workspace, report_of(workspace), STAFF).figures
    assert (staff.edited, staff.record.shown, staff.shown) == (True, "112\u00a0320", ("111",))


def test_a_document_that_xltools_never_made_is_refused(workspace: Workspace) -> None:
    strange = workspace.root / "eget.docx"
    strange.write_bytes(saved(docx.Document()))
    with pytest.raises(CannotRunError, match="inte gjort av xltools"):
        trace(workspace, strange)


def test_a_document_cannot_lead_out_of_the_working_folder(workspace: Workspace) -> None:
    outside = workspace.root.parent / "hemligt.xlsx"
    outside.write_bytes((workspace.root / UNIT).read_bytes())
    path = report_of(workspace)
    package = Package.open(path.read_bytes())
    part = next(name for name in package.names if b'urn:xltools:underlag:1">' in package.read(name))
    path.write_bytes(package.write({part: package.read(part).replace(UNIT.encode(), b"../hemligt.xlsx")}))
    traced = trace(workspace, path)
    (file,) = [one for one in traced.files if one.path == "../hemligt.xlsx"]
    assert (file.state, file.now) == (FileState.MISSING, "")


# --- sifferbilaga ----------------------------------------------------------------------------------------------------


def appendix(workspace: Workspace) -> openpyxl.Workbook:
    traced = trace(workspace, report_of(workspace))
    written = write_appendix(workspace, report_of(workspace), traced)
    assert written.path.name == f"tertialrapport_{PERIOD}_sifferbilaga.xlsx"
    return openpyxl.load_workbook(io.BytesIO(written.path.read_bytes()))


def test_the_appendix_has_every_figure_with_its_exact_value(workspace: Workspace) -> None:
    sheet = appendix(workspace)["Siffror"]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    total = rows["Summa, avvikelse"]
    assert (total[2], total[4], total[5]) == ("−4\u00a0320", -4_320_000, "kr")


def test_every_source_in_the_appendix_is_a_link_to_its_cells(workspace: Workspace) -> None:
    sheet = appendix(workspace)["Källor"]
    targets = [str(row[5].hyperlink.target) for row in sheet.iter_rows(min_row=5) if row[5].hyperlink]
    folder = report_of(workspace).parent
    assert len(targets) == sheet.max_row - 4
    assert all((folder / target.partition("#")[0].replace("\\", "/")).resolve().is_file() for target in targets)


def test_a_figure_in_the_appendix_leads_to_its_sources(workspace: Workspace) -> None:
    book = appendix(workspace)
    for row in book["Siffror"].iter_rows(min_row=5, max_row=12):
        link = row[8].hyperlink
        assert link is not None
        place = str(link.location).rpartition("!")[2]
        assert book["Källor"][place].value == row[0].value


def test_the_appendix_tells_of_changed_files_in_words(workspace: Workspace) -> None:
    with_forecast(workspace)
    states = {row[0]: row[1] for row in appendix(workspace)["Filer"].iter_rows(min_row=5, values_only=True)}
    assert states[UNIT] == "◐ ändrat sedan dess"


def test_an_appendix_that_somebody_changed_is_not_written_over(workspace: Workspace) -> None:
    traced = trace(workspace, report_of(workspace))
    path = write_appendix(workspace, report_of(workspace), traced).path
    path.write_bytes(b"egna noteringar")
    with pytest.raises(CannotRunError, match="har ändrats"):
        write_appendix(workspace, report_of(workspace), traced)
    kept = write_appendix(workspace, report_of(workspace), traced, force=True).kept
    assert kept is not None
    assert kept.read_bytes() == b"egna noteringar"
