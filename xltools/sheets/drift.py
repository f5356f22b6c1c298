"""Drift: budget, outcome and the unit's forecast by kostnadsslag; the sheet that the reports live on."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from xltools.model.line import Line, LineKind
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import SHORT_MONTHS, Period
from xltools.model.place import a1
from xltools.sheets.spec import (
    HEADER,
    CellValue,
    Column,
    Demand,
    Formula,
    Kind,
    Layout,
    Prefill,
    Row,
    RowStyle,
    present,
    shown,
)

NAME = "Drift"
MONTH_KEYS = tuple(f"m{month}" for month in range(1, 13))
_SUMMED = ("bokslut", "budget", "budget_hittills", "utfall", "forra", "beraknad", "prognos", *MONTH_KEYS)


@lru_cache(maxsize=64)
def columns(period: Period, previous_name: str) -> tuple[Column, ...]:
    """Return the columns for a period; the headings carry its year and months."""
    year, span = period.year, period.span
    return (
        Column("kod", "Kod", Kind.CODE, 6),
        Column("namn", "Kostnadsslag", Kind.TEXT, 27),
        Column("bokslut", f"Bokslut {year - 1}", Kind.MONEY, 10.5),
        Column("budget", f"Budget {year}", Kind.MONEY, 10.5),
        Column("budget_hittills", f"Budget {span}", Kind.MONEY, 10.5),
        Column("utfall", f"Utfall {span}", Kind.MONEY, 10.5),
        Column("forbrukning", "Förbrukning", Kind.PERCENT, 12),
        Column("forra", previous_name, Kind.MONEY, 10.5),
        Column("beraknad", "Beräknad prognos", Kind.MONEY, 10.5),
        Column(
            "prognos",
            f"Prognos {year}",
            Kind.MONEY,
            11.5,
            help="Din egen bedömning av hela årets utfall. Kostnader skrivs utan tecken, intäkter med minus.",
            required=True,
        ),
        Column("avvikelse", "Avvikelse", Kind.MONEY, 10.5),
        Column("avvikelse_procent", "Avvikelse %", Kind.PERCENT, 10.5),
        Column(
            "kommentar",
            "Kommentar",
            Kind.LONG_TEXT,
            48,
            help="Förklara avvikelser. Cellen blir gul när en kommentar krävs.",
        ),
        *(
            Column(key, f"Utfall {name}", Kind.MONEY, 8.5, help="Utfallet för månaden, ur ekonomisystemet.")
            for key, name in zip(MONTH_KEYS, SHORT_MONTHS, strict=True)
        ),
    )


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout | None:
    """Return the sheet of one unit, or None when it has neither budget nor outcome."""
    codes = set(master.lines_of(unit.code, period.year))
    if not codes:
        return None
    cols = columns(period, prefill.previous_name)
    index = {column.key: i for i, column in enumerate(cols)}
    rows: list[Row] = []
    sums: list[int] = []
    for kind, heading, total in (
        (LineKind.REVENUE, "Intäkter", "Summa intäkter"),
        (LineKind.COST, "Kostnader", "Summa kostnader"),
    ):
        lines = [line for line in master.lines.of_kind(kind) if line.code in codes]
        if not lines:
            continue
        rows.append(Row(f"rubrik:{kind.value}", RowStyle.HEADING, {"namn": heading}))
        first = len(rows)
        for line in lines:
            rows.append(_item(master, unit, period, prefill, line, len(rows), index))
        sums.append(len(rows))
        rows.append(_sum(f"summa:{kind.value}", RowStyle.SUM, total, rows, range(first, len(rows)), index))
    rows.append(_sum("netto", RowStyle.TOTAL, "Nettokostnad", rows, sums, index))
    rules = master.rules
    return Layout(
        NAME,
        f"Drift {period.year}",
        f"Belopp i {rules.entry_unit}. Kostnader utan tecken, intäkter med minus. Avvikelse = budget − prognos: "
        "plus är bättre än budget. Fyll i de gula cellerna.",
        cols,
        ("kod", "namn"),
        tuple(rows),
        Demand(
            "avvikelse",
            "budget",
            "kommentar",
            rules.threshold_ore / rules.entry_ore,
            float(rules.threshold_pct),
        ),
        page_break=MONTH_KEYS[0],
    )


def _item(
    master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill, line: Line, at: int, index: dict[str, int]
) -> Row:
    entry = master.rules.entry_ore
    budget = master.budget_of.get((unit.code, period.year), {}).get(line.code)
    outcome = master.outcome_of.get((unit.code, period.year), {}).get(line.code)
    before = master.outcome_of.get((unit.code, period.year - 1), {}).get(line.code)
    cells = present(
        kod=line.code,
        namn=line.name,
        bokslut=shown(before.total() if before else None, entry),
        budget=shown(budget.total() if budget else 0, entry),
        budget_hittills=shown(budget.total(period.month) if budget else 0, entry),
        forra=shown(prefill.previous.get(line.code), entry),
        beraknad=shown(prefill.computed.get(line.code), entry),
    )
    opened = {"prognos", "kommentar"}
    # A month that the ledger has delivered is locked; one that it has not is the unit's to fill.
    for month, key in enumerate(MONTH_KEYS[: period.month], 1):
        amount = shown(outcome.ore[month - 1] if outcome else None, entry)
        if amount is None:
            opened.add(key)
        else:
            cells[key] = amount
    cells |= {key: value for key in opened if (value := prefill.entries.get((NAME, line.code, key))) is not None}
    _calculate(cells, at, period.month, index)
    return Row(line.code, RowStyle.ITEM, cells, frozenset(opened), frozenset(opened - {"kommentar"}))


def _number(cells: dict[str, CellValue], key: str) -> float | None:
    value = cells.get(key)
    if isinstance(value, Formula):
        value = value.value
    return value if isinstance(value, int | float) else None


def _calculate(cells: dict[str, CellValue], at: int, months: int, index: dict[str, int]) -> None:
    """Add the row's own formulas: outcome so far, förbrukning and deviation."""

    def ref(key: str) -> str:
        return a1(HEADER + 1 + at, index[key])

    outcome = sum(_number(cells, key) or 0 for key in MONTH_KEYS[:months])
    cells["utfall"] = Formula(f"=SUM({ref('m1')}:{ref(MONTH_KEYS[months - 1])})", outcome)
    _shares(cells, ref)


