"""Drift: budget, outcome and the unit's forecast by kostnadsslag; the sheet that the reports live on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

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
        Column("bokslut", f"Bokslut {year - 1}", Kind.MONEY, 11.5),
        Column("budget", f"Budget {year}", Kind.MONEY, 11.5),
        Column("budget_hittills", f"Budget {span}", Kind.MONEY, 11.5),
        Column("utfall", f"Utfall {span}", Kind.MONEY, 11.5),
        Column("forbrukning", "Förbrukning", Kind.PERCENT, 12.5),
        Column("forra", previous_name, Kind.MONEY, 11.5),
        Column("beraknad", "Beräknad prognos", Kind.MONEY, 11.5),
        Column(
            "prognos",
            f"Prognos {year}",
            Kind.MONEY,
            12.5,
            help="Din egen bedömning av hela årets utfall. Kostnader skrivs utan tecken, intäkter med minus.",
            required=True,
        ),
        Column("avvikelse", "Avvikelse", Kind.MONEY, 11.5),
        Column("avvikelse_procent", "Avvikelse %", Kind.PERCENT, 12),
        Column(
            "kommentar",
            "Kommentar",
            Kind.LONG_TEXT,
            48,
            help="Förklara avvikelser. Cellen blir orange när en kommentar krävs.",
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
            rows.append(_item(master, unit, period, prefill, line, len(rows)))
        sums.append(len(rows))
        rows.append(_sum(f"summa:{kind.value}", RowStyle.SUM, total, rows, range(first, len(rows)), prefill))
    rows.append(_sum("netto", RowStyle.TOTAL, "Nettokostnad", rows, sums, prefill))
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


def _item(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill, line: Line, at: int) -> Row:
    entry = master.rules.entry_ore
    budget = master.budget_of.get((unit.code, period.year), {}).get(line.code)
    outcome = master.outcome_of.get((unit.code, period.year), {}).get(line.code)
    before = master.outcome_of.get((unit.code, period.year - 1), {}).get(line.code)
    # A month that the ledger has delivered is locked; one that it has not is the unit's to fill.
    booked = outcome.ore[: period.month] if outcome else (None,) * period.month
    months = dict(zip(MONTH_KEYS, booked, strict=False))
    opened, required = _open(tuple([key for key, ore in months.items() if ore is None]))
    money = {
        "bokslut": before.total() if before else None,
        "budget": budget.total() if budget else 0,
        "budget_hittills": budget.total(period.month) if budget else 0,
        "forra": prefill.previous.get(line.code),
        "beraknad": prefill.computed.get(line.code),
    } | months
    cells: dict[str, CellValue] = {"kod": line.code, "namn": line.name}
    cells |= {key: amount for key, ore in money.items() if (amount := shown(ore, entry)) is not None}
    if prefill.entries:
        cells |= {key: value for key in opened if (value := prefill.entries.get((NAME, line.code, key))) is not None}
    cells |= _item_formulas(at, period.month)
    if prefill.worked_out:
        _work_out(cells, "utfall", partial(_total, tuple(map(cells.get, MONTH_KEYS))))
        _work_out_shares(cells)
    return Row(line.code, RowStyle.ITEM, cells, opened, required)


@lru_cache(maxsize=256)
def _open(months: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the columns that a unit fills on a line where these months are not booked, and those it must fill."""
    required = frozenset({"prognos", *months})
    return required | {"kommentar"}, required


def _sum(key: str, style: RowStyle, name: str, rows: list[Row], parts: range | list[int], prefill: Prefill) -> Row:
    """Return a row that adds the rows `parts`; a forecast is added only when every part has one."""
    row = _sum_row(key, style, name, tuple(parts), isinstance(parts, range), len(rows))
    if not prefill.worked_out:
        return row
    cells = dict(row.cells)
    summed = [rows[part].cells for part in parts]
    for column in _SUMMED:
        _work_out(cells, column, partial(_added, summed, column))
    _work_out_shares(cells)
    return row._replace(cells=cells)


