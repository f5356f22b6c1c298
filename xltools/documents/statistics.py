"""Verksamhetsstatistik: the volumes of every område, January to December, in tables with grouped headings."""

from __future__ import annotations

from decimal import Decimal

from xltools.core.sums.protected import MEAN
from xltools.core.wording import measure_words
from xltools.core.wording.commentary import listed
from xltools.core.wording.footnotes import footnotes
from xltools.core.wording.measure_words import Change
from xltools.documents import texts
from xltools.documents.common import Context, slug, spoken, unique
from xltools.documents.measures import MONTH_WORDS, Values, comments, volumes
from xltools.model import number
from xltools.model.figure import Figure
from xltools.model.grid import Cell, Grid, GridColumn, GridRow
from xltools.model.master import MasterData
from xltools.model.measure import Measure
from xltools.model.organisation import OrgUnit
from xltools.model.period import SHORT_MONTHS
from xltools.model.text import Text
from xltools.model.totals import Summary

_MONTHS = range(1, 13)
_PLAIN_UNITS = ("antal", "%", "")
_UNKNOWN = "– betyder att uppgiften saknas."


def statistik(master: MasterData, summary: Summary, values: Values) -> Context:
    """Return the group `statistik`: every område with statistics or words in `omraden`, and under its own name.

    An område has `namn`, `nulage`, `tabeller` (each with `rubrik`, `tabell`, `fotnoter`, `not`), and `kommentar`. The
    figures of a table stand under the table's name, the measure's and the month's: `statistik.v20.barn.anmalda.jan`.
    """
    words = {key: texts.by_area(master, summary, key) for key in ("nulage", "statistik")}
    taken = {"omraden"}
    areas = []
    for area in master.organisation.children(master.organisation.root.code):
        measures = _measures(master, area)
        written = any(area.code in said for said in words.values())
        if measures or written:
            word = unique(f"v{slug(area.code).removeprefix('n')}", taken)
            areas.append(_area(master, summary, values, area, measures, word, words))
    return {"omraden": areas, **{str(area["id"]): area for area in areas}}


def _measures(master: MasterData, area: OrgUnit) -> tuple[Measure, ...]:
    """Return the volumes of a table that concern any enhet of an område."""
    units = set(master.organisation.units_below(area.code))

    def concerned(measure: Measure) -> bool:
        return not measure.units or any(not units.isdisjoint(_below(master, code)) for code in measure.units)

    return tuple(measure for measure in volumes(master) if measure.group and concerned(measure))


def _below(master: MasterData, code: str) -> tuple[str, ...]:
    return tuple(master.organisation.units_below(code))