def _shares(cells: dict[str, CellValue], ref: Callable[[str], str]) -> None:
    budget, outcome, forecast = (_number(cells, key) for key in ("budget", "utfall", "prognos"))
    cells["forbrukning"] = Formula(
        f'=IF({ref("budget")}=0,"",{ref("utfall")}/{ref("budget")})', (outcome or 0) / budget if budget else ""
    )
    deviation = budget - forecast if budget is not None and forecast is not None else None
    cells["avvikelse"] = Formula(
        f'=IF({ref("prognos")}="","",{ref("budget")}-{ref("prognos")})', "" if deviation is None else deviation
    )
    cells["avvikelse_procent"] = Formula(
        f'=IF(OR({ref("avvikelse")}="",{ref("budget")}=0),"",{ref("avvikelse")}/ABS({ref("budget")}))',
        deviation / abs(budget) if deviation is not None and budget else "",
    )


def _sum(key: str, style: RowStyle, name: str, rows: list[Row], parts: range | list[int], index: dict[str, int]) -> Row:
    """Return a row that adds the rows `parts`; a forecast is added only when every part has one."""
    at = len(rows)
    cells: dict[str, CellValue] = {"namn": name}
    for column in _SUMMED:
        values = [_number(dict(rows[part].cells), column) for part in parts]
        if isinstance(parts, range):
            refs = f"{a1(HEADER + 1 + parts[0], index[column])}:{a1(HEADER + 1 + parts[-1], index[column])}"
        else:
            refs = ",".join(a1(HEADER + 1 + part, index[column]) for part in parts)
        known = [value for value in values if value is not None]
        if column == "prognos":
            complete = len(known) == len(values)
            cells[column] = Formula(f'=IF(COUNT({refs})<{len(values)},"",SUM({refs}))', sum(known) if complete else "")
        else:
            cells[column] = Formula(f'=IF(COUNT({refs})=0,"",SUM({refs}))', sum(known) if known else "")
    _shares(cells, lambda column: a1(HEADER + 1 + at, index[column]))
    return Row(key, style, cells)
