"""The two drift sheets of sammanstallning.xlsx: by kostnadsslag and by verksamhet, with live sums and links."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, tkr
from xltools.excel.summary.page import Line, Page, Value, total
from xltools.model import number
from xltools.model.line import LineKind
from xltools.model.organisation import Level, OrgUnit
from xltools.model.totals import COST, NET, REVENUE, DriftSum, group_key
from xltools.sheets.spec import Column, Formula, Kind

BY_LINE = "Drift per kostnadsslag"
BY_NODE = "Drift per verksamhet"

_SUMMED = ("budget", "hittills", "utfall", "prognos", "forra")
# Column on these sheets → column on the unit's Drift sheet.
_LINKED = {"budget": "budget", "hittills": "budget_hittills", "utfall": "utfall", "prognos": "prognos"}
_INTRO = (
    "Tusental kronor. Kostnader utan tecken, intäkter med minus. Avvikelse = budget − prognos: plus är bättre än "
    "budget. Blå tal leder till enhetens bok."
)
_SIDES = (
    (LineKind.REVENUE, "Intäkter", "Summa intäkter", REVENUE),
    (LineKind.COST, "Kostnader", "Summa kostnader", COST),
)


def columns(content: SummaryContent) -> tuple[Column, ...]:
    """Return the columns of both sheets."""
    period, before = content.period, content.summary.previous
    last = f"Prognos\n{before.name}" if before else "Föregående prognos"
    return (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Benämning", Kind.TEXT, 40),
        Column("budget", f"Budget\n{period.year}", Kind.MONEY, 11),
        Column("hittills", f"Budget\n{period.span}", Kind.MONEY, 11),
        Column("utfall", f"Utfall\n{period.span}", Kind.MONEY, 11),
        Column("forbrukning", "Förbrukning", Kind.PERCENT, 12),
        Column("riktpunkt", "Riktpunkt", Kind.PERCENT, 10),
        Column("prognos", f"Prognos\n{period.year}", Kind.MONEY, 11),
        Column("avvikelse", "Avvikelse", Kind.MONEY, 10.5),
        Column("avvikelse_procent", "Avvikelse %", Kind.PERCENT, 10.5),
        Column("forra", last, Kind.MONEY, 13),
        Column("forandring", "Förändring", Kind.MONEY, 11),
        Column("anmarkning", "Anmärkning", Kind.TEXT, 26),
    )


Rows = dict[tuple[str, str], int]
"""Zero-based row by node and key of `Summary.drift`."""


def by_line(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> Rows:
    """Draw Drift per kostnadsslag: groups, their lines, and under each line the units, folded away; return the rows."""
    period = content.period
    page = _page(sheet, formats, content, f"Drift per kostnadsslag, {period.name}", footer)
    root = content.master.organisation.root.code
    drift = content.summary.drift
    found: Rows = {}
    sides = []
    for kind, heading, summing, key in _SIDES:
        lines = [line for line in content.master.lines.of_kind(kind) if (root, line.code) in drift]
        if not lines:
            continue
        page.section(heading)
        groups = []
        for group in dict.fromkeys(line.group for line in lines):
            at = page.skip()
            rows = [
                _line(page, content, line.code, line.name, drift[root, line.code], found)
                for line in lines
                if line.group == group
            ]
            groups.append(_sum(page, {"namn": group}, drift[root, group_key(group)], rows, Line(styles.SUM), at))
            found[root, group_key(group)] = at
        found[root, key] = _sum(page, {"namn": summing}, drift[root, key], groups, Line(styles.TOTAL))
        sides.append(found[root, key])
    found[root, NET] = _sum(page, {"namn": "Nettokostnad"}, drift[root, NET], sides, Line(styles.TOTAL))
    _finish(page)
    return found


def by_node(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> dict[str, int]:
    """Draw Drift per verksamhet and return the zero-based row of each node of the tree."""
    page = _page(sheet, formats, content, f"Drift per verksamhet, {content.period.name}", footer)
    rows: dict[str, int] = {}
    _node(page, content, content.master.organisation.root, 0, rows)
    _finish(page)
    return rows


def _page(sheet: Any, formats: Formats, content: SummaryContent, title: str, footer: str) -> Page:
    return Page(sheet, formats, columns(content), title=title, intro=_INTRO, footer=footer, frozen=2)


def _finish(page: Page) -> None:
    page.mark_negative("avvikelse", "avvikelse_procent", "forandring")


def _line(page: Page, content: SummaryContent, code: str, name: str, whole: DriftSum, found: Rows) -> int:
    """Write a line with its units below and return its row; the units' rows are put into `found`."""
    at, drift = page.skip(), content.summary.drift
    units = [unit for unit in content.master.organisation.units if (unit.code, code) in drift]
    rows = [_unit(page, content, unit, code, Line(level=2, hidden=True, indent=2)) for unit in units]
    found |= {(unit.code, code): row for unit, row in zip(units, rows, strict=True)}
    return _sum(page, {"kod": code, "namn": name}, whole, rows, Line(level=1, folds=True, indent=1), at)


