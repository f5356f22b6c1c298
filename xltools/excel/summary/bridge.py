"""Brygga in sammanstallning.xlsx: from the last forecast, and from budget, to the forecast, step by step, with charts.

Every step is a formula on the drift sheets, and the levels between are added up from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.bridge_chart import COLUMNS, COVERED_COLUMNS, add_chart, bars, rows_covered
from xltools.excel.summary.content import SummaryContent, tkr
from xltools.excel.summary.drift import BY_LINE, BY_NODE, columns
from xltools.excel.summary.page import Line, Page, Value
from xltools.model.bridge import Bridge, BridgePart, Bridges, Cause
from xltools.model.period import MONTHS
from xltools.model.place import a1
from xltools.model.totals import NET, DriftSum
from xltools.sheets.spec import Column, Formula, Kind

BRIDGE = "Brygga"

_SHOWN = (
    Column("kod", "Kod", Kind.CODE, 9),
    Column("namn", "Steg", Kind.TEXT, 58),
    Column("fore", "Före", Kind.MONEY, 12),
    Column("efter", "Prognos", Kind.MONEY, 12),
    Column("steg", "Ändring", Kind.MONEY, 12),
    Column("niva", "Avvikelse\nefter steget", Kind.MONEY, 13),
)
_INTRO = (
    "Tusental kronor. Ändring: plus är en förbättring. Start, steg och slut går jämnt ut på öret. Blå namn leder till "
    "raden som steget kommer från."
)
_SIGNED = '"+"#,##0;\N{MINUS SIGN}#,##0;0'
_END = Line({**styles.CELL, "bold": True})
_BUDGET, _LAST = "budget", "forra"


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the two bridges: its heading, what its ends are called, and the column that its steps start from."""

    title: str
    start: str
    end: str
    before: str
    bridges: Bridges


def bridge(
    workbook: Any, sheet: Any, formats: Formats, content: SummaryContent, footer: str, nodes: Mapping[str, int],
    lines: Mapping[tuple[str, str], int],
) -> None:  # fmt: skip
    """Draw Brygga; `nodes` and `lines` are the zero-based rows on Drift per verksamhet and Drift per kostnadsslag."""
    every = (*_SHOWN, *COLUMNS)
    title = f"Brygga, {content.period.name}"
    page = Page(sheet, formats, every, title=title, intro=_INTRO, footer=footer, frozen=2)
    sheet.set_column(len(_SHOWN), len(every) - 1, 10, formats(), {"level": 1, "hidden": True})
    sheet.set_column(len(every), len(every), 3, formats(), {"collapsed": True})
    out = _Sheet(workbook, page, content, nodes, lines)
    starts = []
    for way in _ways(content):
        starts.append(page.row)
        out.way(way)
    said = (
        "Den förra prognosen är räknad mot dagens budget. Enheter som inte fanns i den är ett eget steg med sin "
        "avvikelse, och det som inte längre finns i grunddata går ut med den avvikelse som det hade."
        if content.since_last
        else "Arkivet har ingen tidigare prognos för året, så bryggan börjar i budgeten."
    )
    sheet.merge_range(page.row, 0, page.row, len(_SHOWN) - 1, said, formats(styles.NOTE))
    width = sum(column.width for column in _SHOWN)
    sheet.set_row(page.row, 4 + styles.LINE_HEIGHT * styles.lines(said, width))
    page.mark_negative("steg", "niva")
    sheet.set_h_pagebreaks(starts[1:])
    sheet.print_area(0, 0, page.row, len(every) + COVERED_COLUMNS)


def _ways(content: SummaryContent) -> list[_Way]:
    month = f"{MONTHS[content.period.month - 1]}prognosen"
    found = []
    if content.since_last and content.summary.previous:
        last = f"{MONTHS[content.summary.previous.month - 1]}prognosen"
        title = f"Från {last} till {month}"
        found.append(_Way(title, last.capitalize(), month.capitalize(), _LAST, content.since_last))
    if content.from_budget:
        found.append(_Way(f"Från budget till {month}", "Budget", month.capitalize(), _BUDGET, content.from_budget))
    return found


