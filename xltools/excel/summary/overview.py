"""Översikt in sammanstallning.xlsx: key figures, områden, the largest deviations, charts and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats, Style
from xltools.excel.summary.charts import CHART_ROWS, Block, add_charts
from xltools.excel.summary.content import SummaryContent, tkr
from xltools.excel.summary.drift import BY_NODE, columns
from xltools.excel.summary.scenarios import DEVIATIONS, SCENARIOS, root_cell
from xltools.model.codes import Code
from xltools.model.forecast import Scenario
from xltools.model.period import SHORT_MONTHS
from xltools.model.place import a1
from xltools.model.totals import NET, DriftSum
from xltools.sheets.spec import Formula

LARGEST_SHOWN = 10
_WIDTHS = (34, 12, 12, 12.5, 12, 12, 12, 3, 33, 29, 12)
_LAST = len(_WIDTHS) - 1
_RIGHT = 8
_TOP = 3
_ROW_HEIGHT = 18
_AREA_HEADINGS = ("Budget", "Utfall", "Förbrukning", "Prognos", "Avvikelse", "Förändring")
_AREA_KEYS = ("budget", "utfall", "forbrukning", "prognos", "avvikelse", "forandring")
_PERCENT_KEYS = ("forbrukning", "avvikelse_procent", "riktpunkt")


class _Sheet:
    """The sheet with the means to write a cell that another sheet works out."""

    def __init__(self, sheet: Any, formats: Formats, content: SummaryContent, rows: Mapping[str, int]) -> None:
        self.sheet, self.formats, self.content, self.rows = sheet, formats, content, rows
        self.index = {column.key: i for i, column in enumerate(columns(content))}

    def text(self, row: int, column: int, value: str, *looks: Style) -> None:
        self.sheet.write_string(row, column, value, self.formats(*looks))

    def heading(self, row: int, first: int, titles: Sequence[str], words: int = 1) -> None:
        """Write headings; the first `words` stand over texts, the others over numbers."""
        for i, title in enumerate(titles):
            self.text(row, first + i, title, styles.HEADING, styles.LEFT if i < words else styles.RIGHT)

    def heading_across(self, row: int, first: int, last: int, title: str) -> None:
        """Write one heading over several columns."""
        self.sheet.merge_range(row, first, row, last, title, self.formats(styles.HEADING, styles.LEFT))

    def borrowed(self, row: int, column: int, node: str, key: str, *looks: Style) -> None:
        """Write a formula that fetches a node's figure from Drift per verksamhet."""
        source = f"'{BY_NODE}'!{a1(self.rows[node], self.index[key])}"
        value = _value(self.content.summary.drift[node, NET], key)
        shape = styles.PERCENT if key in _PERCENT_KEYS else styles.money()
        formula = Formula(f"={source}", "" if value is None else value)
        self.sheet.write_formula(row, column, formula.text, self.formats(*looks, shape), formula.value)


def overview(
    workbook: Any, sheet: Any, formats: Formats, content: SummaryContent, footer: str, rows: Mapping[str, int]
) -> None:
    """Draw Översikt; `rows` are the zero-based rows of the nodes on Drift per verksamhet."""
    out = _Sheet(sheet, formats, content, rows)
    root, period = content.master.organisation.root, content.period
    for i, width in enumerate(_WIDTHS):
        sheet.set_column(i, i, width, formats())
    out.text(0, 0, f"{root.name}: uppföljning {period.name}", styles.TITLE)
    sheet.set_row(0, 26)
    out.text(1, 0, "Tusental kronor. Avvikelse = budget − prognos: plus är bättre än budget.", styles.INTRO)
    # The tables stand side by side, so their rows are of one height.
    for row in range(_TOP, _TOP + 2 + LARGEST_SHOWN + 2):
        sheet.set_row(row, _ROW_HEIGHT)
    row = _key_figures(out, root.code, _TOP)
    areas = _areas(out, row + 1)
    below = _notes(out, _largest(out, _TOP) + 1)
    charts = max(areas.last + 3, below + 1)
    months = _months(out, charts + CHART_ROWS + 1)
    add_charts(workbook, sheet, content, areas, months, charts)
    deviations = [(areas.first, 5, areas.last + 1, 6), (_TOP + 1, _LAST, _TOP + LARGEST_SHOWN, _LAST)]
    styles.unsigned_nothing(sheet, formats, deviations)
    styles.red_below_nothing(sheet, formats, deviations)
    styles.landscape_page(sheet, footer)
    sheet.fit_to_pages(1, 1)
    sheet.activate()