def _node(page: Page, content: SummaryContent, node: OrgUnit, depth: int, rows: dict[str, int]) -> None:
    whole = content.summary.drift[node.code, NET]
    if node.level is Level.ENHET:
        rows[node.code] = _unit(page, content, node, NET, Line(level=min(depth, 7), indent=depth))
        return
    at = rows[node.code] = page.skip()
    children = content.master.organisation.children(node.code)
    for child in children:
        _node(page, content, child, depth + 1, rows)
    look = styles.TOTAL if depth == 0 else styles.SUM if depth == 1 else {**styles.CELL, "bold": True}
    parts = [rows[child.code] for child in children]
    _sum(page, {"kod": node.code, "namn": node.name}, whole, parts, Line(look, level=min(depth, 7), indent=depth), at)


def _unit(page: Page, content: SummaryContent, unit: OrgUnit, key: str, line: Line) -> int:
    """Write one unit's own figures, each leading to its cell; a forecast that is not its own is grey and says so."""
    found = content.summary.drift[unit.code, key]
    cells: dict[str, Value] = {
        "kod": unit.code,
        "namn": unit.name,
        "budget": tkr(found.budget),
        "hittills": tkr(found.budget_to_date),
        "utfall": tkr(found.outcome),
        "prognos": tkr(found.forecast),
        "forra": tkr(found.previous),
        "anmarkning": _remark(content, unit.code, found),
    }
    row = "netto" if key == NET else key
    links = {here: url for here, there in _LINKED.items() if (url := content.drift_link(unit.code, row, there))}
    estimated = frozenset({"prognos"}) if found.estimated else frozenset[str]()
    look = Line(line.style, line.level, line.hidden, line.folds, line.indent, 0, estimated, links)
    at = page.skip()
    return page.add(cells | _worked_out(page, at, found), look, at)


def _remark(content: SummaryContent, unit: str, found: DriftSum) -> str | None:
    if unit not in content.summary.delivered:
        return "Boken saknas, beräknad prognos" if found.estimated else "Boken saknas"
    return "Beräknad prognos ingår" if found.estimated else None


def _sum(
    page: Page, names: dict[str, Value], whole: DriftSum, rows: Sequence[int], line: Line, at: int | None = None
) -> int:
    """Write a row that adds `rows`, with the sums as cached values."""
    at = page.skip() if at is None else at
    known = (whole.budget, whole.budget_to_date, whole.outcome, whole.forecast, whole.previous)
    cells: dict[str, Value] = {key: total(page, rows, key, tkr(ore)) for key, ore in zip(_SUMMED, known, strict=True)}
    return page.add(names | cells | _worked_out(page, at, whole), line, at)


def _worked_out(page: Page, at: int, found: DriftSum) -> dict[str, Value]:
    """Return the formulas within a row: shares, deviation and change."""
    budget, to_date, outcome, forecast, before = (page.ref(at, key) for key in _SUMMED)
    deviation = page.ref(at, "avvikelse")
    share = number.ratio(found.budget_to_date, found.budget)
    # What the last forecast did not have is no change of it.
    compared = f"({forecast}-{tkr(found.new)})" if found.new else forecast
    return {
        "forbrukning": Formula(f'=IF({budget}=0,"",{outcome}/{budget})', _fraction(found.consumption_pct)),
        "riktpunkt": Formula(f'=IF({budget}=0,"",{to_date}/{budget})', "" if share is None else float(share)),
        "avvikelse": Formula(f'=IF({forecast}="","",{budget}-{forecast})', _cached(found.deviation)),
        "avvikelse_procent": Formula(
            f'=IF(OR({deviation}="",{budget}=0),"",{deviation}/ABS({budget}))', _fraction(found.deviation_pct)
        ),
        "forandring": Formula(f'=IF(OR({forecast}="",{before}=""),"",{before}-{compared})', _cached(found.change)),
    }


def _cached(ore: int | None) -> float | str:
    value = tkr(ore)
    return "" if value is None else value


def _fraction(per_cent: Decimal | None) -> float | str:
    return "" if per_cent is None else float(per_cent / 100)
