"""The linked charts of a document: which drawing shows which, and the parts that hold its figures."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from xltools.model.provenance import ChartRecord
from xltools.word.charts.chart import relationships_of
from xltools.word.charts.xml import CHART, DRAWING, OFFICE
from xltools.word.linked.found import FoundChart
from xltools.word.package import NotAWordFile

if TYPE_CHECKING:
    from xltools.word.linked.keys import Keys, Known
    from xltools.word.linked.page import Page
    from xltools.word.ooxml import Element
    from xltools.word.package import Package

_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAWN = f"{{{CHART}}}chart"
_TITLE, _TEXT = f"{{{CHART}}}title", f"{{{DRAWING}}}t"
_ID = f"{{{OFFICE}}}id"


def charts_in(package: Package, page: Page, keys: Keys) -> tuple[FoundChart, ...]:
    """Return the linked charts of the body, recognised by their name, or else by their title and words."""
    targets = _targets(package, page.part)
    found = []
    for properties in page.root.iter(_PROPERTIES):
        around = properties.getparent()
        drawn = next(around.iter(_DRAWN), None) if around is not None else None
        if drawn is None:
            continue
        chart = targets.get(str(drawn.get(_ID)), "")
        known = _known(properties, keys) or _by_title(package, chart, keys)
        if known is None:
            continue
        inside = _targets(package, chart) if chart in package else {}
        workbook = next((part for part in inside.values() if part.endswith(".xlsx")), "")
        record = known.record if isinstance(known.record, ChartRecord) else None
        title = str(properties.get("title") or properties.get("name") or "")
        found.append(
            FoundChart(
                known.key,
                title,
                page.spot(properties),
                record,
                known.foreign,
                chart if chart in package else "",
                workbook if workbook in package else "",
                properties,
            )
        )
    return tuple(found)


def _known(properties: Element, keys: Keys) -> Known | None:
    if known := keys.charts.get(str(properties.get("name"))):
        return known
    words = (properties.get("title"), properties.get("descr"))
    return next((one for one in keys.charts.values() if _is(one.record, words)), None)


def _by_title(package: Package, chart: str, keys: Keys) -> Known | None:
    """Return the chart whose title stands in the drawing itself: LibreOffice keeps nothing else."""
    if chart not in package:
        return None
    title = next(package.parse(chart).iter(_TITLE), None)
    words = "" if title is None else "".join(element.text or "" for element in title.iter(_TEXT))
    for known in keys.charts.values():
        if isinstance(known.record, ChartRecord) and words in (known.record.title, known.record.heading):
            return known
    return None


def _is(record: object, words: tuple[str | None, str | None]) -> bool:
    return isinstance(record, ChartRecord) and (record.title == words[0] or record.description == words[1])


def _targets(package: Package, part: str) -> dict[str, str]:
    """Return relation → part for the relations of a part that stay inside the file."""
    name = relationships_of(part)
    if name not in package:
        return {}
    folder = posixpath.dirname(part)
    try:
        relations = package.parse(name)
    except NotAWordFile:
        return {}
    return {
        str(one.get("Id")): posixpath.normpath(posixpath.join(folder, str(one.get("Target")))).lstrip("/")
        for one in relations.iter(etree.Element)
        if one.get("Id") and one.get("TargetMode") != "External"
    }
