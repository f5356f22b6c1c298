"""The native charts of Översikt: deviation by område, budget against forecast, and the months beside last year's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xltools.excel import styles
from xltools.excel.summary.content import SummaryContent
from xltools.model import number
from xltools.model.chart import NEGATIVE, Chart, Kind, Role, Series, described
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import SHORT_MONTHS
from xltools.model.totals import NET

OVERVIEW = "Översikt"
_FONT = {"name": styles.FONT, "size": 9, "color": styles.INK}
_TITLE_FONT = {"name": styles.FONT, "size": 11, "bold": True, "color": styles.NAVY}
_GRID = {"visible": True, "line": {"color": styles.RULE, "width": 0.75}}
_AXIS = {"num_font": _FONT, "num_format": "#,##0", "line": {"none": True}, "major_gridlines": _GRID}
_HEIGHT = 300
CHART_ROWS = 15
"""How many ordinary rows the charts cover."""

_NAMES, _BUDGET, _FORECAST, _DEVIATION = 0, 1, 4, 5
_LABEL_ROOM = Decimal("0.45")
"""How much longer than its bars an axis is at either end: the figure beside a bar must not run into the names."""

# Words for the dashes of the model's looks.
_DASHES = {"": "solid", "dash": "dash", "sysDash": "square_dot", "sysDot": "round_dot", "lgDash": "long_dash"}


@dataclass(frozen=True, slots=True)
class Block:
    """Zero-based first and last row of a table's data, sums apart, and the codes of its nodes where it has any."""

    first: int
    last: int
    nodes: tuple[str, ...] = ()


def add_charts(workbook: Any, sheet: Any, content: SummaryContent, areas: Block, months: Block, row: int) -> None:
    """Put the three charts on `row`: two of the områden, and one of the months."""
    deviation, planned = _deviation(content, areas), _planned(content, areas)
    monthly = _monthly(content)
    # Column, pixels from its left edge, width: side by side under the tables.
    placed = (
        (deviation, _bars(workbook, deviation, areas, (_DEVIATION,)), 0, 0, 400),
        (planned, _bars(workbook, planned, areas, (_BUDGET, _FORECAST)), 0, 410, 370),
        (monthly, _lines(workbook, monthly, months), 8, 0, 533),
    )
    for chart, drawn, column, offset, width in placed:
        place_chart(sheet, chart, drawn, row, column, offset=offset, width=width)


def place_chart(sheet: Any, chart: Chart, drawn: Any, row: int, column: int, *, offset: int = 0, width: int) -> None:
    """Put a drawn chart on a sheet under its title, with the words for who cannot see it; `width` is in pixels."""
    drawn.set_title({"name": chart.heading, "name_font": _TITLE_FONT, "overlay": False})
    drawn.set_chartarea({"border": {"color": styles.RULE}})
    drawn.set_size({"width": width, "height": _HEIGHT})
    place = {"x_offset": offset, "object_position": 2, "description": chart.description}
    sheet.insert_chart(row, column, drawn, place)


def _deviation(content: SummaryContent, areas: Block) -> Chart:
    net = [content.summary.drift[code, NET] for code in areas.nodes]
    series = (Series("Avvikelse", tuple(_tkr(one.deviation) for one in net), Role.NOW),)
    return _chart(Kind.BAR, "Avvikelse mot budget", "Liggande staplar: varje områdes avvikelse mot budget",
                  _named(content, areas), series)  # fmt: skip


def _planned(content: SummaryContent, areas: Block) -> Chart:
    net = [content.summary.drift[code, NET] for code in areas.nodes]
    series = (
        Series("Budget", tuple(_tkr(one.budget) for one in net), Role.BUDGET),
        Series("Prognos", tuple(_tkr(one.forecast) for one in net), Role.NOW),
    )
    return _chart(Kind.BAR, f"Budget och prognos {content.period.year}",
                  "Liggande staplar: varje områdes budget och prognos", _named(content, areas), series)  # fmt: skip


