"""The staff tables of a report: Personalsammansättning over two years and Sjukfrånvaro over four, by sex."""

from __future__ import annotations

from decimal import Decimal

from xltools.core.wording import staff as commentary
from xltools.documents import rounding
from xltools.documents.common import Context
from xltools.model.figure import Figure, Unit
from xltools.model.master import MasterData
from xltools.model.period import MONTHS, span
from xltools.model.place import Place
from xltools.model.text import Text
from xltools.model.totals import Summary

PERSONS, FULL_TIME, SICK_LEAVE = "antal_personer", "arsarbetare", "sjukfranvaro"
"""The codes of the measures that the tables are made of."""

_SOURCE = "mått"  # the aspect under which a summary keeps a measure's cells
_SEXES = (
    ("kvinnor", "Kvinnor", commentary.WOMEN),
    ("man", "Män", commentary.MEN),
    ("totalt", "Totalt", commentary.ALL),
)
_YEARS_BACK = {"tre_ar_sedan": 3, "tva_ar_sedan": 2, "forra_aret": 1, "i_ar": 0}


def sammansattning(master: MasterData, summary: Summary) -> Context:
    """Return the group `personal.sammansattning`: persons and årsarbetare of last year and this, by sex."""
    now, before = summary.period.year, summary.period.year - 1
    columns = {
        "personer_forra": (PERSONS, before, 0, f"{before} Antal personer"),
        "arsarbetare_forra": (FULL_TIME, before, 1, f"{before} Antal årsarbetare"),
        "personer": (PERSONS, now, 0, f"{now} Antal personer"),
        "arsarbetare": (FULL_TIME, now, 1, f"{now} Antal årsarbetare"),
    }
    rows: list[Context] = []
    for word, name, sex in _SEXES:
        row: Context = {"id": word, "namn": name, "summa": not sex}
        for key, (measure, year, decimals, title) in columns.items():
            row[key] = Figure(
                f"personal.sammansattning.{word}.{key}",
                _value(master, summary, measure, sex, year),
                Unit.DECIMAL if decimals else Unit.COUNT,
                decimals,
                f"{title}, {name.lower()}",
                f"enheternas uppgifter i {MONTHS[summary.period.month - 1]} {year}",
                _sources(master, summary, measure, year),
            )
        rows.append(row)
    titles = {key: title for key, (_, _, _, title) in columns.items()}
    text = commentary.composition(_of(master, summary, PERSONS), _of(master, summary, FULL_TIME), now)
    return {
        "rader": rows,
        "rubrik": titles,
        "finns": bool(text),
        "text": Text(text, draft=True),
        "not": rounding.note(rounding.columns(rows[-1], rows[:-1], titles)),
        **{str(row["id"]): row for row in rows},
    }


def sjukfranvaro(master: MasterData, summary: Summary) -> Context:
    """Return the group `personal.sjukfranvaro`: sick leave in per cent of scheduled hours, four years, by sex."""
    year = summary.period.year
    measure = master.measures_by_code.get(SICK_LEAVE)
    months = span(max(1, summary.period.month - (measure.lag if measure else 0)))
    decimals = measure.decimals if measure else 2
    rows: list[Context] = []
    for word, name, sex in _SEXES:
        row: Context = {"id": word, "namn": name, "summa": not sex}
        for key, back in _YEARS_BACK.items():
            row[key] = Figure(
                f"personal.sjukfranvaro.{word}.{key}",
                _value(master, summary, SICK_LEAVE, sex, year - back),
                Unit.PERCENT,
                decimals,
                f"Sjukfrånvaro {months} {year - back}, {name.lower()}",
                "sjukfrånvarotid / ordinarie arbetstid, vägt med timmar",
                _sources(master, summary, SICK_LEAVE, year - back),
            )
        rows.append(row)
    text = commentary.sick_leave(_of(master, summary, SICK_LEAVE), year, months, decimals)
    return {
        "rader": rows,
        "rubrik": {key: f"Sjukfrv %, {months} {year - back}" for key, back in _YEARS_BACK.items()},
        "finns": bool(text),
        "span": months,
        "text": Text(text, draft=True),
        **{str(row["id"]): row for row in rows},
    }


def _of(master: MasterData, summary: Summary, measure: str) -> dict[tuple[str, int], Decimal]:
    """Return the nämnd's values of a measure by sex and year."""
    root = master.organisation.root.code
    return {
        (sex, year): value
        for (node, code, sex, year), value in summary.measures.items()
        if node == root and code == measure
    }


def _value(master: MasterData, summary: Summary, measure: str, sex: str, year: int) -> Decimal | None:
    return summary.measures.get((master.organisation.root.code, measure, sex, year))


def _sources(master: MasterData, summary: Summary, measure: str, year: int) -> tuple[Place, ...]:
    """Return the cells behind a measure; those of this year and the last are known."""
    aspect = _SOURCE if year == summary.period.year else f"{_SOURCE}:{year}"
    return summary.sources.get((master.organisation.root.code, measure, aspect), ())