def _value(found: DriftSum, key: str) -> float | int | None:
    """Return the cached value of a figure on Drift per verksamhet."""
    money = {
        "budget": found.budget,
        "hittills": found.budget_to_date,
        "utfall": found.outcome,
        "prognos": found.forecast,
        "avvikelse": found.deviation,
        "forra": found.previous,
        "forandring": found.change,
    }
    if key in money:
        return tkr(money[key])
    shares = {"forbrukning": found.consumption_pct, "avvikelse_procent": found.deviation_pct}
    if key == "riktpunkt":
        return found.budget_to_date / found.budget if found.budget else None
    share = shares[key]
    return None if share is None else float(share / 100)


def _key_figures(out: _Sheet, root: str, row: int) -> int:
    """Write the key figures of the whole nämnd, two a row, and return the row after them."""
    period = out.content.period
    named = (
        (f"Budget {period.year}", "budget"),
        (f"Prognos {period.year}", "prognos"),
        (f"Utfall {period.span}", "utfall"),
        ("Avvikelse mot budget", "avvikelse"),
        ("Förbrukning", "forbrukning"),
        ("Avvikelse i procent", "avvikelse_procent"),
        ("Riktpunkt", "riktpunkt"),
        ("Förändring sedan förra prognosen", "forandring"),
    )
    out.heading_across(row, 0, 6, "Nyckeltal")
    large: Style = {"bold": True, "font_size": 12}
    for i, (title, key) in enumerate(named):
        at, column = row + 1 + i // 2, 0 if i % 2 == 0 else 3
        for filled in range(column, column + (3 if column == 0 else 4)):
            out.sheet.write_blank(at, filled, None, out.formats(styles.CELL))
        out.text(at, column, title, styles.CELL)
        out.borrowed(at, column + (1 if column == 0 else 3), root, key, styles.CELL, large)
    last = row + 1 + (len(named) - 1) // 2
    known = out.content.summary.scenarios.get(root)
    if known is not None and known.known:
        last += 1
        _scenario(out, root, known, last, large)
    for i, (_, key) in enumerate(named):
        if i % 2:
            at, share = row + 1 + i // 2, key in _PERCENT_KEYS
            styles.unsigned_nothing(out.sheet, out.formats, [(at, 6, at, 6)], share=share)
            styles.red_below_nothing(out.sheet, out.formats, [(at, 6, at, 6)], share=share)
    return last + 1


def _scenario(out: _Sheet, root: str, one: Scenario, row: int, large: Style) -> None:
    """Write how the year may end beside the budget, fetched from Scenarier, below the other key figures."""
    budget = out.content.summary.drift[root, NET].budget
    figures = (("Avvikelse, bästa fall", 0, 1, 2, one.best), ("Avvikelse, sämsta fall", 3, 6, 6, one.worst))
    for (title, first, at, last, net), key in zip(figures, DEVIATIONS, strict=True):
        for column in range(first, last + 1):
            out.sheet.write_blank(row, column, None, out.formats(styles.CELL))
        out.text(row, first, title, styles.CELL)
        form = out.formats(styles.CELL, large, styles.money())
        out.sheet.write_formula(row, at, f"='{SCENARIOS}'!{root_cell(key)}", form, tkr(budget - net))
        styles.unsigned_nothing(out.sheet, out.formats, [(row, at, row, at)])
        styles.red_below_nothing(out.sheet, out.formats, [(row, at, row, at)])


