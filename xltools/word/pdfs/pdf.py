"""Documents as PDF: tagged PDF/UA and PDF/A-2b made by LibreOffice, with what it leaves out put back.

LibreOffice is given copies without content controls, and one process makes all of them. Pages of the headings are
read from the first round; documents with a table of contents then go a second round with the numbers in it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.ooxml import parent_of, w
from xltools.word.package import NotAWordFile, Package
from xltools.word.pdfs import soffice
from xltools.word.pdfs.tags import complete, destinations
from xltools.word.toc import entries, fill_toc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xltools.word.ooxml import Element

_CONTROL, _CONTENT = w("sdt"), w("sdtContent")


@dataclass(frozen=True, slots=True)
class PdfMade:
    """A document and its PDF. `unspoken` is how many pictures in the PDF still lack an alternative text."""

    document: Path
    pdf: Path
    unspoken: int


@dataclass(frozen=True, slots=True)
class PdfFailed:
    """A document that got no PDF, and a Swedish sentence why."""

    document: Path
    reason: str


def to_pdf(documents: Sequence[Path], folder: Path) -> list[PdfMade | PdfFailed]:
    """Return what came of each document, in order; each PDF is put in `folder` under its document's name.

    CannotRunError when LibreOffice is not on this computer; ValueError when two documents have the same name.
    """
    if len({document.stem for document in documents}) != len(documents):
        raise ValueError("two documents of the same name would be the same PDF")
    program = soffice.find()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        failed: dict[Path, str] = {}
        copies: dict[Path, Path] = {}
        for number, document in enumerate(documents):
            try:
                plain = without_controls(document.read_bytes())
            except NotAWordFile as error:
                failed[document] = str(error)
            else:
                copies[document] = work / f"{number}.docx"
                copies[document].write_bytes(plain)
        broken = soffice.convert(program, list(copies.values()), work)
        numbered = [copy for copy in copies.values() if copy not in broken and _number_pages(copy)]
        broken |= soffice.convert(program, numbered, work)
        failed |= {document: broken[copy] for document, copy in copies.items() if copy in broken}
        return [
            PdfFailed(document, failed[document])
            if document in failed
            else _finish(document, copies[document], folder / f"{document.stem}.pdf")
            for document in documents
        ]


def with_page_numbers(docx: bytes, pdf: bytes) -> bytes:
    """Return the document with the page numbers of its PDF in its table of contents; as it was when it has none.

    NotAWordFile for no .docx.
    """
    filled = fill_toc(docx)
    listed = entries(filled)
    pages = destinations(pdf) if listed else {}
    if not listed or not all(bookmark in pages for bookmark in listed):
        return docx
    return fill_toc(filled, [pages[bookmark] for bookmark in listed])


def without_controls(docx: bytes) -> bytes:
    """Return the document with the contents of its content controls but not the controls; NotAWordFile for no .docx.

    LibreOffice makes form fields of them, or drops the formatting inside.
    """
    package = Package.open(docx)
    changed: dict[str, bytes] = {}
    for kind in ("document.main", "header", "footer", "footnotes", "endnotes"):
        for part in package.parts_of(kind):
            root = package.parse(part)
            controls = list(root.iter(_CONTROL))
            for control in controls:
                _unwrap(control)
            if controls:
                changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.write(changed) if changed else docx


def _unwrap(control: Element) -> None:
    """Put what a control holds in its place."""
    around = parent_of(control)
    at = around.index(control)
    for content in control.iterchildren(_CONTENT):
        for child in list(content):
            around.insert(at, child)
            at += 1
    around.remove(control)


def _number_pages(copy: Path) -> bool:
    """Write the pages of its PDF into a document's table of contents, and return whether there was one."""
    before = copy.read_bytes()
    after = with_page_numbers(before, copy.with_suffix(".pdf").read_bytes())
    if after == before:
        return False
    copy.write_bytes(after)
    return True


def _finish(document: Path, copy: Path, pdf: Path) -> PdfMade:
    """Complete the PDF of a copy, and put it where it belongs in one move, so that nobody sees half of it."""
    package = Package.open(copy.read_bytes())
    whole, unspoken = complete(copy.with_suffix(".pdf").read_bytes(), package)
    fresh = pdf.with_name(f"{pdf.name}.ny")
    fresh.write_bytes(whole)
    fresh.replace(pdf)
    return PdfMade(document, pdf, unspoken)
