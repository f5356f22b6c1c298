"""Marked copies: what they show, what they leave alone, and that a second marking replaces the first."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.workbook.workbook import Workbook

from xltools.excel.marking.colours import ranges
from xltools.excel.marking.mark import Mark, NotMarkableError, marked
from xltools.excel.open import Opened, examine
from xltools.excel.read import read_opened
from xltools.model.codes import Severity

# openpyxl says what it would lose; here it only looks.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

FEL, VARNING, UPPLYSNING = Severity.FEL, Severity.VARNING, Severity.UPPLYSNING
FORMULA = 'N("xltools-kontroll")=0'


def entry_workbook() -> bytes:
    """Return a workbook with much that must survive: others' notes, rules, validations, a chart, a button."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    red = book.add_format({"bg_color": "#FF0000"})
    drift, texter, lista = (book.add_worksheet(name) for name in ("Drift", "O'Brien & barn", "Lista"))
    drift.write_row("A1", ["Rad", "Budget", "Prognos"])
    drift.write_row("A2", ["Personal", 1200, 1250])
    drift.write_formula("D2", "=B2-C2", None, -50)
    drift.conditional_format("B2:C9", {"type": "cell", "criteria": "<", "value": 0, "format": red})
    drift.conditional_format("D2:D9", {"type": "data_bar", "data_bar_2010": True})
    drift.data_validation("B2:C9", {"validate": "decimal", "criteria": ">", "value": -1})
    drift.write_comment("B2", "Så räknade vi", {"author": "Enhetschef"})
    drift.insert_button("F2", {"caption": "Knapp"})
    drift.protect("hemligt")
    drift.print_area("A1:D9")
    texter.write("A1", "Kommentar")
    texter.activate()
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Drift!$B$2:$C$2"})
    lista.insert_chart("B2", chart)
    lista.repeat_rows(0)
    book.define_name("Budget", "=Drift!$B$2")
    book.close()
    return target.getvalue()


SOURCE = entry_workbook()
MARKS = {
    "Drift": [
        Mark("C2", "Prognosen är 1 000 gånger budgeten.", VARNING),
        Mark("C2", "Skriv ett tal.", FEL),
        Mark("B2", "Beloppet saknar tecken.", FEL),
        Mark("C3", "Tom cell.", UPPLYSNING),
    ],
    "Saknas": [Mark("A1", "Bladet saknas.", FEL)],
}


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reopened(workbook: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook))


def notes(workbook: bytes, sheet: str) -> dict[str, tuple[str, str]]:
    """Return cell → author and text of a sheet's notes, as openpyxl sees them."""
    cells = (cell for row in reopened(workbook)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells if cell.comment}


def colours(workbook: bytes, sheet: str) -> dict[str, str]:
    """Return range → colour of our conditional formats, as openpyxl sees them."""
    return {
        str(block.sqref): rule.dxf.fill.bgColor.rgb
        for block in reopened(workbook)[sheet].conditional_formatting
        for rule in block.rules
        if rule.formula == [FORMULA]
    }


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, old in parts(workbook).items():
            archive.writestr(part, content if part == name else old)
    return target.getvalue()


def test_each_cell_gets_the_colour_of_its_worst_finding() -> None:
    assert colours(marked(SOURCE, MARKS), "Drift") == {"B2 C2": "FFFFC7CE", "C3": "FFDDEBF7"}


def test_our_rules_stand_before_all_others() -> None:
    sheet = etree.fromstring(parts(marked(SOURCE, MARKS))["xl/worksheets/sheet1.xml"])
    rules = [element for element in sheet.iter("{*}cfRule") if element.get("priority")]
    priorities = {rule.findtext("{*}formula"): int(rule.get("priority", "0")) for rule in rules}
    assert sorted(int(rule.get("priority", "0")) for rule in rules if rule.findtext("{*}formula") == FORMULA) == [1, 2]
    assert all(priority > 2 for formula, priority in priorities.items() if formula != FORMULA)


