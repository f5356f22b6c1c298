"""The staff of a månadsrapport: personalomsättning year by year, HME, and timavlönades share of the hours worked."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xltools.core.sums import hme
from xltools.core.sums.disclosure import Hidden
from xltools.core.sums.hme import Hme
from xltools.core.sums.measure_sources import of_month
from xltools.core.sums.protected import limits
from xltools.core.sums.turnover import EMPLOYED, Turnover, decimals, definition, turnover
from xltools.core.wording import measure_words
from xltools.core.wording.measure_words import Course
from xltools.documents.common import Context, cells, slug, spoken, unique
from xltools.documents.measures import Values
from xltools.model import number
from xltools.model.figure import Figure, Unit
from xltools.model.grid import Cell
from xltools.model.master import MasterData
from xltools.model.period import span
from xltools.model.place import Place
from xltools.model.text import Text
from xltools.model.totals import Summary

HOURLY = "timavlonade_andel"
"""The code of the measure of timavlönades share of the hours worked."""

_DECEMBER = 12
_INDICES = {"motivation": "Motivation", "ledarskap": "Ledarskap", "styrning": "Styrning", "total": "HME"}


def personalomsattning(master: MasterData, summary: Summary) -> Context:
    """Return the group `personal.omsattning`: avgångar, tillsvidareanställda and their share by year in `rader`."""
    digits = decimals(master)
    known = turnover(master, summary)
    rows = [_turnover_row(master, summary, one, digits) for one in known]
    low, high = limits(master).range
    notes = [definition(master)]
    if any(one.hidden for one in known):
        notes.append(f"Avgångar som är {low}–{high} personer visas inte, och inte heller andelen.")
    return {
        "finns": bool(rows),
        "rader": rows,
        "text": Text(_said_of_turnover(known, digits), draft=True),
        "not": " ".join(filter(None, notes)),
        **{str(row["id"]): row for row in rows},
    }


def _turnover_row(master: MasterData, summary: Summary, one: Turnover, digits: int) -> Context:
    word = f"ar{one.year}"
    here = f"personal.omsattning.{word}"
    name = str(one.year) if one.month == _DECEMBER else f"{one.year} {span(one.month)}"
    leavers, share = (None, None) if one.hidden else (one.leavers, one.share)
    root, aspect = master.organisation.root.code, of_month(one.year, one.month)
    left, there, base = (
        cells(summary, root, code, aspect)
        for code in (master.rules.turnover_top, EMPLOYED, master.rules.turnover_bottom)
    )
    said = "enheternas uppgifter"
    row: dict[str, Cell] = {
        "avgangar": Figure(f"{here}.avgangar", leavers, Unit.COUNT, 0, f"Antal avgångar {name}", said, left),
        "anstallda": Figure(
            f"{here}.anstallda", one.employed, Unit.COUNT, 0, f"Tillsvidareanställda {name}", said, there
        ),
        "andel": Figure(
            f"{here}.andel", share, Unit.PERCENT, digits, f"Personalomsättning {name}", definition(master), left + base
        ),
    }
    if one.hidden:
        row |= {"avgangar": limits(master).text(Hidden.SMALL), "andel": limits(master).text(Hidden.COVER)}
    return {"id": word, "namn": name, **row}


def _said_of_turnover(known: Iterable[Turnover], digits: int) -> str:
    years = [one for one in known if one.month == _DECEMBER and one.share is not None and not one.hidden]
    if not years:
        return ""
    last = years[-1]
    said = f"Personalomsättningen var {number.percent(last.share, digits)} år {last.year}"
    if len(years) > 1:
        before = years[-2]
        said += f", jämfört med {number.percent(before.share, digits)} år {before.year}"
    return f"{said}."


def timavlonade(master: MasterData, summary: Summary, values: Values) -> Context:
    """Return the group `personal.timavlonade`: the share of this month, last year's, the year so far and the target."""
    measure = master.measures_by_code.get(HOURLY)
    if measure is None:
        return {"finns": False, "text": Text(""), "not": ""}
    root, year = master.organisation.root.code, summary.period.year
    month = max(1, values.last_month(measure))
    here = "personal.timavlonade"
    now, last_year = (values.month(root, measure, one, month) for one in (year, year - 1))
    before = values.month(root, measure, year, month - 1) if month > 1 else None
    return {
        "finns": now is not None,
        "manaden": values.month_figure(f"{here}.manaden", root, measure, year, month),
        "forra_aret": values.month_figure(f"{here}.forra_aret", root, measure, year - 1, month),
        "hittills": values.so_far_figure(f"{here}.hittills", root, measure, year),
        "mal": values.target_figure(f"{here}.mal", measure),
        "text": Text(measure_words.course(measure, Course(month, year, now, before, last_year)), draft=True),
        "not": measure_words.definition(master, measure),
    }