def _areas(out: _Sheet, row: int) -> Block:
    """Write the områden with their sum, the largest deviation first, and return where they stand."""
    root = out.content.master.organisation.root
    out.heading(row, 0, ("Verksamhetsområde", *_AREA_HEADINGS))
    order = [code for code, _ in out.content.parts]
    children = sorted(
        out.content.master.organisation.children(root.code),
        key=lambda area: order.index(area.code) if area.code in order else len(order),
    )
    for i, area in enumerate((*children, root)):
        look = styles.TOTAL if area is root else styles.CELL
        out.text(row + 1 + i, 0, "Summa" if area is root else area.name, look, styles.WRAP)
        for column, key in enumerate(_AREA_KEYS, 1):
            out.borrowed(row + 1 + i, column, area.code, key, look)
        if styles.lines(area.name, _WIDTHS[0]) > 1 and area is not root:
            out.sheet.set_row(row + 1 + i, 4 + 2 * styles.LINE_HEIGHT)
    return Block(row + 1, row + len(children), tuple(area.code for area in children))


def _months(out: _Sheet, row: int) -> Block:
    """Write the net outcome month by month beside last year's, and return where it stands."""
    year = out.content.period.year
    out.heading(row, 0, ("Nettokostnad per månad", f"Utfall {year}", f"Utfall {year - 1}"))
    this, last = out.content.outcome_months
    for i, month in enumerate(SHORT_MONTHS):
        out.text(row + 1 + i, 0, month, styles.CELL)
        for column, months in ((1, this), (2, last)):
            form = out.formats(styles.CELL, styles.money())
            if i < len(months):
                out.sheet.write_number(row + 1 + i, column, tkr(months[i]), form)
            else:
                out.sheet.write_blank(row + 1 + i, column, None, form)
    return Block(row + 1, row + len(SHORT_MONTHS))


def _largest(out: _Sheet, row: int) -> int:
    """Write the largest deviations of single units and lines, and return the row after them."""
    names, lines = out.content.names, out.content.master.lines.by_code
    out.heading(row, _RIGHT, ("Största avvikelserna: enhet", "Kostnadsslag", "Avvikelse"), words=2)
    shown = out.content.largest[:LARGEST_SHOWN]
    for i, (unit, line, ore) in enumerate(shown, 1):
        out.text(row + i, _RIGHT, names[unit], styles.CELL)
        out.text(row + i, _RIGHT + 1, lines[line].name, styles.CELL)
        url = out.content.drift_link(unit, line, "avvikelse")
        form = out.formats(styles.CELL, styles.money(), *([{"font_color": styles.LINK}] if url else []))
        if url:
            out.sheet.write_url(row + i, _LAST, url, form, "", f"Öppna boken för {names[unit]}"[:250])
        out.sheet.write_number(row + i, _LAST, tkr(ore), form)
    if not shown:
        out.text(row + 1, _RIGHT, "Ingen rad avviker från budget.", styles.CELL)
    return row + 1 + max(1, len(shown))


_NOTED = (Code.OUTCOME_INCOMPLETE, Code.DELIVERY_MISSING, Code.DELIVERY_LEFT_OUT)


def _notes(out: _Sheet, row: int) -> int:
    """Write what is missing from the sums and what stands in, and return the row after it."""
    notes = [f.message for f in out.content.findings if f.code in _NOTED]
    others = sum(f.code is Code.FORECAST_MISSING for f in out.content.findings)
    if others:
        notes.append(f"{others} rader saknar enhetens prognos; se bladet Kontroller.")
    marked = sum(working.marked for working in out.content.working)
    if marked:
        notes.append(f"{marked} beräknade prognoser har svag grund; se bladet Prognosunderlag.")
    out.heading_across(row, _RIGHT, _LAST, "Att tänka på")
    width = sum(_WIDTHS[_RIGHT:])
    for i, note in enumerate(notes or ["Alla enheter har lämnat in."], 1):
        out.sheet.merge_range(row + i, _RIGHT, row + i, _LAST, note, out.formats(styles.CELL, styles.WRAP))
        lines = styles.lines(note, width)
        if lines > 1:
            out.sheet.set_row(row + i, 4 + styles.LINE_HEIGHT * lines)
    return row + 1 + max(1, len(notes))
