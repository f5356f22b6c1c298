"""A chart as DrawingML: the text of Word's own chart part, with every element in the order that the schema demands.

ISO/IEC 29500-1, 21.2 gives the elements; a comment says where the look, not the schema, decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xltools.model.chart import NEGATIVE, UNSEEN, Kind, Role, text_on
from xltools.model.colour import WHITE
from xltools.word.charts.workbook import SHEET, column, digits
from xltools.word.ooxml import escape, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xltools.model.chart import Chart, Look, Series

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_INK, _AXIS, _GRID = "262626", "7F7F7F", "D9D9D9"
_TITLE_SIZE, _TEXT_SIZE, _LABEL_SIZE = 1000, 900, 850  # hundredths of a point
_LINE, _HAIR = 28575, 6350  # EMU: 2.25 and 0.5 points

# More figures than this beside the bars are a jumble; an axis then says how long they are.
_LABELLED_BARS = 40
_LABELLED_COLUMNS = 14
_SMALLEST_LABELLED_PART = 14  # of them in the longest bar

_WHOLE_STEPS = 10  # from here on an axis steps by whole numbers

_LYING = (Kind.BAR, Kind.STACKED, Kind.WATERFALL)
_CATEGORIES, _VALUES = 111_111_111, 222_222_222


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One series with its number in the chart and its look."""

    number: int
    series: Series
    look: Look


def chart_part(chart: Chart, font: str, workbook_id: str) -> str:
    """Return the XML of the chart part; `workbook_id` is its relationship to the workbook with the figures."""
    drawn = [_Drawn(number, *pair) for number, pair in enumerate(zip(chart.series, chart.looks(), strict=True))]
    plot = _lines(chart, drawn, font) if chart.kind is Kind.LINE else _bars(chart, drawn, font)
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(_TEXT_SIZE, font)}</c:legend>'
        # The figures beside the steps of a waterfall say with their sign what its colours say.
        if len(drawn) > 1 and chart.kind is not Kind.WATERFALL
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"><c:date1904 val="0"/>'
        f'<c:lang val="sv-SE"/><c:roundedCorners val="0"/><c:chart>{_title(chart.heading, font)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}{_category_axis(chart, font)}'
        f'{_value_axis(chart, font)}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(_TEXT_SIZE, font)}"
        f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _bars(chart: Chart, drawn: list[_Drawn], font: str) -> str:
    """Return lying or standing bars, side by side or added up."""
    stacked = chart.kind in (Kind.STACKED, Kind.WATERFALL)
    direction = "col" if chart.kind is Kind.COLUMN else "bar"
    series = "".join(_bar_series(chart, one, font) for one in drawn)
    gap = 45 if len(drawn) == 1 or stacked else 60
    overlap = 100 if stacked else 0 if len(drawn) > 1 else None
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{"stacked" if stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/>'
        + (f'<c:overlap val="{overlap}"/>' if overlap is not None else "")
        + f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>'
    )


def _unseen_series(chart: Chart, one: _Drawn, font: str) -> str:
    """Return a series that takes room and shows no bar, at most the figures of the steps that it lies outside."""
    labels = _own_labels(chart, one, font) if one.series.role is Role.LABEL else ""
    return (
        f"<c:ser>{_name(one)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:invertIfNegative val="0"/>{labels}{_figures(chart, one)}</c:ser>'
    )


def _own_labels(chart: Chart, one: _Drawn, font: str) -> str:
    """Return the chart's own labels, each beginning where its bar ends."""
    size = f'sz="{_LABEL_SIZE}" b="0"'
    letters = f"{_fill(_INK)}<a:latin typeface={quoted(font)}/>"
    said = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {size}>{letters}'
        f'</a:defRPr></a:pPr><a:r><a:rPr lang="sv-SE" {size}>{letters}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>'
        f'</c:rich></c:tx><c:dLblPos val="inBase"/>{_shown(value=True)}</c:dLbl>'
        for at, text in enumerate(chart.labels)
    )
    return f"<c:dLbls>{said}{_label_look(chart, font, 'inBase')}</c:dLbls>"


def _bar_series(chart: Chart, one: _Drawn, font: str) -> str:
    if one.series.role in UNSEEN:
        return _unseen_series(chart, one, font)
    # A white edge parts what lies in a stack; a darker one lets a light bar be seen on white paper.
    edge = WHITE if chart.kind is Kind.STACKED else one.look.line
    points = labels = ""
    if chart.kind is Kind.STACKED:
        labels = _part_labels(chart, one, font)
    elif _labelled(chart):
        labels = _labels(chart, font, "outEnd")
    if len(chart.series) == 1:
        # Below zero the direction and the minus sign tell; the shade only says it once more.
        points = "".join(
            f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{_fill(NEGATIVE)}{_edge(NEGATIVE)}</c:spPr></c:dPt>"
            for at, value in enumerate(one.series.values)
            if value is not None and value < 0
        )
    return (
        f"<c:ser>{_name(one)}<c:spPr>{_fill(one.look.fill)}{_edge(edge)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{points}{labels}{_figures(chart, one)}</c:ser>'
    )


def _lines(chart: Chart, drawn: list[_Drawn], font: str) -> str:
    """Return lines over the categories; months to come are left open."""
    series = "".join(_line_series(chart, one, font) for one in drawn)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:lineChart>'
    )


