"""What LibreOffice leaves out of a tagged PDF, put back: alternative texts of charts, title and language."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf

from xltools.word.read import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xltools.word.ooxml import Element
    from xltools.word.package import Package

_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DRAWINGS = (f"{_INLINE}inline", f"{_INLINE}anchor")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_LANGUAGE = "sv-SE"

# LibreOffice writes the underscore of a name as its number, with or without the mark that says so.
_DESTINATION = re.compile(r"/(?:_|#?5F)(Toc\d+)")


def complete(pdf: bytes, package: Package) -> tuple[bytes, int]:
    """Return the PDF with its document's alternative texts, title and language, and how many pictures lack a text.

    Pictures of PDF and document are paired by their order; where their numbers differ nothing is guessed.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        figures = list(_figures(file))
        for figure, text in _pairs(figures, list(package.parse(package.document).iter(*_DRAWINGS))):
            if text and not _alternative(figure):
                figure["/Alt"] = pikepdf.String(text)
        if "/Lang" not in file.Root:
            file.Root.Lang = pikepdf.String(_LANGUAGE)
        _entitle(file, title_of(package))
        stream = io.BytesIO()
        file.save(stream)
        return stream.getvalue(), sum(not _alternative(figure) for figure in figures)


def destinations(pdf: bytes) -> dict[str, int]:
    """Return the page, from one, on which each bookmark `_Toc…` of the document stands."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages: dict[object, int] = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        found: dict[str, int] = {}
        for name, place in dict(file.Root.get("/Dests", {})).items():
            match = _DESTINATION.fullmatch(str(name))
            if match:
                found[f"_{match[1]}"] = pages[place[0].objgen]
        return found


def _figures(file: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the pictures of the tag tree in reading order."""
    root = file.Root.get("/StructTreeRoot")
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Figure":
                yield node
            if "/K" in node:
                waiting.append(node["/K"])


def _pairs(figures: list[pikepdf.Object], drawings: list[Element]) -> Iterable[tuple[pikepdf.Object, str]]:
    """Return figures with the words of their drawings; nothing where it is not sure which is which.

    A drawing that is only ornament may have no figure. Then the silent figures are the charts, as long as
    LibreOffice has given no chart its words; newer ones do.
    """
    if len(figures) == len(drawings):
        return zip(figures, map(_description, drawings), strict=True)
    charts = [_description(drawing) for drawing in drawings if next(drawing.iter(_CHART), None) is not None]
    silent = [figure for figure in figures if not _alternative(figure)]
    if len(silent) == len(charts) and not {_alternative(figure) for figure in figures} & set(charts):
        return zip(silent, charts, strict=True)
    return ()


def _alternative(figure: pikepdf.Object) -> str:
    return str(figure.get("/Alt", "")).strip()


def _description(drawing: Element) -> str:
    about = drawing.find(f"{_INLINE}docPr")
    return "" if about is None else str(about.get("descr") or "").strip()


def _entitle(file: pikepdf.Pdf, title: str) -> None:
    """Give the PDF its title where it has none, and have readers show it in place of the file's name."""
    if "/ViewerPreferences" not in file.Root:
        file.Root.ViewerPreferences = pikepdf.Dictionary()
    file.Root.ViewerPreferences.DisplayDocTitle = True
    with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if title and not metadata.get("dc:title"):
            metadata["dc:title"] = title