def hme_index(master: MasterData, summary: Summary) -> Context:
    """Return the group `personal.hme`: the indices of the latest survey by område and in all, and of the one before.

    Where too few have answered nothing is shown.
    """
    root = master.organisation.root.code
    surveys = sorted(
        {(year, month) for node, code, year, month in summary.monthly if node == root and code == hme.ANSWERS}
    )
    if not surveys:
        return {"finns": False, "rader": [], "not": "", "text": Text("")}
    latest = surveys[-1]
    taken = {"finns", "rader", "not", "text"}
    rows: list[Context] = []
    few = False
    for area in master.organisation.children(root):
        answers = _answers(summary, area.code, latest)
        if answers:
            word = unique(f"v{slug(area.code).removeprefix('n')}", taken)
            enough = not limits(master).small(answers)
            few |= not enough
            found = _indices(master, summary, area.code, latest) if enough else None
            places = _survey_cells(summary, area.code, latest)
            rows.append(_hme_row(word, spoken(area.name), found, answers if enough else None, places))
    for number_, survey in enumerate(surveys[-1:-3:-1]):
        name = f"Hela nämnden {survey[0]}"
        found = _indices(master, summary, root, survey)
        answers = _answers(summary, root, survey)
        places = _survey_cells(summary, root, survey)
        word = "forra" if number_ else "namnden"
        rows.append(_hme_row(word, name, found, answers, places) | {"summa": not number_})
    least = limits(master).range[1] + 1
    hidden = f" Områden med färre än {least} svar visas inte." if few else ""
    return {
        "finns": True,
        "rader": rows,
        "not": f"{hme.definition(master.rules.hme)}{hidden}",
        "text": Text(_said_of_hme(master, summary, surveys[-2:]), draft=True),
        **{str(row["id"]): row for row in rows},
    }


def _answers(summary: Summary, node: str, survey: tuple[int, int]) -> Decimal | None:
    return summary.monthly.get((node, hme.ANSWERS, *survey))


def _indices(master: MasterData, summary: Summary, node: str, survey: tuple[int, int]) -> Hme:
    codes = (code for questions in hme.QUESTIONS.values() for code in questions)
    means = {code: summary.monthly.get((node, code, *survey)) for code in codes}
    return hme.indices({code: mean for code, mean in means.items() if mean is not None}, master.rules.hme)


def _survey_cells(summary: Summary, node: str, survey: tuple[int, int]) -> dict[str, tuple[Place, ...]]:
    """Return the cells of every index of a survey, and of how many have answered."""
    aspect = of_month(*survey)
    of = {
        name: tuple(place for code in codes for place in cells(summary, node, code, aspect))
        for name, codes in hme.QUESTIONS.items()
    }
    return {**of, "total": sum(of.values(), ()), "svar": cells(summary, node, hme.ANSWERS, aspect)}


def _hme_row(
    word: str, name: str, found: Hme | None, answers: Decimal | None, places: dict[str, tuple[Place, ...]]
) -> Context:
    here = f"personal.hme.{word}"
    shown = {
        key: Figure(
            f"{here}.{key}",
            None if found is None else getattr(found, key),
            Unit.COUNT,
            0,
            f"{title}, {name}",
            "medelvärdet av svaren på skalan, omräknat till index 0–100",
            places.get(key, ()),
        )
        for key, title in _INDICES.items()
    }
    label = f"Antal svar, {name}"
    count = Figure(f"{here}.svar", answers, Unit.COUNT, 0, label, "enheternas uppgifter", places["svar"])
    return {"id": word, "namn": name, "summa": False, **shown, "svar": count}


def _said_of_hme(master: MasterData, summary: Summary, surveys: list[tuple[int, int]]) -> str:
    totals = [(year, _indices(master, summary, master.organisation.root.code, (year, m)).total) for year, m in surveys]
    known = [(year, total) for year, total in totals if total is not None]
    if not known:
        return "Alla nio frågor är inte besvarade, så det samlade indexet går inte att räkna ut."
    year, total = known[-1]
    said = f"HME var {number.decimal(total)} år {year}"
    if len(known) > 1:
        said += f", jämfört med {number.decimal(known[0][1])} år {known[0][0]}"
    return f"{said}."
