from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.word.making import XMLNS, saved, table
from xltools.model.codes import Severity
from xltools.word.accessibility.check import AccessibilityFault, Rule, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'

# A picture of one black dot.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def good() -> Document:
    """Return a document with nothing to remark on."""
    document = docx.Document()
    document.core_properties.title = "Tertialrapport"
    for language in document.styles.element.iter(qn("w:lang")):
        language.attrib.clear()
        language.set(qn("w:val"), "sv-SE")
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        font = document.styles[name].font
        font.color.rgb = RGBColor(0x1F, 0x38, 0x64)
    document.add_heading("Drift", 1)
    document.add_paragraph("Nämnden visar ett underskott.")
    document.add_heading("Per verksamhet", 2)
    described(table(document, ("Tkr", "Budget"), ("IFO", "100")))
    document.add_heading("Personal", 1)
    return document


def described(made: Table) -> Table:
    text = OxmlElement("w:tblDescription")
    text.set(qn("w:val"), "Budget per verksamhet.")
    made._tbl.tblPr.append(text)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return made


def picture(document: Document, text: str = "") -> None:
    document.add_picture(io.BytesIO(base64.b64decode(DOT)))
    document.inline_shapes[-1]._inline.docPr.set("descr", text)


def faults(shape: Callable[[Document], object]) -> list[AccessibilityFault]:
    document = good()
    shape(document)
    return list(check(saved(document)))


def rules(shape: Callable[[Document], object]) -> list[Rule]:
    return [fault.rule for fault in faults(shape)]


def link(document: Document, words: str) -> None:
    paragraph = document.add_paragraph("Se ")
    paragraph._p.append(parse_xml(f'<w:hyperlink {XMLNS} w:anchor="x"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'))


def coloured(paragraph: Paragraph, ink: str, size: float = 10.5, *, bold: bool = False) -> None:
    run = paragraph.add_run("Text i färg")
    run.font.color.rgb = RGBColor.from_string(ink)
    run.font.size = Pt(size)
    run.bold = bold


def shaded(document: Document, ink: str, fill: str) -> None:
    cell = described(table(document, ("a",))).rows[0].cells[0]
    coloured(cell.paragraphs[0], ink)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {XMLNS} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def test_a_good_document_has_no_faults() -> None:
    assert faults(lambda document: None) == []


def test_a_document_in_english_is_a_fault() -> None:
    def shape(document: Document) -> None:
        next(document.styles.element.iter(qn("w:lang"))).set(qn("w:val"), "en-US")

    (fault, *_) = faults(shape)
    assert (fault.rule, fault.severity) == (Rule.LANGUAGE, Severity.FEL)
    assert "en-US" in fault.message


def test_text_marked_as_another_language_is_a_warning() -> None:
    def shape(document: Document) -> None:
        run = document.add_paragraph().add_run("Detta är svenska")
        run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {XMLNS} w:val="en-GB"/>'))

    (fault,) = faults(shape)
    assert (fault.rule, fault.severity) == (Rule.OTHER_LANGUAGE, Severity.VARNING)
    assert fault.where == "under rubriken «Personal»"


def test_a_missing_title_is_a_fault() -> None:
    assert rules(lambda document: setattr(document.core_properties, "title", "")) == [Rule.TITLE]


def test_a_skipped_heading_level_is_a_fault_at_its_place() -> None:
    (fault,) = faults(lambda document: document.add_heading("Djup", 3))
    assert fault.rule is Rule.HEADING_JUMP
    assert fault.message == "Rubriken «Djup» på nivå 3 kommer direkt efter nivå 1."
    assert fault.where == "under rubriken «Personal»"


def test_going_back_several_levels_is_no_fault() -> None:
    assert faults(lambda document: [document.add_heading("x", level) for level in (2, 3, 1)]) == []


def test_a_document_without_headings_is_a_fault() -> None:
    document = good()
    for paragraph in document.paragraphs:
        paragraph.style = document.styles["Normal"]
    assert Rule.NO_HEADINGS in [fault.rule for fault in check(saved(document))]


def test_an_empty_heading_is_a_fault() -> None:
    assert rules(lambda document: document.add_heading("", 2)) == [Rule.EMPTY_HEADING]


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [("Åtgärder", True), ("Åtgärder:", False), ("En hel mening i fetstil.", False), ("Lång " * 30, False)],
)
def test_a_short_bold_paragraph_that_plays_a_heading_is_a_fault(text: str, is_fault: bool) -> None:
    def shape(document: Document) -> None:
        document.add_paragraph().add_run(text).bold = True

    assert rules(shape) == ([Rule.FAKE_HEADING] if is_fault else [])


def test_a_paragraph_with_a_bold_word_is_no_heading() -> None:
    def shape(document: Document) -> None:
        paragraph = document.add_paragraph("Ett ")
        paragraph.add_run("fett").bold = True

    assert rules(shape) == []


def test_an_empty_paragraph_as_space_is_a_fault() -> None:
    assert rules(lambda document: (document.add_paragraph(), document.add_paragraph("x"))) == [Rule.EMPTY_PARAGRAPH]


def test_the_paragraph_that_word_demands_after_a_last_table_is_no_fault() -> None:
    assert rules(lambda document: (described(table(document, ("a",))), document.add_paragraph())) == []


