"""Whole tables in a document: grouped headings, blank cells and the template's own styles."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from docx import Document
from lxml import etree

from xltools.model.figure import Figure, Unit
from xltools.model.grid import Grid, GridColumn, GridRow
from xltools.resources import builtin
from xltools.word.accessibility.check import check
from xltools.word.accessibility.rules import Rule
from xltools.word.appearance import Appearance
from xltools.word.package import Package
from xltools.word.read import paragraphs, tables
from xltools.word.template import TemplateErrors, compile_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def share(value: str) -> Figure:
    return Figure("x", Decimal(value), Unit.PERCENT, 2, "Beläggning", "vägt")


GRID = Grid(
    "Vård och omsorg 2023",
    "Månadens värden.",
    "2023",
    (GridColumn("Vårdtagare", "Hemvård"), GridColumn("Timmar*", "Hemvård"), GridColumn("Beläggning & mer")),
    (
        GridRow("jan", ("342", "<5", share("92.04"))),
        GridRow("feb", ("", "", "")),
        GridRow("Medel", ("1", "2", "3"), True),
    ),
)


def rendered(*lines: str, appearance: Appearance | None = None, grid: Grid = GRID) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    raw = io.BytesIO()
    document.save(raw)
    template = compile_template(raw.getvalue(), {"tabell": grid}, appearance or Appearance())
    return template.render({"tabell": grid})


def body(document: bytes) -> etree._Element:
    package = Package.open(document)
    return package.parse(package.document)


def test_a_grid_takes_the_place_of_its_paragraph() -> None:
    document = rendered("Före", "{{ tabell }}", "Efter")
    assert paragraphs(document) == ["Före", "Efter"]
    assert tables(document) == [
        [
            ["", "Hemvård", ""],
            ["2023", "Vårdtagare", "Timmar*", "Beläggning & mer"],
            ["jan", "342", "<5", "92,04\N{NO-BREAK SPACE}%"],
            ["feb", "", "", ""],
            ["Medel", "1", "2", "3"],
        ]
    ]


def test_both_rows_of_headings_are_repeated_and_the_shared_one_spans_its_columns() -> None:
    rows = list(body(rendered("{{ tabell }}", "Efter")).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True, False, False, False]
    assert [span.get(f"{W}val") for span in rows[0].iter(f"{W}gridSpan")] == ["2"]


def test_without_shared_headings_there_is_one_row_of_them() -> None:
    plain = Grid("T", "D", "", (GridColumn("A"), GridColumn("B")), (GridRow("jan", ("1", "2")),))
    assert tables(rendered("{{ tabell }}", "Efter", grid=plain)) == [[["", "A", "B"], ["jan", "1", "2"]]]


def test_the_table_is_no_wider_than_the_line() -> None:
    many = Grid(
        "T", "D", "", tuple(GridColumn(f"Korttidsvistelse {i}") for i in range(12)), (GridRow("jan", ("1",) * 12),)
    )  # fmt: skip
    widths = [
        int(column.get(f"{W}w") or 0) for column in body(rendered("{{ tabell }}", "x", grid=many)).iter(f"{W}gridCol")
    ]
    assert len(widths) == 13
    assert min(widths) > 0
    assert sum(widths) <= 8640


def test_the_headings_wear_the_senders_colour() -> None:
    document = rendered("{{ tabell }}", "Efter", appearance=Appearance(colour="#7A1F3D"))
    assert {shade.get(f"{W}fill") for shade in body(document).iter(f"{W}shd")} >= {"7A1F3D"}


def test_a_shared_heading_over_others_is_no_merged_cell_to_warn_of() -> None:
    assert Rule.MERGED not in {fault.rule for fault in check(rendered("{{ tabell }}", "Efter"))}


def test_a_grid_in_the_midst_of_words_is_told_as_a_fault() -> None:
    with pytest.raises(TemplateErrors) as caught:
        rendered("Här: {{ tabell }}")
    assert "hel tabell" in caught.value.problems[0].message


def test_the_built_in_templates_have_the_styles_of_tables() -> None:
    package = Package.open(builtin("templates/tertialrapport.docx").read_bytes())
    names = [
        style.get(f"{W}val") for part in package.parts_of("styles") for style in package.parse(part).iter(f"{W}name")
    ]
    assert {"Tabelltext", "Tabelltal", "Tabellrubrik", "Tabellrubrik höger"} <= set(names)


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="cells for 1 columns"):
        Grid("T", "D", "", (GridColumn("A"),), (GridRow("jan", ("1", "2")),))
