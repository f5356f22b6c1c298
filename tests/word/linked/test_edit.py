"""What a refresh writes into a document besides figures: charts with their workbooks, and the provenance of several."""

from __future__ import annotations

import dataclasses
import io

import docx
import openpyxl
import pytest
from lxml import etree

from tests.tasks.refreshing import TKR, changed_by_hand, made, part_of, refreshed
from tests.word.linked import hand
from tests.word.linked.making import ORIGIN, content, copied, form
from tests.word.making import changed, part
from xltools.model.chart import Chart, Kind, Role, Series
from xltools.model.refreshed import Fate, Look
from xltools.word.linked import codec, store
from xltools.word.linked.read import read_linked
from xltools.word.ooxml import escape
from xltools.word.package import Package
from xltools.word.template import compile_template

CHART = "word/charts/chart1.xml"


def chart(*values: int, names: tuple[str, ...] = ("Utfall",)) -> Chart:
    series = tuple(Series(name, values, role) for name, role in zip(names, (Role.NOW, Role.BUDGET), strict=False))
    return Chart(Kind.BAR, "Avvikelse", ("Vård", "Stöd")[: len(values)], series, "mnkr", "Nya ord om diagrammet.")


def coloured(document: bytes) -> bytes:
    """Return the document with a colour of somebody's own on the chart's bars."""
    root = etree.fromstring(part(document, CHART).encode())
    colour = next(root.iter("{*}ser")).find("{*}spPr//{*}srgbClr")
    if colour is None:
        look = next(root.iter("{*}ser")).find("{*}spPr//{*}schemeClr")
        assert look is not None
        look.set("val", "accent6")
    else:
        colour.set("val", "FF00AA")
    return changed(document, CHART, etree.tostring(root))


def test_a_chart_gets_fresh_figures_and_keeps_its_colours() -> None:
    after = refreshed(coloured(made()), made(diagram=chart(7, 9)))
    drawn = part_of(after.data, CHART)
    assert ("<c:v>7</c:v>" in drawn, "FF00AA" in drawn or "accent6" in drawn) == (True, True)


def test_the_workbook_in_a_chart_has_the_fresh_figures() -> None:
    after = refreshed(made(), made(diagram=chart(7, 9)))
    package = Package.open(after.data)
    (book,) = [name for name in package.names if name.endswith(".xlsx")]
    sheet = openpyxl.load_workbook(io.BytesIO(package.read(book))).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [7, 9]


def test_a_chart_with_other_series_is_drawn_anew() -> None:
    after = refreshed(made(), made(diagram=chart(7, 9, names=("Utfall", "Budget"))))
    assert part_of(after.data, CHART).count("<c:ser>") == 2


def test_a_chart_is_described_anew_for_who_cannot_see_it() -> None:
    after = refreshed(made(), made(diagram=chart(7, 9)))
    assert "Nya ord om diagrammet." in after.xml


def test_a_chart_that_is_right_is_not_touched() -> None:
    before = coloured(made())
    assert part_of(refreshed(before, made(-9_300)).data, CHART) == part(before, CHART)


def merged_with_another() -> bytes:
    """Return the document with another one's paragraph and provenance in it, as a merge leaves it."""
    values = content()
    other = compile_template(form(), values).render(values, dataclasses.replace(ORIGIN, document="manadsrapport"))
    (whole,) = store.kept_whole(Package.open(other)).values()
    document = changed_by_hand(lambda root: copied(root, TKR))
    kept = f'<underlag xmlns="urn:xltools:underlag:1">{escape(whole)}</underlag>'
    return changed(document, "customXml/item9.xml", kept.encode())


def test_a_merged_document_keeps_the_provenance_of_the_other() -> None:
    after = refreshed(merged_with_another(), made(-9_300))
    documents = sorted(codec.read(text).origin.document for text in store.kept_whole(Package.open(after.data)).values())
    assert documents == ["manadsrapport", "tertialrapport"]


def test_a_document_from_before_has_its_properties_of_others_after_a_refresh() -> None:
    document = docx.Document(io.BytesIO(made()))
    document.core_properties.author = "Anna Berg"
    stream = io.BytesIO()
    document.save(stream)
    after = refreshed(stream.getvalue(), made(-9_300))
    assert docx.Document(io.BytesIO(after.data)).core_properties.author == "Anna Berg"


def test_a_refreshed_document_can_be_read_with_no_provenance_but_the_copy() -> None:
    after = refreshed(made(), made(-9_300))
    package = Package.open(after.data)
    (name,) = store.kept_whole(package)
    again = read_linked(package.write({name: b"<leer/>"}))
    assert again.provenance is not None
    assert again.provenance.figure[TKR].shown == "−9\u00a0300"


@pytest.mark.parametrize("take_away", ["item", "chart"])
def test_parts_that_somebody_lost_are_no_obstacle(take_away: str) -> None:
    package = Package.open(made())
    (whole,) = store.kept_whole(package)
    name = whole if take_away == "item" else CHART
    document = package.write({name: b"<leer/>"})
    assert Fate.UPDATED in refreshed(document, made(-9_300)).fates(TKR)


def test_the_memory_of_a_refreshed_document_is_of_good_form_and_read_back() -> None:
    document = changed_by_hand(lambda root: hand.in_front(root, TKR, "Det är 12,7 mnkr."))
    after = refreshed(document, made(-9_300))
    assert after.document.provenance is not None
    assert "−12\u00a0700" in [one.shown for one in after.document.provenance.memory.earlier]
    assert after.looks(Look.PROSE) != []
