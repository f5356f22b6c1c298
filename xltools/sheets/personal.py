"""Personal: staff and sick leave, women and men, beside last year's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xltools.model.fact import MEASURE_SCALE
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.organisation import OrgUnit
from xltools.model.period import MONTHS, Period, span
from xltools.model.place import a1
from xltools.sheets.spec import HEADER, CellValue, Column, Formula, Kind, Layout, Prefill, Row, RowStyle

NAME = MeasureSheet.STAFF.value
# This year's column, last year's, and the sex they are about.
_BY_SEX = (("kvinnor", "fg_kvinnor", "K"), ("man", "fg_man", "M"))
_TOGETHER = (("totalt", "fg_totalt", ""),)
# What a row may ask for, and the same with room for a comment.
_NONE, _SEXES, _TOTAL = frozenset[str](), frozenset({"kvinnor", "man"}), frozenset({"totalt"})
_WITH_COMMENT = {asked: asked | {"kommentar"} for asked in (_NONE, _SEXES, _TOTAL)}


@lru_cache(maxsize=64)
def columns(period: Period) -> tuple[Column, ...]:
    """Return the columns for a period."""
    now, before = period.year, period.year - 1
    return (
        Column("namn", "Uppgift", Kind.TEXT, 42),
        Column("enhet", "Enhet", Kind.TEXT, 12),
        Column("tid", "Avser", Kind.TEXT, 11),
        Column("kvinnor", f"Kvinnor {now}", Kind.NUMBER, 13),
        Column("man", f"Män {now}", Kind.NUMBER, 13),
        Column("totalt", f"Totalt {now}", Kind.NUMBER, 13),
        Column("fg_kvinnor", f"Kvinnor {before}", Kind.NUMBER, 13),
        Column("fg_man", f"Män {before}", Kind.NUMBER, 13),
        Column("fg_totalt", f"Totalt {before}", Kind.NUMBER, 13),
        Column("kommentar", "Kommentar", Kind.LONG_TEXT, 40),
    )


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout | None:
    """Return the sheet of one unit, or None when no staff measure concerns it."""
    measures = master.measures_of(unit.code, MeasureSheet.STAFF)
    if not measures:
        return None
    history = master.history_by_year.get((unit.code, period.year - 1), {})
    values: dict[str, dict[str, float]] = {}
    rows = []
    for measure, blank in zip(measures, _blank_rows(measures, period), strict=True):
        known = _values(measure, period, prefill, history, values)
        values[measure.code] = known
        comment = prefill.entries.get((NAME, measure.code, "kommentar")) if prefill.entries else None
        rows.append(_filled(blank, known, comment))
    return Layout(
        NAME,
        f"Personal {period.year}",
        "Fyll i de gula cellerna. Sjukfrånvaro = sjuktid / ordinarie arbetstid; totalen vägs med timmar.",
        columns(period),
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
    history: Mapping[tuple[str, int, str], int],
    earlier: dict[str, dict[str, float]],
) -> dict[str, float]:
    """Return what is known of a measure by column: entered, of last year, and their totals or quotients."""
    known: dict[str, float] = {}
    if not prefill.entries and not history:
        return known
    if not measure.entered:
        top, bottom = earlier.get(measure.numerator, {}), earlier.get(measure.denominator, {})
        factor = 100 if measure.unit == "%" else 1
        return {key: top[key] / bottom[key] * factor for key in top if bottom.get(key)}
    month = max(1, period.month - measure.lag)
    for key, earlier_key, sex in _BY_SEX if measure.by_sex else _TOGETHER:
        now = prefill.number(NAME, measure.code, key) if prefill.entries else None
        before = history.get((measure.code, month, sex))
        if now is not None:
            known[key] = now
        if before is not None:
            known[earlier_key] = before / MEASURE_SCALE
    if "kvinnor" in known and "man" in known:
        known["totalt"] = known["kvinnor"] + known["man"]
    if "fg_kvinnor" in known and "fg_man" in known:
        known["fg_totalt"] = known["fg_kvinnor"] + known["fg_man"]
    return known


def _filled(row: Row, known: Mapping[str, float], comment: CellValue | None) -> Row:
    """Return a row with what is known of the unit; a formula keeps its text, and shows the value."""
    if not known and comment is None:
        return row
    cells = dict(row.cells)
    for key, value in known.items():
        there = cells.get(key)
        cells[key] = Formula(there.text, value) if isinstance(there, Formula) else value
    if comment is not None:
        cells["kommentar"] = comment
    return row._replace(cells=cells)


# Most units are asked for the same: they share the rows, whose formulas depend on nothing but where they stand.


@lru_cache(maxsize=64)
def _blank_rows(measures: tuple[Measure, ...], period: Period) -> tuple[Row, ...]:
    """Return the rows of these measures with nothing known, which are the same for all units that have them."""
    at = {measure.code: i for i, measure in enumerate(measures)}
    return tuple([_blank(measure, i, period, at) for i, measure in enumerate(measures)])


def _blank(measure: Measure, i: int, period: Period, at: Mapping[str, int]) -> Row:
    cells: dict[str, CellValue] = {"namn": measure.name, "enhet": measure.unit, "tid": _time(measure, period)}
    required = _NONE
    if not measure.entered:
        top, bottom = at[measure.numerator], at[measure.denominator]
        for key in ("kvinnor", "man", "totalt") if measure.by_sex else ("totalt",):
            cells[key] = Formula(_quotient_text(top, bottom, key, measure.unit), "")
    elif measure.by_sex:
        required = _SEXES
        cells["totalt"] = Formula(_total_text(i), "")
    else:
        required = _TOTAL
    return Row(
        measure.code,
        RowStyle.ITEM,
        cells,
        _WITH_COMMENT[required],
        required if measure.expected else _NONE,
        decimals=measure.decimals,
        whole=measure.unit == "antal" and measure.decimals == 0,
        share=measure.unit == "%",
    )


def _ref(row: int, key: str) -> str:
    return a1(HEADER + 1 + row, _POSITIONS[key])


def _total_text(row: int) -> str:
    women, men = _ref(row, "kvinnor"), _ref(row, "man")
    return f'=IF(COUNT({women},{men})<2,"",{women}+{men})'


def _quotient_text(top: int, bottom: int, key: str, unit: str) -> str:
    over, under = _ref(top, key), _ref(bottom, key)
    scaled = "*100" if unit == "%" else ""
    return f'=IF(N({under})=0,"",{over}/{under}{scaled})'


_POSITIONS = {column.key: i for i, column in enumerate(columns(Period(2000, 1)))}
"""Key → position of every column, which no period changes."""