class _Sheet:
    """The sheet with the rows of the sheets that it takes its figures from."""

    def __init__(
        self, workbook: Any, page: Page, content: SummaryContent, nodes: Mapping[str, int],
        lines: Mapping[tuple[str, str], int],
    ) -> None:  # fmt: skip
        self.workbook, self.page, self.content, self.nodes, self.lines = workbook, page, content, nodes, lines
        self.letters = {column.key: i for i, column in enumerate(columns(content))}
        self.root = content.master.organisation.root.code

    def way(self, way: _Way) -> None:
        """Draw one bridge: by område with its chart, by kostnadsslag, and the largest rows of single enheter."""
        page, top, areas = self.page, self.page.row, way.bridges.areas
        first, last = self.cut(way, areas, f"{way.title}, per verksamhetsområde")
        named = [(way.start, areas.start), *((part.name, part.ore) for part in areas.steps), (way.end, areas.end)]
        add_chart(self.workbook, page, first, last, way.title, named, (top, len(page.columns) + 1))
        self.cut(way, way.bridges.kinds, f"{way.title}, per kostnadsslag")
        self.cut(way, way.bridges.units, f"{way.title}, största raderna per enhet och kostnadsslag")
        # The chart must not lie over the next one.
        page.row = max(page.row, top + rows_covered(last - first + 1))

    def cut(self, way: _Way, found: Bridge, title: str) -> tuple[int, int]:
        """Draw one table of steps and return its first and last row."""
        page = self.page
        page.section(title)
        first, steps = page.row, [part.ore for part in found.steps]
        last = first + 1 + len(steps)
        levels = [found.start + sum(steps[:i]) for i in range(len(steps) + 1)] + [found.end]
        names = [way.start, *(_name(part) for part in found.steps), way.end]
        under = bars(page, first, names, levels, steps)
        page.add({"namn": way.start, "niva": self._start(way, found), **under[0]}, _END)
        for i, part in enumerate(found.steps, 1):
            at, url = page.row, self._url(part)
            level = Formula(f"={page.ref(at - 1, 'niva')}+{page.ref(at, 'steg')}", _tkr(levels[i]))
            step, cells = self._step(way, part, at, (first, last))
            page.add({**cells, "steg": step, "niva": level, **under[i]}, Line(links={"namn": url} if url else None))
            page.sheet.write_formula(
                at, page.index["steg"], step.text, page.formats(styles.CELL, {"num_format": _SIGNED}), step.value
            )
        end = Formula(f"={self._of(self.root, NET, 'avvikelse')}", _tkr(found.end))
        page.add({"namn": way.end, "niva": end, **under[-1]}, _END)
        left = Formula(f"=ROUND({page.ref(last - 1, 'niva')}-{page.ref(last, 'niva')},2)", 0)
        page.add({"namn": "Kontroll: start och steg minus slut", "niva": left}, Line(styles.SUM))
        return first, last

    def _start(self, way: _Way, found: Bridge) -> Formula | int:
        """Return where the bridge begins: at nothing, or at the last forecast against today's budget."""
        if way.before == _BUDGET:
            return 0
        budget, before = (self._of(self.root, NET, key) for key in (_BUDGET, _LAST))
        new = "".join(f"-{self._of(unit, NET, _BUDGET)}" for unit in self._new())
        gone = sum(forecast - budget for budget, forecast in self.content.summary.gone.values())
        return Formula(f"={budget}-{before}{new}{_less(gone)}", _tkr(found.start))

    def _step(self, way: _Way, part: BridgePart, at: int, ends: tuple[int, int]) -> tuple[Formula, dict[str, Value]]:
        """Return the formula of one step, and the cells before it."""
        page, ore = self.page, _tkr(part.ore)
        if part.cause is Cause.REST:
            # What is left when the named steps are taken from the whole.
            first, last = ends
            named = "".join(f"-{page.ref(row, 'steg')}" for row in range(first + 1, at))
            whole = f"{page.ref(last, 'niva')}-{page.ref(first, 'niva')}"
            return Formula(f"={whole}{named}", ore), {"namn": _name(part)}
        if part.cause is Cause.NEW:
            cells = "+".join(self._of(unit, NET, "avvikelse") for unit in self._new())
            return Formula(f"={cells}", ore), {"namn": part.name}
        if part.cause is Cause.GONE:
            return Formula(f"={ore}", ore), {"namn": part.name}
        one = self.content.summary.drift[part.node, part.key]
        new = one.new if way.before == _LAST else 0
        before, after = (self._of(part.node, part.key, key) for key in (way.before, "prognos"))
        step = Formula(f"={page.ref(at, 'fore')}-{page.ref(at, 'efter')}", ore)
        return step, {
            "kod": None if part.cause is Cause.KIND else part.node,
            "namn": part.name,
            "fore": Formula(f"=N({before})", _tkr((one.previous if way.before == _LAST else one.budget) or 0)),
            "efter": Formula(f"=N({after}){_less(new)}", _tkr((one.forecast or 0) - new)),
        }

    def _new(self) -> list[str]:
        """Return the enheter that the last forecast did not have."""
        drift = self.content.summary.drift
        units = self.content.master.organisation.units
        return [unit.code for unit in units if (one := drift.get((unit.code, NET))) and _is_new(one)]

    def _of(self, node: str, key: str, column: str) -> str:
        """Return the cell of a figure on one of the drift sheets."""
        sheet, row = self._place(node, key)
        return f"{sheet}!{a1(row, self.letters[column])}"

    def _place(self, node: str, key: str) -> tuple[str, int]:
        if key == NET:
            return f"'{BY_NODE}'", self.nodes[node]
        return f"'{BY_LINE}'", self.lines[node, key]

    def _url(self, part: BridgePart) -> str:
        """Return the link to the row that a step comes from, "" where there is none."""
        return f"internal:{self._of(part.node, part.key, 'namn')}" if part.node else ""


def _name(part: BridgePart) -> str:
    return f"{part.name} ({part.count} rader)" if part.cause is Cause.REST else part.name


def _is_new(one: DriftSum) -> bool:
    return one.previous is None and bool(one.budget or one.forecast)


def _less(ore: int) -> str:
    """Return the end of a formula that takes an amount in tkr away; nothing for nothing."""
    return f"-({_tkr(ore)})" if ore else ""


def _tkr(ore: int) -> float | int:
    return tkr(ore) or 0
