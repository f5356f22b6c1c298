"""Charts in a document: each becomes Word's own chart, with its figures in a workbook inside and its words for the ear.

While a document is rendered its charts are gathered by `Charts`, which hands out the drawing that stands in the
text at once and the parts that the file needs in the end.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from xltools.model.chart import Kind
from xltools.word.charts.workbook import workbook
from xltools.word.charts.xml import CHART, DRAWING, OFFICE, chart_part
from xltools.word.ooxml import attribute, line_width, quoted, w
from xltools.word.package import CONTENT_TYPES

if TYPE_CHECKING:
    from xltools.model.chart import Chart
    from xltools.word.ooxml import Element
    from xltools.word.package import Package

_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Names that an earlier document, now used as a template, may have taken already.
_TAKEN = re.compile(r"(?:charts/chart|embeddings/Microsoft_Excel_Sheet|rIdDiagram)(\d+)")

_EMU_PER_TWIP, _EMU_PER_CM = 635, 360_000
_STANDING_CM = 7.5
_BAR_CM, _AROUND_CM, _LEGEND_CM = 0.62, 1.9, 0.7
_LOWEST_CM, _HIGHEST_CM = 4.0, 21.0
_FONT = "Arial"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONSHIPS = f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">'


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """What a template says of the charts in it: their width in EMU, their font, the part they stand in.

    `relationships` and `types` are the XML of that part's relationships and of the file's content types, without
    their ends since every chart adds to them; `first` is the first number that is free.
    """

    width: int
    font: str
    document: str
    relationships: str
    types: str
    first: int
    accent: str = ""

    @classmethod
    def of(cls, package: Package, accent: str = "") -> ChartPlace:
        """Return the place that the body of a package gives to charts."""
        document = package.document
        name = relationships_of(document)
        known = listed(package.parse(name)) if name in package else _NO_RELATIONSHIPS
        types = listed(package.parse(CONTENT_TYPES))
        taken = [int(number) for number in _TAKEN.findall(known + types + " ".join(package.names))]
        return cls(
            width=line_width(package.parse(document)) * _EMU_PER_TWIP,
            font=_font(package),
            document=document,
            relationships=known,
            types=types,
            first=max(taken, default=0) + 1,
            accent=accent,
        )


class Charts:
    """The charts of one document, in the order in which they came."""

    def __init__(self, place: ChartPlace) -> None:
        self._place = place
        self._charts: list[Chart] = []

    def __bool__(self) -> bool:
        return bool(self._charts)

    def run(self, chart: Chart, name: str = "") -> str:
        """Return the run that shows a chart, and keep the chart for the file's parts; `name` is what it is called."""
        number = self._place.first + len(self._charts)
        self._charts.append(chart)
        return (
            f'<w:r><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline xmlns:wp="{_INLINE}" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent cx="{self._place.width}" cy="{round(height_cm(chart) * _EMU_PER_CM)}"/>'
            f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" '
            f"name={quoted(name or f'Diagram {number}')} "
            f"descr={quoted(chart.description)} title={quoted(chart.title)}/><wp:cNvGraphicFramePr/>"
            f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" '
            f'xmlns:r="{OFFICE}" r:id="rIdDiagram{number}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    def parts(self) -> dict[str, bytes]:
        """Return the parts that the charts bring, and those that must know of them; nothing without charts."""
        if not self._charts:
            return {}
        place = self._place
        folder = posixpath.dirname(place.document)
        parts: dict[str, bytes] = {}
        relations, types = place.relationships, place.types
        for number, chart in enumerate(self._charts, place.first):
            sheet = f"embeddings/Microsoft_Excel_Sheet{number}.xlsx"
            name = f"charts/chart{number}.xml"
            inside = posixpath.join(folder, name)
            shown = replace(chart, accent=place.accent) if place.accent else chart
            parts[inside] = chart_part(shown, place.font, "rId1").encode()
            parts[posixpath.join(folder, sheet)] = workbook(chart)
            to_sheet = _relation("rId1", "package", f"../{sheet}")
            parts[relationships_of(inside)] = f"{_NO_RELATIONSHIPS}{to_sheet}</Relationships>".encode()
            relations += _relation(f"rIdDiagram{number}", "chart", name)
            for part, kind in ((name, _CHART_TYPE), (sheet, _WORKBOOK_TYPE)):
                types += f'<Override PartName="/{posixpath.join(folder, part)}" ContentType="{kind}"/>'
        parts[relationships_of(place.document)] = f"{relations}</Relationships>".encode()
        parts[CONTENT_TYPES] = f"{types}</Types>".encode()
        return parts


def height_cm(chart: Chart) -> float:
    """Return a chart's height: lying bars need room for each of them, the others do not."""
    if chart.kind not in (Kind.BAR, Kind.STACKED, Kind.WATERFALL):
        return _STANDING_CM
    beside = len(chart.series) if chart.kind is Kind.BAR else 1
    bars = len(chart.categories) * _BAR_CM * (1 + 0.6 * (beside - 1))
    legend = _LEGEND_CM if len(chart.series) > 1 and chart.kind is not Kind.WATERFALL else 0
    return min(max(_AROUND_CM + legend + bars, _LOWEST_CM), _HIGHEST_CM)


def relationships_of(part: str) -> str:
    """Return the name of the part that holds another part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _font(package: Package) -> str:
    """Return the font of the running text, as the style Normal or else the document's defaults name it."""
    found = ""
    for part in package.parts_of("styles"):
        styles = package.parse(part)
        normal = (style for style in styles.iter(w("style")) if attribute(style, w("default")) in ("1", "true"))
        places: list[Element] = [*styles.iter(w("docDefaults")), *normal]
        for fonts in (fonts for place in places for fonts in place.iter(w("rFonts"))):
            theme = attribute(fonts, w("asciiTheme"))
            of_theme = theme and ("+mj-lt" if theme.startswith("major") else "+mn-lt")
            found = of_theme or attribute(fonts, w("ascii")) or found
    return found or _FONT


def _relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def listed(root: Element) -> str:
    """Return a list of relationships or types as XML without its end, so that more can be added."""
    name = etree.QName(root)
    plain = etree.Element(root.tag, nsmap={None: name.namespace or ""})  # type: ignore[dict-item]  # None is the default
    plain.text = "\n"  # an empty list would be written without an end
    plain.extend(root)
    xml = etree.tostring(plain, encoding="unicode", with_tail=False)
    return _DECLARATION + xml.removesuffix(f"</{name.localname}>")