def test_all_findings_of_a_cell_stand_in_one_note() -> None:
    author, text = notes(marked(SOURCE, MARKS), "Drift")["C2"]
    assert (author, text) == ("xltools", "Varning: Prognosen är 1 000 gånger budgeten.\n\nFel: Skriv ett tal.")


def test_somebodys_own_note_is_kept() -> None:
    assert notes(marked(SOURCE, MARKS), "Drift")["B2"] == ("Enhetschef", "Så räknade vi")


def test_the_copy_opens_on_a_list_of_all_findings() -> None:
    book = reopened(marked(SOURCE, MARKS))
    assert book.active is not None
    rows = [row[:4] for row in book["Kontroll"].iter_rows(min_row=6, values_only=True)]
    assert (book.sheetnames[0], book.active.title) == ("Kontroll", "Kontroll")
    assert rows == [
        ("Saknas", "A1", "fel", "Bladet saknas."),
        ("Drift", "C2", "varning", "Prognosen är 1 000 gånger budgeten."),
        ("Drift", "C2", "fel", "Skriv ett tal."),
        ("Drift", "B2", "fel", "Beloppet saknar tecken."),
        ("Drift", "C3", "upplysning", "Tom cell."),
    ]


def test_a_long_text_on_the_list_has_a_row_high_enough() -> None:
    marks = {"Drift": [Mark("B2", "Kort.", FEL), Mark("C2", "En kommentar som förklarar avvikelsen. " * 8, FEL)]}
    rows = reopened(marked(SOURCE, marks))["Kontroll"].row_dimensions
    assert float(rows[7].height or 0) > 2 * float(rows[6].height or 0) > 0


def test_the_list_links_to_the_cells_that_exist() -> None:
    marks = {"O'Brien & barn": [Mark("A1", "Tom.", FEL), Mark("", "Fel blad.", FEL)], **MARKS}
    rows = reopened(marked(SOURCE, marks))["Kontroll"].iter_rows(min_row=6, min_col=2, max_col=2)
    links = [row[0].hyperlink.location for row in rows if row[0].hyperlink]
    assert links == [*["'Drift'!C2"] * 2, "'Drift'!B2", "'Drift'!C3", "'O''Brien & barn'!A1", "'O''Brien & barn'!A1"]


def test_only_the_list_is_selected() -> None:
    copy = parts(marked(SOURCE, MARKS))
    assert [name for name, content in copy.items() if b"tabSelected" in content] == [
        "xl/worksheets/xltoolsKontroll1.xml"
    ]


def test_print_areas_and_titles_stay_with_their_sheets() -> None:
    book = reopened(marked(SOURCE, MARKS))
    assert (book["Drift"].print_area, book["Lista"].print_title_rows) == ("'Drift'!$A$1:$D$9", "$1:$1")


def test_a_sheet_that_is_called_kontroll_already_is_left_alone() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("kontroll").write("A1", "Vår egen")
    book.close()
    copy = reopened(marked(marked(target.getvalue(), MARKS), MARKS))
    assert copy.sheetnames == ["Kontroll (2)", "kontroll"]
    assert copy["kontroll"]["A1"].value == "Vår egen"


def test_parts_that_need_no_change_are_the_same_bytes() -> None:
    before, after = parts(SOURCE), parts(marked(SOURCE, MARKS))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",  # was the selected sheet
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }


def test_cells_and_their_formats_are_untouched() -> None:
    before, after = (etree.fromstring(parts(b)["xl/worksheets/sheet1.xml"]) for b in (SOURCE, marked(SOURCE, MARKS)))
    data = [etree.tostring(next(sheet.iter("{*}sheetData")), method="c14n") for sheet in (before, after)]
    assert data[0] == data[1]


def test_the_copy_reads_as_the_source_does() -> None:
    source, copy = examine(SOURCE), examine(marked(SOURCE, MARKS))
    assert isinstance(source, Opened)
    assert isinstance(copy, Opened)
    assert read_opened(copy, ["Drift"]).values == read_opened(source, ["Drift"]).values  # type: ignore[union-attr]  # a Refusal fails the test