def test_a_page_break_is_not_an_empty_paragraph() -> None:
    assert rules(lambda document: (document.add_page_break(), document.add_paragraph("x"))) == []  # type: ignore[no-untyped-call]  # python-docx leaves it untyped


def test_an_empty_cell_is_no_fault() -> None:
    assert rules(lambda document: described(table(document, ("a", ""), ("", "1")))) == []


def test_a_table_without_heading_row_and_words_is_two_faults() -> None:
    found = faults(lambda document: table(document, ("a", "b")))
    assert [fault.rule for fault in found] == [Rule.HEADER_ROW, Rule.TABLE_TEXT]
    assert found[0].where == "under rubriken «Personal», tabell 2"


def test_merged_cells_are_only_pointed_out() -> None:
    def shape(document: Document) -> None:
        made = described(table(document, ("a", "b"), ("c", "d")))
        made.rows[0].cells[0].merge(made.rows[0].cells[1])

    (fault,) = faults(shape)
    assert (fault.rule, fault.severity) == (Rule.MERGED, Severity.UPPLYSNING)


@pytest.mark.parametrize(("text", "is_fault"), [("", True), ("Bild", True), ("Diagrammet visar ökningen.", False)])
def test_a_picture_must_say_what_it_shows(text: str, is_fault: bool) -> None:
    assert rules(lambda document: picture(document, text)) == ([Rule.PICTURE_TEXT] if is_fault else [])


def test_a_picture_that_is_only_ornament_needs_no_words() -> None:
    def shape(document: Document) -> None:
        picture(document)
        document.inline_shapes[-1]._inline.docPr.append(
            parse_xml(
                '<a16:decorative xmlns:a16="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
            )
        )

    assert rules(shape) == []


def test_what_floats_over_the_text_is_a_fault() -> None:
    def shape(document: Document) -> None:
        anchor = f'<w:r {XMLNS}><w:drawing><wp:anchor {WP}><wp:docPr id="9" name="a" descr="En karta."/></wp:anchor>'
        document.add_paragraph("x")._p.append(parse_xml(f"{anchor}</w:drawing></w:r>"))

    assert rules(shape) == [Rule.FLOATING]


def test_a_logo_may_float_in_the_header() -> None:
    def shape(document: Document) -> None:
        anchor = f'<w:r {XMLNS}><w:drawing><wp:anchor {WP}><wp:docPr id="9" name="a" descr="Kommunens vapen."/>'
        document.sections[0].header.paragraphs[0]._p.append(parse_xml(f"{anchor}</wp:anchor></w:drawing></w:r>"))

    assert rules(shape) == []


@pytest.mark.parametrize(
    ("words", "is_fault"),
    [
        ("här", True),
        ("Läs mer", True),
        ("", True),
        ("https://www.kommun.se/a/b?c=1", True),
        ("www.kommun.se", False),
        ("Socialnämndens budget 2022", False),
    ],
)
def test_a_link_must_say_where_it_leads(words: str, is_fault: bool) -> None:
    assert rules(lambda document: link(document, words)) == ([Rule.LINK_TEXT] if is_fault else [])


@pytest.mark.parametrize(
    ("ink", "size", "bold", "is_fault"),
    [
        ("767676", 10.5, False, False),
        ("777777", 10.5, False, True),
        ("949494", 18, False, False),
        ("949494", 14, True, False),
        ("949494", 14, False, True),
        ("FFFFFF", 24, True, True),
    ],
)
def test_letters_must_stand_out_from_the_paper(ink: str, size: float, bold: bool, is_fault: bool) -> None:
    found = rules(lambda document: coloured(document.add_paragraph(), ink, size, bold=bold))
    assert Rule.CONTRAST in found if is_fault else Rule.CONTRAST not in found


@pytest.mark.parametrize(("ink", "fill", "is_fault"), [("FFFFFF", "1F3864", False), ("FFFFFF", "C5D9F1", True)])
def test_letters_must_stand_out_from_their_cell(ink: str, fill: str, is_fault: bool) -> None:
    assert rules(lambda document: shaded(document, ink, fill)) == ([Rule.CONTRAST] if is_fault else [])


def test_letters_without_colour_are_seen_on_any_ground() -> None:
    def shape(document: Document) -> None:
        made = described(table(document, ("text",)))
        shade = parse_xml(f'<w:shd {XMLNS} w:val="clear" w:color="auto" w:fill="101010"/>')
        made.rows[0].cells[0]._tc.get_or_add_tcPr().append(shade)

    assert rules(shape) == []


def test_a_colour_of_a_style_counts_as_well() -> None:
    def shape(document: Document) -> None:
        document.styles["Quote"].font.color.rgb = RGBColor(0xDD, 0xDD, 0xDD)
        document.add_paragraph("Ett citat.", style="Quote")

    assert rules(shape) == [Rule.CONTRAST]


def test_a_fault_says_where_what_and_how_to_mend_it() -> None:
    (fault,) = faults(lambda document: picture(document))
    assert str(fault).startswith("under rubriken «Personal»: Bilden «Picture 1» saknar alternativtext. Högerklicka")