def _area(
    master: MasterData,
    summary: Summary,
    values: Values,
    area: OrgUnit,
    measures: tuple[Measure, ...],
    word: str,
    words: dict[str, dict[str, list[texts.Written]]],
) -> Context:
    taken = {"id", "namn", "nulage", "tabeller", "kommentar", "har_tabeller"}
    groups: dict[str, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(measure.group, []).append(measure)
    tables = [
        _table(summary, values, area, group, of, word, unique(slug(group), taken)) for group, of in groups.items()
    ]
    changed = Text(_moved(summary, values, area, measures), draft=True)
    said = Text(comments(master, summary, measures, area.code, named=True))
    return {
        "id": word,
        "namn": spoken(area.name),
        "nulage": _written(words["nulage"].get(area.code, []), Text(_nothing(summary), draft=True)),
        "har_tabeller": bool(tables),
        "tabeller": tables,
        "kommentar": _written(words["statistik"].get(area.code, []), changed) | {"matt": said},
        **{str(table["id"]): table["varden"] for table in tables},
    }


def _written(units: list[texts.Written], draft: Text) -> Context:
    """Return the words of enheter, or the draft where there are none."""
    return {"finns": bool(units), "enheter": units, "text": draft}


def _nothing(summary: Summary) -> str:
    return f"Enheterna har inte lämnat något nuläge för {summary.period.name}."


def _table(
    summary: Summary, values: Values, area: OrgUnit, group: str, measures: list[Measure], here: str, word: str
) -> Context:
    year = summary.period.year
    at = f"statistik.{here}.{word}"
    taken: set[str] = set()
    columns = [_Column(values, area.code, measure, at, unique(slug(measure.code), taken)) for measure in measures]
    marks = footnotes([measure.footnote for measure in measures])
    heads = tuple(
        GridColumn(_heading(measure, mark), measure.subgroup)
        for measure, mark in zip(measures, marks.marks, strict=True)
    )
    rows = [GridRow(SHORT_MONTHS[month - 1], tuple(one.month(month) for one in columns)) for month in _MONTHS]
    rows += [
        GridRow(label, cells, strong=True)
        for label, cells in (
            (f"Medel {year}", tuple(one.mean("medel", year) for one in columns)),
            (f"Medel {year - 1}", tuple(one.mean("forra_medel", year - 1) for one in columns)),
            ("Mål", tuple(one.target() for one in columns)),
        )
        if any(cells)
    ]
    title = f"{group} {year}"
    names = listed([measure.name for measure in measures])
    grid = Grid(
        title,
        f"Värden månad för månad {year}, med medelvärden och mål där de finns, för: {names}. Månader som inte är "
        "rapporterade är tomma.",
        str(year),
        heads,
        tuple(rows),
    )
    cells = {cell for row in rows for cell in row.cells}
    unknown = any(isinstance(cell, Figure) and cell.value is None for cell in cells)
    return {
        "id": word,
        "rubrik": title,
        "tabell": grid,
        "fotnoter": [{"text": line} for line in marks.lines],
        "not": " ".join(filter(None, (values.note(cells), _UNKNOWN if unknown else ""))),
        "varden": {one.word: one.figures for one in columns},
    }


def _heading(measure: Measure, mark: str) -> str:
    """Return the heading of a column: the name without the group's, its unit where the name does not tell, its mark."""
    name = measure.name
    if measure.subgroup:
        name = name.removeprefix(measure.subgroup).lstrip(":, ")
        name = f"{name[:1].upper()}{name[1:]}" or measure.name
    untold = measure.unit not in _PLAIN_UNITS and measure.unit not in name.lower() and not mark
    return f"{name}, {measure.unit}{mark}" if untold else f"{name}{mark}"


class _Column:
    """One measure of a table; `figures` gathers those that it has shown, by their last word."""

    def __init__(self, values: Values, node: str, measure: Measure, at: str, word: str) -> None:
        self.word = word
        self.figures: dict[str, Figure] = {}
        self._values, self._node, self._measure, self._at = values, node, measure, f"{at}.{word}"

    def month(self, month: int) -> Cell:
        """Return a month's cell, blank for a month that has not been reached."""
        year = self._values.summary.period.year
        if month > self._values.last_month(self._measure):
            return ""
        key = MONTH_WORDS[month - 1]
        figure = self._values.month_figure(f"{self._at}.{key}", self._node, self._measure, year, month)
        return self._kept(key, figure, year, month)

    def mean(self, key: str, year: int) -> Cell:
        """Return the cell of a year's mean month, blank when nothing is known of the year."""
        figure = self._values.mean_figure(f"{self._at}.{key}", self._node, self._measure, year)
        if (self._node, self._measure.code, year) not in self._values.summary.means:
            return ""
        return self._kept(key, figure, year, MEAN)

    def target(self) -> Cell:
        """Return the cell of the target, blank without one."""
        if self._measure.target is None:
            return ""
        self.figures["mal"] = self._values.target_figure(f"{self._at}.mal", self._measure)
        return self.figures["mal"]

    def _kept(self, key: str, figure: Figure, year: int, month: int) -> Cell:
        self.figures[key] = figure
        return self._values.shown(figure, self._node, self._measure, year, month)


def _moved(summary: Summary, values: Values, area: OrgUnit, measures: tuple[Measure, ...]) -> str:
    """Return a draft on what has changed most against the same months last year, of what may be shown."""
    changes = []
    for measure in measures:
        months = range(1, values.last_month(measure) + 1)
        now, before = (
            [values.month(area.code, measure, year, month) for month in months]
            for year in (summary.period.year, summary.period.year - 1)
        )
        pairs = [(old, new) for old, new in zip(before, now, strict=True) if old is not None and new is not None]
        if pairs and len(pairs) == len(months):
            old, new = (number.ratio(sum(side, Decimal(0)), len(pairs)) for side in zip(*pairs, strict=True))
            if old and new is not None:
                changes.append(
                    Change(measure.name, old, new, max(measure.decimals, 1 if old < 100 else 0), measure.unit)
                )
    said = measure_words.moved(changes, summary.period.span, summary.period.year - 1)
    return said or "Enheterna har inte lämnat några kommentarer till statistiken."