def _work_out(cells: dict[str, CellValue], key: str, value: Callable[[], float | str]) -> None:
    """Give the formula of a column the value that it is shown with."""
    formula = cells[key]
    assert isinstance(formula, Formula)  # noqa: S101 - tells mypy what stands there
    cells[key] = Formula(formula.text, value)


def _work_out_shares(cells: dict[str, CellValue]) -> None:
    """Give the formulas of förbrukning, deviation, and deviation in per cent their values."""
    budget, outcome, forecast = cells.get("budget"), cells.get("utfall"), cells.get("prognos")
    _work_out(cells, "forbrukning", partial(_consumption, budget, outcome))
    _work_out(cells, "avvikelse", partial(_deviation, budget, forecast))
    _work_out(cells, "avvikelse_procent", partial(_deviation_share, budget, forecast))


# What the formulas come to; empty text where Excel would show an empty cell.


def _number(value: CellValue | None) -> float | None:
    if isinstance(value, Formula):
        value = value.value
    return value if isinstance(value, int | float) else None


def _total(months: tuple[CellValue | None, ...]) -> float:
    return sum([number for month in months if (number := _number(month)) is not None])


def _added(summed: list[Mapping[str, CellValue]], column: str) -> float | str:
    known = [number for cells in summed if (number := _number(cells.get(column))) is not None]
    complete = known and (column != "prognos" or len(known) == len(summed))
    return sum(known) if complete else ""


def _consumption(budget: CellValue | None, outcome: CellValue | None) -> float | str:
    total = _number(budget)
    return (_number(outcome) or 0) / total if total else ""


def _deviation(budget: CellValue | None, forecast: CellValue | None) -> float | str:
    given, expected = _number(budget), _number(forecast)
    return "" if given is None or expected is None else given - expected


def _deviation_share(budget: CellValue | None, forecast: CellValue | None) -> float | str:
    deviation, total = _deviation(budget, forecast), _number(budget)
    return deviation / abs(total) if isinstance(deviation, int | float) and total else ""


# Formulas depend on nothing but where they stand: 900 workbooks share a few hundred rows of them.


def _ref(at: int, key: str) -> str:
    return a1(HEADER + 1 + at, _POSITIONS[key])


@lru_cache(maxsize=1024)
def _item_formulas(at: int, months: int) -> Mapping[str, Formula]:
    """Return the formulas of a line by column, without values."""
    return {
        "utfall": Formula(f"=SUM({_ref(at, 'm1')}:{_ref(at, MONTH_KEYS[months - 1])})", ""),
        **_share_formulas(at),
    }


def _share_formulas(at: int) -> dict[str, Formula]:
    """Return the formulas of förbrukning, deviation, and deviation in per cent, without values."""
    budget, outcome, forecast, deviation = (_ref(at, key) for key in ("budget", "utfall", "prognos", "avvikelse"))
    return {
        "forbrukning": Formula(f'=IF({budget}=0,"",{outcome}/{budget})', ""),
        "avvikelse": Formula(f'=IF(ISNUMBER({forecast}),{budget}-{forecast},"")', ""),
        "avvikelse_procent": Formula(f'=IF(OR({deviation}="",{budget}=0),"",{deviation}/ABS({budget}))', ""),
    }


@lru_cache(maxsize=1024)
def _sum_row(key: str, style: RowStyle, name: str, parts: tuple[int, ...], contiguous: bool, at: int) -> Row:
    """Return the row at `at` that adds the rows `parts`, its formulas without values."""
    formulas = {}
    for column in _SUMMED:
        first, last = _ref(parts[0], column), _ref(parts[-1], column)
        refs = f"{first}:{last}" if contiguous else ",".join(_ref(part, column) for part in parts)
        fewest = f"<{len(parts)}" if column == "prognos" else "=0"
        formulas[column] = Formula(f'=IF(COUNT({refs}){fewest},"",SUM({refs}))', "")
    return Row(key, style, {"namn": name, **formulas, **_share_formulas(at)})


_POSITIONS = {column.key: i for i, column in enumerate(columns(Period(2000, 1), ""))}
"""Key → position of every column, which no period changes."""