def _monthly(content: SummaryContent) -> Chart:
    this, last = ([_tkr(ore) for ore in months] for months in content.outcome_months)
    year = content.period.year
    series = tuple(
        Series(f"Utfall {of}", tuple(values[i] if i < len(values) else None for i in range(len(SHORT_MONTHS))), role)
        for values, of, role in ((this, year, Role.NOW), (last, year - 1, Role.LAST_YEAR))
    )
    about = "Linjer: nettokostnaden månad för månad, i år och förra året"
    return _chart(Kind.LINE, "Nettokostnad per månad", about, SHORT_MONTHS, series)


def _chart(kind: Kind, title: str, about: str, categories: Sequence[str], series: tuple[Series, ...]) -> Chart:
    return Chart(kind, title, tuple(categories), series, "tkr", described(about, tuple(categories), series, "tkr", 0))


def _named(content: SummaryContent, areas: Block) -> list[str]:
    return [content.names[code] for code in areas.nodes]


def _tkr(ore: int | None) -> Decimal | None:
    return None if ore is None else number.ratio(ore, ORE_PER_TKR)


def _bars(workbook: Any, chart: Chart, block: Block, columns: Sequence[int]) -> Any:
    """Return lying bars with their figures, which the cells of Översikt hold; names of any length find room."""
    drawn = workbook.add_chart({"type": "bar"})
    for series, look, column in zip(chart.series, chart.looks(), columns, strict=True):
        # The edge lets a light bar be seen on white paper.
        bar = {"fill": {"color": f"#{look.fill}"}, "border": {"color": f"#{look.line}", "width": 0.75}}
        below = [value is not None and value < 0 for value in series.values]
        if len(chart.series) == 1 and any(below):
            bar["points"] = [{"fill": {"color": f"#{NEGATIVE}"}} if is_below else None for is_below in below]
        labels = {"value": True, "num_format": "#,##0", "font": _FONT}
        drawn.add_series(_data(block, column, series.name) | bar | {"gap": 60, "data_labels": labels})
    # The first område on top, and its name beside the plot also where the bar goes to the left.
    drawn.set_y_axis({"reverse": True, "num_font": _FONT, "label_position": "low", "line": {"color": styles.GREY}})
    least, most = min(*chart.values, Decimal(0)), max(*chart.values, Decimal(0))
    room = (most - least) * _LABEL_ROOM
    ends = {name: int(end + way * room) for name, end, way in (("min", least, -1), ("max", most, 1)) if end}
    drawn.set_x_axis(_AXIS | {"label_position": "none", "major_gridlines": {"visible": False}, "min": 0} | ends)
    drawn.set_legend({"position": "bottom", "font": _FONT} if len(chart.series) > 1 else {"none": True})
    return drawn


def _lines(workbook: Any, chart: Chart, block: Block) -> Any:
    return lines(workbook, chart, [_data(block, 1 + i, series.name) for i, series in enumerate(chart.series)])


def lines(workbook: Any, chart: Chart, cells: Sequence[Mapping[str, object]]) -> Any:
    """Return lines over time; `cells` say for each series which cells hold its name, categories and values."""
    drawn = workbook.add_chart({"type": "line"})
    for data, look in zip(cells, chart.looks(), strict=True):
        line = {"color": f"#{look.line}", "width": 2.25, "dash_type": _DASHES[look.dash]}
        drawn.add_series({**data, "line": line})
    drawn.set_x_axis({"num_font": _FONT, "line": {"color": styles.GREY}})
    drawn.set_y_axis(_AXIS)
    drawn.set_legend({"position": "bottom", "font": _FONT})
    drawn.show_blanks_as("gap")
    return drawn


def _data(block: Block, column: int, name: str) -> dict[str, object]:
    return {
        "name": name,
        "categories": [OVERVIEW, block.first, _NAMES, block.last, _NAMES],
        "values": [OVERVIEW, block.first, column, block.last, column],
    }
