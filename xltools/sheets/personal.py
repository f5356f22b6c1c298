"""Personal: staff and sick leave, women and men, beside last year's."""

from __future__ import annotations

from functools import lru_cache

from xltools.model.fact import MEASURE_SCALE
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.organisation import OrgUnit
from xltools.model.period import MONTHS, Period, span
from xltools.model.place import a1
from xltools.sheets.spec import HEADER, CellValue, Column, Formula, Kind, Layout, Prefill, Row, RowStyle

NAME = MeasureSheet.STAFF.value
_PARTS = (("kvinnor", "K"), ("man", "M"))


@lru_cache(maxsize=64)
def columns(period: Period) -> tuple[Column, ...]:
    """Return the columns for a period."""
    now, before = period.year, period.year - 1
    return (
        Column("namn", "Uppgift", Kind.TEXT, 38),
        Column("enhet", "Enhet", Kind.TEXT, 12),
        Column("tid", "Avser", Kind.TEXT, 11),
        Column("kvinnor", f"Kvinnor {now}", Kind.NUMBER, 11),
        Column("man", f"Män {now}", Kind.NUMBER, 11),
        Column("totalt", f"Totalt {now}", Kind.NUMBER, 11),
        Column("fg_kvinnor", f"Kvinnor {before}", Kind.NUMBER, 11),
        Column("fg_man", f"Män {before}", Kind.NUMBER, 11),
        Column("fg_totalt", f"Totalt {before}", Kind.NUMBER, 11),
        Column("kommentar", "Kommentar", Kind.LONG_TEXT, 40),
    )


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout | None:
    """Return the sheet of one unit, or None when no staff measure concerns it."""
    measures = master.measures_of(unit.code, MeasureSheet.STAFF)
    if not measures:
        return None
    cols = columns(period)
    index = {column.key: i for i, column in enumerate(cols)}
    at = {measure.code: i for i, measure in enumerate(measures)}
    history = {
        (h.measure, h.month, h.sex): h.amount / MEASURE_SCALE
        for h in master.history_of.get(unit.code, ())
        if h.year == period.year - 1
    }
    values: dict[str, dict[str, float]] = {}
    rows = []
    for i, measure in enumerate(measures):
        known = _values(measure, period, prefill, history, values)
        values[measure.code] = known
        rows.append(_row(measure, i, period, prefill, known, at, index))
    return Layout(
        NAME,
        f"Personal {period.year}",
        "Fyll i de gula cellerna. Sjukfrånvaro = sjuktid / ordinarie arbetstid; totalen vägs med timmar.",
        cols,
        ("namn", "enhet"),
        tuple(rows),
    )


def _time(measure: Measure, period: Period) -> str:
    month = max(1, period.month - measure.lag)
    return span(month) if measure.rule in (Rule.SUM, Rule.RATIO) else MONTHS[month - 1]


def _values(
    measure: Measure,
    period: Period,
    prefill: Prefill,
    history: dict[tuple[str, int, str], float],
    earlier: dict[str, dict[str, float]],
) -> dict[str, float]:
    """Return what is known of a measure by column: entered, of last year, and their totals or quotients."""
    known: dict[str, float] = {}
    if not measure.entered:
        top, bottom = earlier.get(measure.numerator, {}), earlier.get(measure.denominator, {})
        factor = 100 if measure.unit == "%" else 1
        return {key: top[key] / bottom[key] * factor for key in top if bottom.get(key)}
    month = max(1, period.month - measure.lag)
    for key, sex in _PARTS if measure.by_sex else (("totalt", ""),):
        now = prefill.number(NAME, measure.code, key)
        before = history.get((measure.code, month, sex))
        known |= {name: value for name, value in ((key, now), (f"fg_{key}", before)) if value is not None}
    for prefix in ("", "fg_"):
        if f"{prefix}kvinnor" in known and f"{prefix}man" in known:
            known[f"{prefix}totalt"] = known[f"{prefix}kvinnor"] + known[f"{prefix}man"]
    return known


def _row(
    measure: Measure,
    i: int,
    period: Period,
    prefill: Prefill,
    known: dict[str, float],
    at: dict[str, int],
    index: dict[str, int],
) -> Row:
    def ref(row: int, key: str) -> str:
        return a1(HEADER + 1 + row, index[key])

    cells: dict[str, CellValue] = {"namn": measure.name, "enhet": measure.unit, "tid": _time(measure, period)}
    cells |= known
    opened: set[str] = set()
    if not measure.entered:
        scaled = "*100" if measure.unit == "%" else ""
        for key in ("kvinnor", "man", "totalt") if measure.by_sex else ("totalt",):
            top, bottom = ref(at[measure.numerator], key), ref(at[measure.denominator], key)
            cells[key] = Formula(f'=IF(N({bottom})=0,"",{top}/{bottom}{scaled})', known.get(key, ""))
    elif measure.by_sex:
        opened = {"kvinnor", "man"}
        women, men = ref(i, "kvinnor"), ref(i, "man")
        cells["totalt"] = Formula(f'=IF(COUNT({women},{men})<2,"",{women}+{men})', known.get("totalt", ""))
    else:
        opened = {"totalt"}
    comment = prefill.entries.get((NAME, measure.code, "kommentar"))
    if comment is not None:
        cells["kommentar"] = comment
    return Row(
        measure.code,
        RowStyle.ITEM,
        cells,
        frozenset(opened | {"kommentar"}),
        frozenset(opened),
        decimals=measure.decimals,
        whole=measure.unit == "antal" and measure.decimals == 0,
        share=measure.unit == "%",
    )