CELLS = st.sampled_from(["A1", "B2", "C2", "D7", "AA30", "XFD1048576", "", "ogiltig"])
SOME_MARKS = st.dictionaries(
    st.sampled_from(["Drift", "O'Brien & barn", "Lista", "Saknas", ""]),
    st.lists(st.builds(Mark, CELLS, st.text(max_size=40), st.sampled_from(Severity)), max_size=5),
)


@settings(max_examples=40, deadline=None)
@given(SOME_MARKS, SOME_MARKS.filter(lambda marks: any(marks.values())))
def test_a_second_marking_replaces_the_first(first: dict[str, list[Mark]], second: dict[str, list[Mark]]) -> None:
    def canonical(workbook: bytes) -> dict[str, bytes]:
        return {
            name: etree.tostring(etree.fromstring(content), method="c14n") if b"<" in content[:99] else content
            for name, content in parts(workbook).items()
        }

    assert canonical(marked(marked(SOURCE, first), second)) == canonical(marked(SOURCE, second))


@settings(max_examples=25, deadline=None)
@given(SOME_MARKS)
def test_any_text_and_any_cell_give_a_workbook_that_opens(marks: dict[str, list[Mark]]) -> None:
    copy = marked(SOURCE, marks)
    assert copy == marked(SOURCE, marks)
    assert ("Kontroll" in reopened(copy).sheetnames) == any(marks.values())


def test_without_marks_a_marked_copy_has_none_left() -> None:
    copy = marked(marked(SOURCE, MARKS), {})
    assert reopened(copy).sheetnames == reopened(SOURCE).sheetnames
    assert (colours(copy, "Drift"), notes(copy, "Drift")) == ({}, {"B2": ("Enhetschef", "Så räknade vi")})


def test_a_drawing_that_is_not_well_formed_costs_the_notes_and_nothing_else() -> None:
    broken = parts(SOURCE)["xl/drawings/vmlDrawing1.vml"].replace(b"</xml>", b"<br></xml>")
    copy = marked(with_part(SOURCE, "xl/drawings/vmlDrawing1.vml", broken), MARKS)
    assert parts(copy)["xl/drawings/vmlDrawing1.vml"] == broken
    assert parts(copy)["xl/comments1.xml"] == parts(SOURCE)["xl/comments1.xml"]
    assert set(colours(copy, "Drift").values()) == {"FFFFC7CE", "FFDDEBF7"}
    assert "Kontroll" in reopened(copy).sheetnames


@pytest.mark.parametrize(
    "content",
    [
        b"Enhet;Kostnad",
        SOURCE[:500],
        with_part(SOURCE, "xl/styles.xml", b"<styleSheet>"),
        with_part(SOURCE, "xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
    ],
)
def test_a_file_that_cannot_be_edited_safely_is_refused(content: bytes) -> None:
    with pytest.raises(NotMarkableError):
        marked(content, MARKS)


def test_neighbouring_cells_become_one_range() -> None:
    assert ranges(["A3", "C1", "A1", "A2", "A5"]) == "A1:A3 A5 C1"


def test_libreoffice_opens_the_copy_with_its_list_and_notes(tmp_path: Path) -> None:
    (tmp_path / "kopia.xlsx").write_bytes(marked(SOURCE, MARKS))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo")]
    subprocess.run([*command, str(tmp_path / "kopia.xlsx")], check=True, capture_output=True)
    saved = (tmp_path / "lo" / "kopia.xlsx").read_bytes()
    assert reopened(saved).sheetnames[0] == "Kontroll"
    assert set(notes(saved, "Drift")) == {"B2", "C2", "C3"}


def test_a_copy_that_another_program_saved_is_marked_afresh(tmp_path: Path) -> None:
    book = reopened(marked(SOURCE, MARKS))
    book.save(tmp_path / "sparad.xlsx")
    again = marked((tmp_path / "sparad.xlsx").read_bytes(), {"Drift": [Mark("D2", "Nytt.", FEL)]})
    assert reopened(again).sheetnames == ["Kontroll", "Drift", "O'Brien & barn", "Lista"]
    assert colours(again, "Drift") == {"D2": "FFFFC7CE"}
    assert set(notes(again, "Drift")) == {"B2", "D2"}