def _line_series(chart: Chart, one: _Drawn, font: str) -> str:
    look = one.look
    dash = f'<a:prstDash val="{look.dash}"/>' if look.dash else ""
    marker = '<c:symbol val="none"/>'
    if look.marker:
        marker = (
            f'<c:symbol val="{look.marker}"/><c:size val="6"/><c:spPr>{_fill(look.line)}'
            f'<a:ln w="{_HAIR}">{_fill(look.line)}</a:ln></c:spPr>'
        )
    known = [at for at, value in enumerate(one.series.values) if value is not None]
    labels = ""
    if one.series.role is Role.NOW and known:
        # Only where the line stands now: the figure that the reader asks for first.
        labels = (
            f'<c:dLbls><c:dLbl><c:idx val="{known[-1]}"/>{_label_look(chart, font, "t", bold=True)}</c:dLbl>'
            f"{_shown(value=False)}</c:dLbls>"
        )
    return (
        f'<c:ser>{_name(one)}<c:spPr><a:ln w="{_LINE}" cap="rnd">{_fill(look.line)}{dash}<a:round/></a:ln></c:spPr>'
        f'<c:marker>{marker}</c:marker>{labels}{_figures(chart, one)}<c:smooth val="0"/></c:ser>'
    )


def _labelled(chart: Chart) -> bool:
    """Return whether every bar has its figure beside it, which makes an axis of values needless."""
    most = {Kind.BAR: _LABELLED_BARS, Kind.COLUMN: _LABELLED_COLUMNS}.get(chart.kind, 0)
    return len(chart.values) <= most


def _labels(chart: Chart, font: str, place: str) -> str:
    return f"<c:dLbls>{_label_look(chart, font, place)}</c:dLbls>"


def _part_labels(chart: Chart, one: _Drawn, font: str) -> str:
    """Return labels inside those parts of stacked bars that have room for them."""
    longest = max(
        sum(abs(Decimal(value)) for series in chart.series if (value := series.values[at]) is not None)
        for at in range(len(chart.categories))
    )
    small = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        for at, value in enumerate(one.series.values)
        if value is None or abs(Decimal(value)) * _SMALLEST_LABELLED_PART < longest
    )
    return f"<c:dLbls>{small}{_label_look(chart, font, 'ctr', ink=text_on(one.look.fill))}</c:dLbls>"


def _label_look(chart: Chart, font: str, place: str, *, ink: str = _INK, bold: bool = False) -> str:
    return (
        f'<c:numFmt formatCode="{_format(chart.decimals)}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(_LABEL_SIZE, font, ink=ink, bold=bold)}<c:dLblPos val="{place}"/>{_shown(value=True)}'
    )


def _shown(*, value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _category_axis(chart: Chart, font: str) -> str:
    lying = chart.kind in _LYING
    # The first category stands at the top of lying bars, where reading begins.
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="{_HAIR}">{_fill(_AXIS)}</a:ln></c:spPr>{_text(_TEXT_SIZE, font)}'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, font: str) -> str:
    lying = chart.kind in _LYING
    hidden = _labelled(chart) or chart.kind is Kind.WATERFALL
    grid = f'<c:majorGridlines><c:spPr><a:ln w="{_HAIR}">{_fill(_GRID)}</a:ln></c:spPr></c:majorGridlines>'
    # A bar that does not begin at zero lies about its length; Word would let it when all are alike.
    from_zero = chart.kind is not Kind.LINE and min(chart.values, default=0) >= 0
    lowest = '<c:min val="0"/>' if from_zero else ""
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>{lowest}</c:scaling>'
        f'<c:delete val="{int(hidden)}"/><c:axPos val="{"b" if lying else "l"}"/>{"" if hidden else grid}'
        f'<c:numFmt formatCode="{_format(_axis_decimals(chart))}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(_TEXT_SIZE, font)}<c:crossAx val="{_CATEGORIES}"/><c:crosses val="{"max" if lying else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _name(one: _Drawn) -> str:
    """Return the series' number and name, the name also as a place in the workbook."""
    at = f"{SHEET}!${column(one.number + 1)}$1"
    return (
        f'<c:idx val="{one.number}"/><c:order val="{one.number}"/><c:tx><c:strRef><c:f>{at}</c:f>'
        f"{_cache('str', [escape(one.series.name)])}</c:strRef></c:tx>"
    )


def _figures(chart: Chart, one: _Drawn) -> str:
    """Return categories and values, both as places in the workbook and as they are."""
    last = len(chart.categories) + 1
    letters = column(one.number + 1)
    values = [None if value is None else digits(value) for value in one.series.values]
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"{_cache('str', [escape(category) for category in chart.categories])}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letters}$2:${letters}${last}</c:f>"
        f"{_cache('num', values, f'<c:formatCode>{_format(chart.decimals)}</c:formatCode>')}</c:numRef></c:val>"
    )


def _cache(kind: str, values: Iterable[str | None], before: str = "") -> str:
    values = list(values)
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )
    return f'<c:{kind}Cache>{before}<c:ptCount val="{len(values)}"/>{points}</c:{kind}Cache>'


def _title(text: str, font: str) -> str:
    look = f'sz="{_TITLE_SIZE}" b="1"'
    letters = f"{_fill(_INK)}<a:latin typeface={quoted(font)}/>"
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {look}>{letters}</a:defRPr></a:pPr>"
        f'<a:r><a:rPr lang="sv-SE" {look}>{letters}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _text(size: int, font: str, *, ink: str = _INK, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}">{_fill(ink)}'
        f'<a:latin typeface={quoted(font)}/></a:defRPr></a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _edge(colour: str) -> str:
    return f'<a:ln w="{_HAIR}">{_fill(colour)}</a:ln>'


def _format(decimals: int) -> str:
    """Return Excel's number format: thousands parted, so many decimals, a true minus sign."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{shown};\\\N{MINUS SIGN}{shown}"


def _axis_decimals(chart: Chart) -> int:
    """Return the decimals along an axis: none where its steps are whole numbers anyhow."""
    return chart.decimals if max(map(abs, chart.values), default=0) < _WHOLE_STEPS else 0
