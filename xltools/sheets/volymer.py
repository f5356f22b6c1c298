"""Volymer: the unit's measures month by month."""

from __future__ import annotations

from functools import lru_cache

from xltools.model.fact import MEASURE_SCALE
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.organisation import OrgUnit
from xltools.model.period import SHORT_MONTHS, Period
from xltools.model.place import a1
from xltools.sheets.spec import HEADER, CellValue, Column, Formula, Kind, Layout, Prefill, Row, RowStyle

NAME = MeasureSheet.VOLUMES.value
MONTH_KEYS = tuple(f"m{month}" for month in range(1, 13))


@lru_cache(maxsize=64)
def columns(period: Period) -> tuple[Column, ...]:
    """Return the columns for a period."""
    return (
        Column("namn", "Mått", Kind.TEXT, 34),
        Column("enhet", "Enhet", Kind.TEXT, 9),
        *(
            Column(key, name, Kind.NUMBER, 7.5, help="Månadens värde. Lämna tomt om det inte är känt.")
            for key, name in zip(MONTH_KEYS, SHORT_MONTHS, strict=True)
        ),
        Column("hittills", f"Hittills {period.year}", Kind.NUMBER, 10),
        Column("fg", f"Samma tid {period.year - 1}", Kind.NUMBER, 10),
        Column("mal", "Målvärde", Kind.NUMBER, 9),
        Column("kommentar", "Kommentar", Kind.LONG_TEXT, 40),
    )


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout | None:
    """Return the sheet of one unit, or None when no measure concerns it."""
    measures = master.measures_of(unit.code, MeasureSheet.VOLUMES)
    if not measures:
        return None
    cols = columns(period)
    index = {column.key: i for i, column in enumerate(cols)}
    at = {measure.code: i for i, measure in enumerate(measures)}
    history = {
        (h.measure, h.month): h.amount / MEASURE_SCALE
        for h in master.history_of.get(unit.code, ())
        if h.year == period.year - 1
    }
    # What each measure comes to, by the numbers and as a formula, so that a quotient can lean on its parts.
    rows: list[Row] = []
    for measure in measures:
        months = range(1, max(0, period.month - measure.lag) + 1)
        opened = {MONTH_KEYS[month - 1] for month in months} if measure.entered else set()
        cells: dict[str, CellValue] = {"namn": measure.name, "enhet": measure.unit}
        for key in (*sorted(opened), "kommentar"):
            value = prefill.entries.get((NAME, measure.code, key))
            if value is not None:
                cells[key] = value
        if measure.target is not None:
            cells["mal"] = float(measure.target)
        if measure.entered:
            now = {m: prefill.number(NAME, measure.code, MONTH_KEYS[m - 1]) for m in months}
            weights = {m: prefill.number(NAME, measure.weight, MONTH_KEYS[m - 1]) for m in months}
            before = {m: history.get((measure.code, m)) for m in months}
            before_weights = {m: history.get((measure.weight, m)) for m in months}
            cells["hittills"] = Formula(_formula(measure, at, months, index), _value(measure, now, weights))
            past = _value(measure, before, before_weights)
            if past != "":
                cells["fg"] = past
        rows.append(
            Row(
                measure.code,
                RowStyle.ITEM,
                cells,
                frozenset(opened | {"kommentar"}),
                decimals=measure.decimals,
                whole=measure.unit == "antal" and measure.decimals == 0,
                share=measure.unit == "%",
            )
        )
    for i, measure in enumerate(measures):
        if not measure.entered and measure.numerator in at and measure.denominator in at:
            rows[i] = _quotient(rows, i, measure, at, index)
    return Layout(
        NAME,
        f"Volymer {period.year}",
        f"Fyll i de gula cellerna till och med {SHORT_MONTHS[period.month - 1]}. Kvoter räknas ut.",
        cols,
        ("namn", "enhet"),
        tuple(rows),
    )


def _ref(row: int, column: int) -> str:
    return a1(HEADER + 1 + row, column)


def _formula(measure: Measure, at: dict[str, int], months: range, index: dict[str, int]) -> str:
    row = at[measure.code]
    if not months:
        return '=""'
    first, last = index[MONTH_KEYS[0]], index[MONTH_KEYS[months[-1] - 1]]
    cells = f"{_ref(row, first)}:{_ref(row, last)}"
    if measure.rule is Rule.LAST:
        return f'=IF({_ref(row, last)}="","",{_ref(row, last)})'
    if measure.rule is Rule.MEAN:
        return f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))'
    if measure.rule is Rule.WEIGHTED and measure.weight in at:
        weights = f"{_ref(at[measure.weight], first)}:{_ref(at[measure.weight], last)}"
        return f'=IF(SUM({weights})=0,"",SUMPRODUCT({cells},{weights})/SUM({weights}))'
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def _value(measure: Measure, months: dict[int, float | None], weights: dict[int, float | None]) -> float | str:
    """Return what the formula comes to; empty text where Excel would show an empty cell."""
    known = {month: value for month, value in months.items() if value is not None}
    if not known:
        return ""
    if measure.rule is Rule.LAST:
        last = months[max(months)]
        return "" if last is None else last
    if measure.rule is Rule.MEAN:
        return sum(known.values()) / len(known)
    if measure.rule is Rule.WEIGHTED and measure.weight:
        total = sum(weight for weight in weights.values() if weight is not None)
        return sum(value * (weights[month] or 0) for month, value in known.items()) / total if total else ""
    return sum(known.values())


def _quotient(rows: list[Row], i: int, measure: Measure, at: dict[str, int], index: dict[str, int]) -> Row:
    """Return the row of a quotient with its formula: numerator / denominator of the same column."""
    row = rows[i]
    top, bottom = rows[at[measure.numerator]].cells, rows[at[measure.denominator]].cells
    factor = 100 if measure.unit == "%" else 1
    column = index["hittills"]
    over, under = _ref(at[measure.numerator], column), _ref(at[measure.denominator], column)
    scaled = f"*{factor}" if factor != 1 else ""
    values = [v.value for v in (top["hittills"], bottom["hittills"]) if isinstance(v, Formula)]
    known = [v for v in values if isinstance(v, int | float)]
    value: float | str = known[0] / known[1] * factor if len(known) == 2 and known[1] else ""
    cells = dict(row.cells)
    cells["hittills"] = Formula(f'=IF(N({under})=0,"",{over}/{under}{scaled})', value)
    past = [v for v in (top.get("fg"), bottom.get("fg")) if isinstance(v, int | float)]
    if len(past) == 2 and past[1]:
        cells["fg"] = past[0] / past[1] * factor
    return Row(row.key, row.style, cells, row.open, decimals=row.decimals, share=row.share)
