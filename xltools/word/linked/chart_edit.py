"""Gives a chart in a document fresh figures: those it draws and those in its workbook; its looks stay."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.charts.xml import CHART, OFFICE
from xltools.word.ooxml import attribute

if TYPE_CHECKING:
    from xltools.word.linked.found import FoundChart
    from xltools.word.ooxml import Element
    from xltools.word.package import Package

_SERIES = f"{{{CHART}}}ser"
# Children of a series in the order of the schema (ISO/IEC 29500-1, 21.2.2), with both bars' and lines'.
_ORDER = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker", "dPt", "dLbls", "trendline",
          "errBars", "cat", "val", "smooth", "shape", "extLst")  # fmt: skip
_PLACES = {f"{{{CHART}}}{name}": number for number, name in enumerate(_ORDER)}
# What says figures: names, categories, values, and marks and labels that belong to single figures.
_FIGURES = frozenset(f"{{{CHART}}}{name}" for name in ("tx", "dPt", "dLbls", "cat", "val"))


def chart_parts(package: Package, old: FoundChart, fresh_package: Package, fresh: FoundChart) -> dict[str, bytes]:
    """Return the parts of a chart with the figures of the fresh one: the chart, and the workbook inside.

    A chart with other series than before is drawn anew.
    """
    root, new = package.parse(old.chart), fresh_package.parse(fresh.chart)
    mine, theirs = list(root.iter(_SERIES)), list(new.iter(_SERIES))
    if len(mine) == len(theirs):
        for here, there in zip(mine, theirs, strict=True):
            _refigure(here, there)
    else:
        _keep_workbook(root, new)
        root = new
    parts = {old.chart: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    if old.workbook and fresh.workbook:
        parts[old.workbook] = fresh_package.read(fresh.workbook)
    return parts


def _refigure(here: Element, there: Element) -> None:
    for child in [one for one in here if one.tag in _FIGURES]:
        here.remove(child)
    for child in there:
        if child.tag in _FIGURES:
            place = _PLACES[str(child.tag)]
            at = next(
                (index for index, one in enumerate(here) if _PLACES.get(str(one.tag), len(_ORDER)) > place), len(here)
            )
            here.insert(at, copy.deepcopy(child))


def _keep_workbook(root: Element, new: Element) -> None:
    """Let a chart that is drawn anew find the workbook of the old one."""
    name, relation = f"{{{CHART}}}externalData", f"{{{OFFICE}}}id"
    old, fresh = root.find(name), new.find(name)
    if old is not None and fresh is not None:
        fresh.set(relation, attribute(old, relation))
    elif fresh is not None:
        new.remove(fresh)
