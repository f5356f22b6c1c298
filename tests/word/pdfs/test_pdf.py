from __future__ import annotations

import io
import stat
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.word.making import XMLNS, part, saved, table, template, values, with_body
from xltools.model.chart import Chart, Kind, Role, Series
from xltools.model.report import CannotRunError
from xltools.word.pdfs import soffice
from xltools.word.pdfs.pdf import PdfFailed, PdfMade, to_pdf, with_page_numbers, without_controls
from xltools.word.read import paragraphs
from xltools.word.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

FIELD = (
    f'<w:p {XMLNS}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
CONTROL = (
    "<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>före </w:t></w:r><w:sdt><w:sdtPr/>"
    "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t>mitt</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> efter</w:t></w:r>"
    "</w:p></w:sdtContent></w:sdt>"
)
CHARTS = (
    Chart(Kind.BAR, "Avvikelse", ("IFO", "LSS"), (Series("x", (Decimal("-9.5"), 3)),), "mnkr", "IFO −9,5 mnkr.", 1),
    Chart(Kind.LINE, "Brukare", ("jan", "feb"), (Series("i år", (1, 2)),), "antal", "Brukarna ökar."),
    Chart(Kind.COLUMN, "Frånvaro", ("2021",), (Series("Mål", (7,), Role.TARGET),), "%", "Målet är 7 %."),
)


def report() -> bytes:
    """Return a finished report of four pages with contents, a table, and three charts."""

    def shape(document: Document) -> None:
        document.core_properties.title = "Rapport {{ rubrik }}"
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "sv-SE")
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.element.body.insert(0, parse_xml(FIELD))
        for number, heading in enumerate(("Drift", "Personal", "Drift")):
            document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
            document.add_heading(heading, 1 + number % 2)
            document.add_paragraph(f"{{{{ bilder.d{number} }}}}")
        table(document, ("Tkr", "Budget"), ("IFO", "100"))

    bilder = {f"d{number}": chart for number, chart in enumerate(CHARTS)}
    shown = values(bilder=bilder)
    return compile_template(template(shape=shape), shown).render(shown)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[PdfMade | PdfFailed]:
    """Return what came of a report, two damaged files, and a letter with content controls."""
    folder = tmp_path_factory.mktemp("pdf med mellanslag och å")
    kinds = {
        "rapport.docx": report(),
        "skadad.docx": b"PK\x03\x04",
        "halv.docx": without_a_start(report()),
        "brev.docx": with_body(CONTROL),
    }
    for name, data in kinds.items():
        (folder / name).write_bytes(data)
    return to_pdf([folder / name for name in kinds], folder / "pdf")


@pytest.fixture
def pdf(made: list[PdfMade | PdfFailed]) -> Iterator[pikepdf.Pdf]:
    assert isinstance(made[0], PdfMade)
    with pikepdf.open(made[0].pdf) as file:
        yield file


def without_a_start(data: bytes) -> bytes:
    """Return a document without the part that says where it begins, which only LibreOffice needs."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != "_rels/.rels":
                new.writestr(name, old.read(name))
    return stream.getvalue()


def tags(file: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Return the elements of a kind in the tag tree, in order."""
    found: list[pikepdf.Object] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in list(node):
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(file.Root.StructTreeRoot["/K"])
    return found


def test_one_bad_file_does_not_stop_the_others(made: list[PdfMade | PdfFailed]) -> None:
    assert [type(one) for one in made] == [PdfMade, PdfFailed, PdfFailed, PdfMade]
    assert [one.document.name for one in made] == ["rapport.docx", "skadad.docx", "halv.docx", "brev.docx"]


def test_a_failure_says_why_in_swedish(made: list[PdfMade | PdfFailed]) -> None:
    reasons = [one.reason for one in made if isinstance(one, PdfFailed)]
    assert reasons == [
        "Filen är inget Worddokument (.docx), eller så är den skadad.",
        "LibreOffice kunde inte göra pdf av dokumentet.",
    ]


def test_the_pdf_says_that_it_is_pdf_ua_and_pdf_a(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "B")


