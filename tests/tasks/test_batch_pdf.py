"""PDFs beside the documents: made once for many, made anew only when the document is another, and never a hindrance."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.tasks.test_batch import DOCUMENT, Amounts
from xltools.tasks.batch import BatchReport, Wishes, make_documents
from xltools.tasks.press import Order, Press, TemplateFile
from xltools.word.read import paragraphs
from xltools.workspace import Workspace

PDF = Wishes(pdf=True)


@functools.cache  # a file of python-docx tells the time
def with_contents() -> TemplateFile:
    document = Document()
    document.core_properties.title = "Rapport"
    contents = document.add_paragraph()
    for kind, text in (("begin", ""), ("", r' TOC \o "1-2" \h '), ("separate", ""), ("text", "Innehåll"), ("end", "")):
        run = contents.add_run(text if kind == "text" else "")
        if kind == "text":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    document.add_heading("{{ namn }}", 1).paragraph_format.page_break_before = True
    document.add_paragraph("{{ summa | tkr }} tkr")
    stream = io.BytesIO()
    document.save(stream)
    return TemplateFile(stream.getvalue(), "mallar/tertialrapport.docx")


def make(root: Path, wishes: Wishes = PDF, tkr: int = 500) -> BatchReport:
    orders = [Order(DOCUMENT, root / "resultat" / f"{i}.docx", f"Rapport {i}") for i in range(2)]
    return make_documents(Workspace(root), orders, Press(Amounts(tkr), {DOCUMENT: with_contents()}), wishes)


def outcomes(report: BatchReport) -> list[str]:
    return [one.outcome.value for one in report.documents]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two documents and their PDFs; the tests below follow on each other's heels in order."""
    root = tmp_path_factory.mktemp("pdf")
    assert outcomes(make(root)) == ["skrivet", "skrivet"]
    return root


def test_every_document_has_a_tagged_pdf_beside_it(folder: Path) -> None:
    for number in range(2):
        with pikepdf.open(folder / "resultat" / f"{number}.pdf") as pdf:
            assert "/StructTreeRoot" in pdf.Root


def test_the_contents_of_the_document_have_page_numbers(folder: Path) -> None:
    assert any(text.endswith("\t2") for text in paragraphs((folder / "resultat" / "0.docx").read_bytes()))


def test_a_second_run_makes_no_pdf(folder: Path) -> None:
    before = (folder / "resultat" / "0.pdf").stat().st_mtime_ns
    report = make(folder)
    assert outcomes(report) == ["oförändrat", "oförändrat"]
    assert [one.pdf for one in report.documents] == [folder / "resultat" / f"{i}.pdf" for i in range(2)]
    assert (folder / "resultat" / "0.pdf").stat().st_mtime_ns == before


def test_an_edited_document_gets_a_pdf_of_what_it_says_now_and_stays_as_it_is(folder: Path) -> None:
    path = folder / "resultat" / "1.docx"
    edited = Document(str(path))
    edited.add_paragraph("Tillagt för hand.")
    edited.save(str(path))
    by_hand = path.read_bytes()
    assert outcomes(make(folder)) == ["oförändrat", "skrivet"]
    assert path.read_bytes() == by_hand


def test_without_libreoffice_the_documents_are_made_and_a_sentence_tells_why_there_is_no_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = make(tmp_path)
    assert (outcomes(report), report.errors) == (["skrivet", "skrivet"], 0)
    assert report.notes[0].startswith("LibreOffice finns inte på datorn")
    assert len(report.notes) == 1


def test_a_pdf_that_someone_has_changed_is_not_overwritten(folder: Path) -> None:
    pdf = folder / "resultat" / "0.pdf"
    pdf.write_bytes(b"signed")
    report = make(folder, tkr=501)
    assert (outcomes(report)[0], pdf.read_bytes()) == ("misslyckades", b"signed")
    assert "har ändrats" in report.documents[0].reason
