"""Checking a folder of deliveries: what is read, what is told, what is written."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from tests.builders import PERIOD
from tests.folders import workbook
from tests.tasks.faults import MASTER, UNIT, changed, good_book
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.codes import Code
from xltools.model.fact import Aspect, Domain
from xltools.model.finding import Outcome
from xltools.model.number import ORE_PER_TKR
from xltools.model.report import CannotRunError
from xltools.sheets.spec import workbook_name
from xltools.tasks.validate import as_json, validate
from xltools.workspace import Workspace

GOOD = {unit.code: good_book(unit=unit.code) for unit in MASTER.organisation.units}
GRUNDDATA = grunddata_workbook(MASTER)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    workspace.master.write_bytes(GRUNDDATA)
    folder = workspace.deliveries(PERIOD)
    folder.mkdir(parents=True)
    for unit, data in GOOD.items():
        (folder / workbook_name(unit, PERIOD)).write_bytes(data)
    return workspace


def spoil(workspace: Workspace, unit: str = UNIT) -> Path:
    path = workspace.deliveries(PERIOD) / workbook_name(unit, PERIOD)
    path.write_bytes(changed(GOOD[unit], lambda book: book["Texter"].__setitem__("C6", "Ring 890701-9809")))
    return path


def test_a_clean_folder_gives_a_control_workbook_and_no_marked_copy(workspace: Workspace) -> None:
    report = validate(workspace)
    assert (report.findings, report.marked, report.unwritten) == ((), (), ())
    assert report.control == "resultat/2022-08/kontroll.xlsx"
    assert [delivery.unit for delivery in report.deliveries] == [unit.code for unit in MASTER.organisation.units]


def test_what_units_typed_becomes_facts_with_their_cells(workspace: Workspace) -> None:
    delivery = next(d for d in validate(workspace).deliveries if d.unit == UNIT)
    fact = next(f for f in delivery.facts if (f.domain, f.item, f.aspect) == (Domain.DRIFT, "46", Aspect.FORECAST))
    data = openpyxl.load_workbook(workspace.root / fact.place.file, data_only=True)
    assert fact.amount == data[fact.place.sheet][fact.place.cell].value * ORE_PER_TKR
    staff = [f for f in delivery.facts if (f.domain, f.item) == (Domain.STAFF, "sjuktid")]
    assert {(f.sex, f.month) for f in staff} == {("K", 7), ("M", 7)}


def test_a_faulty_book_gets_a_marked_copy_and_is_left_as_it_was(workspace: Workspace) -> None:
    path = spoil(workspace)
    before = path.read_bytes()
    report = validate(workspace)
    assert path.read_bytes() == before
    assert report.marked == (f"resultat/2022-08/markerade/{path.name}",)
    copy = openpyxl.load_workbook(workspace.root / report.marked[0])
    assert "XL401" in copy["Texter"]["C6"].comment.text


def test_a_mended_book_loses_its_marks(workspace: Workspace) -> None:
    path = spoil(workspace)
    marked = workspace.root / validate(workspace).marked[0]
    path.write_bytes(GOOD[UNIT])
    assert validate(workspace).marked == ()
    assert openpyxl.load_workbook(marked)["Texter"]["C6"].comment is None


def test_the_control_workbook_links_to_the_cell_by_a_relative_path(workspace: Workspace) -> None:
    path = spoil(workspace)
    report = validate(workspace)
    sheet = openpyxl.load_workbook(workspace.root / report.control)["Fynd"]
    assert [cell.value for cell in sheet[5]][:3] == ["XL401", "● fel", f"{UNIT} Gruppbostaden Björken"]
    link = sheet["D5"].hyperlink
    assert link.target.replace("\\", "/").removeprefix("file:///") == f"../../inlamning/2022-08/{path.name}"
    assert link.location == "'Texter'!C6"


def test_the_control_workbook_has_its_tables_on_pages_of_their_own(workspace: Workspace) -> None:
    sheet = openpyxl.load_workbook(workspace.root / validate(workspace).control)["Sammanfattning"]
    title = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "Vad som kontrollerades")
    assert [found.id for found in sheet.row_breaks.brk] == [title - 1]


def test_a_unit_in_two_books_is_told_of_both_and_counted_once(workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / "kopia.xlsx").write_bytes(GOOD[UNIT])
    report = validate(workspace)
    assert [f.code for f in report.findings] == [Code.DELIVERED_TWICE] * 2
    assert {f.message.split(". ")[-1] for f in report.findings} == {
        "Den här boken räknas, den andra räknas inte.",
        f"Den här boken räknas inte, utan {workbook_name(UNIT, PERIOD)}.",
    }
    assert {f.place.file for f in report.findings} == {
        f"inlamning/2022-08/{name}" for name in ("kopia.xlsx", workbook_name(UNIT, PERIOD))
    }
    assert [d.file for d in report.deliveries if d.unit == UNIT] == [f"inlamning/2022-08/{workbook_name(UNIT, PERIOD)}"]


def test_one_workbook_alone_is_checked_without_a_control_workbook(workspace: Workspace) -> None:
    report = validate(workspace, [spoil(workspace)])
    assert len(report.books) == 1
    assert report.control == ""
    assert report.marked
    waiting = {check.check for check in report.books[0].checks if check.outcome is Outcome.NOT_RUN}
    assert "Enheten är inlämnad en gång" in waiting


def test_owner_files_are_passed_by_and_their_books_pointed_out(workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / f"~${workbook_name(UNIT, PERIOD)}").write_bytes(b"Maja")
    report = validate(workspace)
    assert len(report.books) == len(GOOD)
    assert [f.code for f in report.findings] == [Code.OPEN_ELSEWHERE]


def test_a_control_workbook_that_is_open_does_not_stop_the_checking(workspace: Workspace) -> None:
    folder = workspace.results(PERIOD)
    folder.mkdir(parents=True)
    (folder / "~$kontroll.xlsx").write_bytes(b"Maja")
    report = validate(workspace)
    assert len(report.books) == len(GOOD)
    assert "öppen" in report.unwritten[0]


def test_nothing_to_check_is_said_plainly(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with pytest.raises(CannotRunError, match="inga inlämningar"):
        validate(workspace)
    with pytest.raises(CannotRunError, match="finns inte"):
        validate(workspace, [Path("saknas.xlsx")])


def test_an_executor_gives_the_same_report(workspace: Workspace) -> None:
    spoil(workspace)
    alone = validate(workspace)
    with ThreadPoolExecutor(2) as executor:
        assert validate(workspace, executor=executor) == alone


def test_progress_is_told_book_by_book(workspace: Workspace) -> None:
    told: list[tuple[int, int]] = []
    validate(workspace, progress=lambda done, of: told.append((done, of)))
    assert told == [(i, len(GOOD)) for i in range(1, len(GOOD) + 1)]


def test_the_json_form_keeps_its_keys(workspace: Workspace) -> None:
    report = as_json(validate(workspace, [spoil(workspace)]))
    assert json.loads(json.dumps(report)) == report
    assert {k: v for k, v in report.items() if k != "böcker"} == {
        "period": "2022-08",
        "antal": {"fel": 1, "varning": 0, "upplysning": 0},
        "inte_inlämnat": [],
        "kontrollbok": None,
        "markerade": [f"resultat/2022-08/markerade/{workbook_name(UNIT, PERIOD)}"],
        "inte skrivet": [],
    }
    book = report["böcker"][0]
    assert {k: v for k, v in book.items() if k != "kontroller"} == {
        "fil": f"inlamning/2022-08/{workbook_name(UNIT, PERIOD)}",
        "enhet": UNIT,
        "fel": 1,
        "fynd": [
            {
                "kod": "XL401",
                "allvar": "fel",
                "blad": "Texter",
                "cell": "C6",
                "meddelande": "Texten innehåller något som ser ut som ett personnummer (tecken 6).",
                "åtgärd": "Ta bort personnumret. Det får aldrig stå i en inlämningsbok eller rapport.",
            }
        ],
    }
    assert book["kontroller"][0] == {"kontroll": "Filen går att läsa", "utfall": "godkänd", "skäl": None}


def test_checking_a_workbook_loads_no_heavy_library(workspace: Workspace) -> None:
    script = (
        "import sys; from pathlib import Path; from xltools.tasks.validate import CheckContext, check_book;"
        "from xltools.tasks.master import load_master; from xltools.workspace import Workspace;"
        "root = Path(sys.argv[1]); context = CheckContext(root, load_master(Workspace(root)));"
        "report = check_book(Path(sys.argv[2]), context); assert not report.findings; print(' '.join(sys.modules))"
    )
    path = workspace.deliveries(PERIOD) / workbook_name(UNIT, PERIOD)
    run = subprocess.run(
        [sys.executable, "-c", script, str(workspace.root), str(path)], capture_output=True, text=True, check=True
    )
    heavy = {"pandas", "numpy", "docx", "xlwings", "openpyxl", "xlsxwriter", "lxml", "rich", "pyarrow", "jinja2"}
    assert heavy.isdisjoint(run.stdout.split())


def test_a_period_names_the_enheter_without_a_book(workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / workbook_name(UNIT, PERIOD)).unlink()
    name = f"{UNIT} {MASTER.organisation.by_code[UNIT].name}"
    report = validate(workspace, period=PERIOD)
    assert (report.missing, as_json(report)["inte_inlämnat"]) == ((name,), [name])
    sheet = openpyxl.load_workbook(workspace.root / report.control)["Sammanfattning"]
    assert sheet["A3"].value == f"Inte inlämnat: {name}."


def test_a_book_that_nobody_has_filled_in_gives_one_upplysning_and_no_delivery(workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / workbook_name(UNIT, PERIOD)).write_bytes(workbook(MASTER, UNIT, {}))
    report = validate(workspace, period=PERIOD)
    (blank,) = [one for one in report.books if one.unit == UNIT]
    assert [finding.code for finding in blank.findings] == [Code.NOT_FILLED_IN]
    assert (blank.delivery, report.errors, report.marked) == (None, 0, ())
