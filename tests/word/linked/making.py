"""A small linked document with everything in it that can be linked, and the ways people change it."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from tests.word.making import changed, part, table, template
from xltools.model.chart import Chart, Kind, Role, Series
from xltools.model.figure import Figure, Unit
from xltools.model.grid import Grid, GridColumn, GridRow
from xltools.model.place import Place
from xltools.model.provenance import Origin
from xltools.model.text import Text
from xltools.word.ooxml import VAL, P, attribute, w
from xltools.word.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

    Element = etree._Element

ORIGIN = Origin(
    "tertialrapport",
    "2022-08",
    template="0" * 64,
    program="1.2",
    time="2022-09-24T10:00:00+02:00",
    files={"inlamning/a.xlsx": "ab" * 32},
)
BODY = "word/document.xml"


def figure(name: str, tkr: int | None, *cells: str) -> Figure:
    places = tuple(Place("inlamning/a.xlsx", "Drift", cell) for cell in cells)
    ore = None if tkr is None else tkr * 100_000
    return Figure(name, ore, Unit.ORE, 0, f"Nettokostnad {name}", "summan av enheterna", places)


def row(id_: str, name: str, tkr: int) -> dict[str, object]:
    return {"id": id_, "namn": name, "budget": figure(f"rader.{id_}.budget", tkr, "F7"), "text": Text(f"Om {name}.")}


def content(tkr: int = -12_700) -> dict[str, object]:
    quarters = (GridColumn("Kv 1"), GridColumn("Kv 2"))
    cells = (figure("grid.a", 5), figure("grid.b", 6))
    chart = Chart(
        Kind.BAR, "Avvikelse", ("Vård", "Stöd"), (Series("Utfall", (1, 2), Role.NOW),), "mnkr", "Vård 1, Stöd 2."
    )
    return {
        "rubrik": "Tertialrapport",
        "notis": "Avrundning gör att summan skiljer 1 tkr.",
        "total": {"avvikelse": figure("total.avvikelse", tkr, "H7", "H8", "H9"), "okand": figure("total.okand", None)},
        "andel": Figure("andel", Decimal("7.25"), Unit.PERCENT, 1, "Andel", "kvot"),
        "text": Text("Vi ser **tre** skäl:\n\n- ett\n- två", draft=True),
        "tom": Text(""),
        "rader": [row("v10", "Vård", 500), row("v20", "Stöd", 300)],
        "grid": Grid("Kvartal", "Antal per kvartal.", "Mått", quarters, (GridRow("Besök", cells),)),
        "diagram": chart,
    }


def form() -> bytes:
    def shape(document: Document) -> None:
        table(
            document,
            ("Enhet", "Budget"),
            ("{% for rad in rader %}{{ rad.namn }}", "{{ rad.budget | tkr }}{% endfor %}"),
        )
        document.add_paragraph("{% for rad in rader %}")
        document.add_paragraph("{{ rad.text }}")
        document.add_paragraph("{% endfor %}")
        document.add_paragraph("{{ grid }}")
        document.add_paragraph("{{ diagram }}")
        document.sections[0].header.paragraphs[0].text = "Avvikelse {{ total.avvikelse | tkr }}"

    return template(
        "{{ notis }}",
        "{% if total.avvikelse < 0 %}Underskott {{ total.avvikelse | belopp | mnkr }} mnkr, {{ andel }}.{% endif %}",
        "Exakt {{ total.avvikelse | tkr }} tkr; okänt {{ total.okand }}.",
        "{{ text }}",
        "{{ tom }}",
        shape=shape,
    )


def plain(tkr: int = -12_700) -> bytes:
    return compile_template(form(), content()).render(content(tkr))


def linked(tkr: int = -12_700) -> bytes:
    return compile_template(form(), content()).render(content(tkr), ORIGIN)


def edited(document: bytes, change: Callable[[Element], object], name: str = BODY) -> bytes:
    """Return the document after `change` of one part's root."""
    root = etree.fromstring(part(document, name).encode())
    change(root)
    return changed(document, name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def control(root: Element, key: str) -> Element:
    """Return the first control of a key."""
    return next(one for one in root.iter(w("sdt")) if key in [attribute(tag, VAL) for tag in one.iter(w("tag"))][:1])


def paragraph_of(root: Element, key: str) -> Element:
    return next(one for one in control(root, key).iterancestors(P))


def unwrapped(root: Element, key: str) -> None:
    """Take away a control and keep its text, as «Ta bort innehållskontroll» does."""
    one = control(root, key)
    parent = one.getparent()
    assert parent is not None
    inside = one.find(w("sdtContent"))
    assert inside is not None
    for child in list(inside):
        one.addprevious(child)
    parent.remove(one)


def copied(root: Element, key: str) -> None:
    """Copy the paragraph of a figure, as people do."""
    paragraph = paragraph_of(root, key)
    paragraph.addnext(copy.deepcopy(paragraph))


def without(document: bytes, *names: str) -> bytes:
    """Return the document with empty parts in place of these."""
    for name in names:
        document = changed(document, name, b"<leer/>")
    return document