def test_the_pdf_is_tagged_in_swedish_and_shows_its_title(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "sv-SE"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Rapport Tertialrapport"


def test_headings_and_tables_are_tagged_as_such(pdf: pikepdf.Pdf) -> None:
    assert (len(tags(pdf, "/H1")), len(tags(pdf, "/H2")), len(tags(pdf, "/Table"))) == (2, 1, 1)


def test_every_chart_says_in_the_pdf_what_it_shows(pdf: pikepdf.Pdf, made: list[PdfMade | PdfFailed]) -> None:
    spoken = [str(figure.get("/Alt")) for figure in tags(pdf, "/Figure")]
    assert spoken == [chart.description for chart in CHARTS]
    assert isinstance(made[0], PdfMade)
    assert made[0].unspoken == 0


def test_every_font_is_inside_the_pdf(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for _, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()]
    described = [font.get("/DescendantFonts", [font])[0].FontDescriptor for font in fonts]
    assert described
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)


def test_figures_in_charts_follow_swedish_custom(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    assert "−9,5" in words(pdf, tmp_path)


def test_the_contents_of_the_pdf_have_page_numbers(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    first = words(pdf, tmp_path).split("\f")[0]
    assert [line.split(".")[0].split()[0] + line.split()[-1] for line in first.splitlines() if line.strip()] == [
        "Drift2", "Personal3", "Drift4"
    ]  # fmt: skip


def test_the_document_gets_the_page_numbers_of_its_pdf(made: list[PdfMade | PdfFailed]) -> None:
    assert isinstance(made[0], PdfMade)
    done = with_page_numbers(made[0].document.read_bytes(), made[0].pdf.read_bytes())
    assert [text for text in paragraphs(done) if "\t" in text] == ["Drift\t2", "Personal\t3", "Drift\t4"]
    assert "w:dirty" not in part(done)


def test_a_document_without_contents_stays_as_it_was(made: list[PdfMade | PdfFailed]) -> None:
    assert isinstance(made[3], PdfMade)
    before = made[3].document.read_bytes()
    assert with_page_numbers(before, made[3].pdf.read_bytes()) == before


def test_content_controls_are_no_form_fields_of_the_pdf(made: list[PdfMade | PdfFailed]) -> None:
    assert isinstance(made[3], PdfMade)
    with pikepdf.open(made[3].pdf) as file:
        assert "/AcroForm" not in file.Root


def test_taking_controls_away_leaves_what_they_hold_in_its_place() -> None:
    done = without_controls(with_body(CONTROL))
    assert paragraphs(done)[0] == "före mitt efter"
    assert "<w:sdt>" not in part(done)
    assert docx.Document(io.BytesIO(done)).paragraphs[0].runs[1].bold


def test_a_document_without_controls_is_not_touched() -> None:
    data = saved(docx.Document())
    assert without_controls(data) == data


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same name"):
        to_pdf([tmp_path / "a" / "x.docx", tmp_path / "b" / "x.docx"], tmp_path)


def test_without_libreoffice_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_usual_places", lambda: iter([tmp_path / "finns inte"]))
    with pytest.raises(CannotRunError, match="LibreOffice finns inte på datorn"):
        to_pdf([], tmp_path)


def test_libreoffice_is_found_where_installers_put_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert soffice.find() == program


def test_a_document_that_hangs_is_given_up_and_the_others_are_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A converter that stops for good at the file «1.docx», as LibreOffice may.
    program = tmp_path / "program"
    program.write_text(
        '#!/bin/sh\nfor last; do case "$last" in\n1.docx) sleep 60 & wait;;\n*.docx) touch "${last%.docx}.pdf";;\n'
        "esac; done\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(soffice, "PATIENCE_SECONDS", 2.0)
    documents = [tmp_path / f"{number}.docx" for number in range(4)]
    assert soffice.convert(program, documents, tmp_path) == {
        documents[1]: "LibreOffice blev inte klart med dokumentet och avbröts."
    }


def words(file: pikepdf.Pdf, folder: Path) -> str:
    """Return the text of a PDF, its pages parted by form feeds."""
    copy = folder / "kopia.pdf"
    file.save(copy)
    return subprocess.run(["pdftotext", "-layout", str(copy), "-"], capture_output=True, check=True).stdout.decode()
