"""Volymer and Personal in sammanstallning.xlsx: every measure for the whole nämnd, with its units folded below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, link
from xltools.excel.summary.page import Line, Page, Value
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.period import MONTHS, SHORT_MONTHS, span
from xltools.model.place import Place
from xltools.sheets.spec import Column, Formula, Kind

_RULES = {
    Rule.SUM: "summa",
    Rule.LAST: "senaste månaden",
    Rule.MEAN: "medel över månaderna",
    Rule.WEIGHTED: "vägt medel",
    Rule.RATIO: "kvot av summorna",
}
_MONTHS = tuple(f"m{month}" for month in range(1, 13))
_ADDED = (Rule.SUM, Rule.LAST)
_SEXES = {"kvinnor": "K", "man": "M", "totalt": ""}
_WHOLE = {**styles.CELL, "bold": True}


def volumes(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Volymer: months of this year, the year so far and the same time last year."""
    period = content.period
    months = range(1, period.month + 1)
    columns = (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Mått", Kind.TEXT, 44),
        Column("enhet", "Enhet", Kind.TEXT, 9),
        Column("regel", "Räknas samman", Kind.TEXT, 19),
        *(Column(f"m{month}", SHORT_MONTHS[month - 1], Kind.NUMBER, 8) for month in months),
        Column("hittills", f"Hittills {period.year}", Kind.NUMBER, 13),
        Column("fg", f"Samma tid {period.year - 1}", Kind.NUMBER, 10.5),
        Column("forandring", "Förändring", Kind.NUMBER, 11),
        Column("mal", "Målvärde", Kind.NUMBER, 9.5),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Volymer {period.year}",
        intro="Varje mått räknas samman efter sin egen regel. Enheterna ligger vikta under måttet.",
        footer=footer,
        frozen=2,
    )
    for measure in _of(content, MeasureSheet.VOLUMES):
        _measure(page, content, measure, _volume_cells, (*_MONTHS[: period.month], "hittills", "fg"))


def staff(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Personal: women, men and total, beside last year's."""
    now, before = content.period.year, content.period.year - 1
    years = (("", now), ("fg_", before))
    columns = (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Uppgift", Kind.TEXT, 42),
        Column("enhet", "Enhet", Kind.TEXT, 12),
        Column("tid", "Avser", Kind.TEXT, 11),
        *(
            Column(f"{prefix}{key}", f"{title} {year}", Kind.NUMBER, 13)
            for prefix, year in years
            for key, title in (("kvinnor", "Kvinnor"), ("man", "Män"), ("totalt", "Totalt"))
        ),
        Column("forandring", "Förändring", Kind.NUMBER, 11),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Personal {now}",
        intro="Kvoter räknas på summorna, så att sjukfrånvaron vägs med timmar. Enheterna ligger vikta därunder.",
        footer=footer,
        frozen=2,
    )
    for measure in _of(content, MeasureSheet.STAFF):
        keys = tuple(f"{prefix}{key}" for prefix, _ in years for key in _SEXES)
        _measure(page, content, measure, _staff_cells, keys)


def _of(content: SummaryContent, sheet: MeasureSheet) -> list[Measure]:
    return [measure for measure in content.master.measures if measure.sheet is sheet]


def _measure(page: Page, content: SummaryContent, measure: Measure, cells_of: Any, keys: Sequence[str]) -> None:
    """Write a measure and its units; what simply adds up is a live sum of the units."""
    at = page.skip()
    organisation = content.master.organisation
    rows = []
    for unit in organisation.units:
        cells = cells_of(content, measure, unit.code)
        if any(cells.get(key) is not None for key in keys):
            names = {"kod": unit.code, "namn": unit.name, **cells, **_change(page, page.row, keys, cells)}
            look = Line(
                level=1, hidden=True, indent=1, decimals=measure.decimals, links=_links(content, measure, unit.code)
            )
            rows.append(page.add(names, look))
    whole: dict[str, Value] = cells_of(content, measure, organisation.root.code)
    values = dict(whole)
    if measure.rule in _ADDED and rows:
        for key in keys:
            if isinstance(value := whole.get(key), Decimal):
                values[key] = Formula(f"=SUM({page.refs(rows, key)})", float(value))
    names = {
        "namn": measure.name,
        "enhet": measure.unit,
        "regel": _RULES[measure.rule],
        "tid": _time(content, measure),
        "mal": measure.target,
    }
    change = _change(page, at, keys, whole)
    page.add(names | values | change, Line(_WHOLE, folds=True, decimals=measure.decimals), at)


def _change(page: Page, at: int, keys: Sequence[str], cells: Mapping[str, Value]) -> dict[str, Value]:
    """Return the difference between now and last year as a formula; nothing where one of them is not known."""
    now, before = ("hittills", "fg") if "fg" in keys else ("totalt", "fg_totalt")
    first, last = cells.get(now), cells.get(before)
    if not isinstance(first, Decimal) or not isinstance(last, Decimal):
        return {}
    return {"forandring": Formula(f"={page.ref(at, now)}-{page.ref(at, before)}", float(first - last))}


def _volume_cells(content: SummaryContent, measure: Measure, node: str) -> dict[str, Value]:
    summary, year = content.summary, content.period.year
    months = {key: summary.monthly.get((node, measure.code, year, month)) for month, key in enumerate(_MONTHS, 1)}
    return {
        **months,
        "hittills": summary.measures.get((node, measure.code, "", year)),
        "fg": summary.measures.get((node, measure.code, "", year - 1)),
    }


def _staff_cells(content: SummaryContent, measure: Measure, node: str) -> dict[str, Value]:
    year = content.period.year
    return {
        f"{prefix}{key}": content.summary.measures.get((node, measure.code, sex, of))
        for prefix, of in (("", year), ("fg_", year - 1))
        for key, sex in _SEXES.items()
    }


def _time(content: SummaryContent, measure: Measure) -> str:
    month = max(1, content.period.month - measure.lag)
    return span(month) if measure.rule in (Rule.SUM, Rule.RATIO) else MONTHS[month - 1]


def _links(content: SummaryContent, measure: Measure, unit: str) -> dict[str, str]:
    """Return the links of a unit's own figures by column key."""
    keys = {"K": "kvinnor", "M": "man", "": "totalt"}
    found: dict[str, Place] = {}
    for month, sex, place in content.measure_cells.get((unit, measure.code), ()):
        found[_MONTHS[month - 1] if measure.sheet is MeasureSheet.VOLUMES else keys[sex]] = place
    return {key: link(place.file, place.sheet, place.cell) for key, place in found.items()}
