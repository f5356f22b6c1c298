"""Small templates and values for the tests of this room, and ways to look into what comes out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from lxml import etree

from xltools.model.figure import Figure, Unit
from xltools.model.text import Text
from xltools.word.template import TemplateErrors, compile_template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document
    from docx.table import Table

    from xltools.word.template import TemplateProblem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XMLNS = f'xmlns:w="{W}"'

# The order that the schema demands of the elements most often written; only those that occur are compared.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing sz szCs highlight u vertAlign lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sdtPr": "rPr alias tag id lock showingPlcHdr text",
    "trPr": "cantSplit tblHeader ins",
}


def money(name: str, tkr: int | None) -> Figure:
    return Figure(name, None if tkr is None else tkr * 100_000, Unit.ORE)


def row(name: str, tkr: int, *, total: bool = False) -> dict[str, object]:
    return {"namn": name, "avvikelse": money(f"drift.{name}.avvikelse", tkr), "summa": total}


def values(**changes: object) -> dict[str, object]:
    return {
        "rubrik": "Tertialrapport",
        "datum": dt.date(2022, 9, 24),
        "antal": 12,
        "kommentar": Text("Första stycket.\n\nAndra stycket."),
        "drift": {
            "total": {"avvikelse": money("drift.total.avvikelse", -12_700), "prognos": money("p", 1_234_567)},
            "andel": Figure("drift.andel", 7, Unit.PERCENT, 1),
            "rader": [row("IFO", -9_500), row("Äldre", 300), row("Summa", -9_200, total=True)],
        },
        "omraden": [
            {"namn": "Vård", "processer": [{"namn": "Hemtjänst"}, {"namn": "Boende"}]},
            {"namn": "Stöd", "processer": [{"namn": "Råd"}]},
        ],
    } | changes


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def template(*texts: str, shape: Callable[[Document], object] | None = None) -> bytes:
    """Return a template with these paragraphs, and what `shape` adds after them."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if shape is not None:
        shape(document)
    return saved(document)


def table(document: Document, *rows: tuple[str, ...]) -> Table:
    added: Table = document.add_table(rows=0, cols=max(map(len, rows)))
    for texts in rows:
        line = added.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
        for cell, text in zip(line.cells, texts, strict=False):
            cell.text = text
    return added


def with_body(xml: str) -> bytes:
    """Return a template whose body begins with this raw XML."""
    document = docx.Document()
    for number, element in enumerate(parse_xml(f"<w:body {XMLNS}>{xml}</w:body>")):
        document.element.body.insert(number, element)
    return saved(document)


def rendered(data: bytes, **changes: object) -> bytes:
    return compile_template(data, values()).render(values(**changes))


def problems(data: bytes, schema: Mapping[str, object] | None = None) -> tuple[TemplateProblem, ...]:
    try:
        compile_template(data, values() if schema is None else schema)
    except TemplateErrors as errors:
        return errors.problems
    return ()


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def changed(data: bytes, name: str, new: bytes) -> bytes:
    """Return the zip with one part replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for member in dict.fromkeys([*old.namelist(), name]):
            out.writestr(member, new if member == name else old.read(member))
    return stream.getvalue()


def faults_of_form(data: bytes) -> list[str]:
    """Return what Word would have to repair: broken XML, elements out of order, cells without paragraph, twin ids."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for name, content in parts.items():
        root = etree.fromstring(content)
        if not name.startswith("word/"):
            continue
        for holder, order in ORDERS.items():
            for element in root.iter(f"{{{W}}}{holder}"):
                places = [order.split().index(tag) for child in element if (tag := _local(child)) in order.split()]
                if places != sorted(places) or len(set(places)) != len(places):
                    found.append(f"{name}: order in {holder}")
        found += [f"{name}: cell" for cell in root.iter(f"{{{W}}}tc") if _local(cell[-1]) != "p"]
        found += [f"{name}: table" for one in root.iter(f"{{{W}}}tbl") if one.find(f"{{{W}}}tr") is None]
        found += [
            f"{name}: live text that is deleted" for gone in root.iter(f"{{{W}}}del") for _ in gone.iter(f"{{{W}}}t")
        ]
        for twin in ("bookmarkStart", "id"):
            ids = [one.get(f"{{{W}}}id") or one.get(f"{{{W}}}val") for one in root.iter(f"{{{W}}}{twin}")]
            if len(ids) != len(set(ids)):
                found.append(f"{name}: twins of {twin}")
    docx.Document(io.BytesIO(data))
    return found


def _local(element: etree._Element) -> str:  # its only name
    return str(element.tag).rpartition("}")[2]
