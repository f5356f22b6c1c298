"""Staff and sick leave of the example, by enhet and sex, so that the sums give the published tables.

Persons are written out unit by unit. Årsarbetare and hours are shared out over the units from totals that round to the
published figures; the totals carry more digits than are printed, as real ones do.
"""

from __future__ import annotations

from dataclasses import dataclass

from xltools.model.fact import MEASURE_SCALE
from xltools.model.measure import Direction, Measure, MeasureHistory, MeasureSheet, Rule
from xltools.model.period import Period

from .months import chance, share_out

# Enhet, women and men in August 2022, women and men in August 2021, leaning to sick leave (100 is the middle).
_TABLE = """
1001   11   2   12   2   55
1002   17   4   16   4   62
1003   13   2   12   2   50
2011   14   2   15   2   58
2021   22   4   22   3   92
2022   43   6   42   6  101
2023   18   3   18   3   84
2024   23   3   22   4   76
2031    5   1    5   0   66
2041   30   9   30   9  108
2042   23   6   22   6  104
3011   19   4   19   4   63
3021   90  33   88  31  104
3022   95  38   92  38  121
3023   58  21   56  21   98
3024   54  22   53  21   92
3025   43  25   42  24  131
4011   19   2   19   2   86
5011   14   2   14   3   57
5021   15   7   15   7   79
5022    2   1    2   1   72
5031   37  15   37  14   88
5032   64  34   63  32  109
5033   18   7   18   7   81
5041   21   5   21   5   94
5042    4   1    4   1   60
5051    1   0    1   0   40
"""

_STAFF = MeasureSheet.STAFF
MEASURES = (
    Measure("antal_personer", "Antal anställda personer", _STAFF, "antal", Rule.LAST, by_sex=True),
    Measure("arsarbetare", "Antal årsarbetare", _STAFF, "årsarbetare", Rule.LAST, decimals=1, by_sex=True),
    Measure("tillsvidareanstallda", "Antal tillsvidareanställda", _STAFF, "antal", Rule.LAST, by_sex=True),
    Measure("avgangar", "Avgångar bland tillsvidareanställda", _STAFF, "antal", Rule.SUM, by_sex=True,
            direction=Direction.LOWER),
    Measure("personalomsattning", "Personalomsättning", _STAFF, "%", Rule.RATIO, decimals=1, by_sex=True,
            numerator="avgangar", denominator="tillsvidareanstallda", direction=Direction.LOWER,
            footnote="Avgångar under året bland tillsvidareanställda, delat med antalet tillsvidareanställda."),
    Measure("ordinarie_tid", "Ordinarie arbetstid", _STAFF, "timmar", Rule.SUM, by_sex=True, lag=1),
    Measure("sjuktid", "Sjukfrånvarotid", _STAFF, "timmar", Rule.SUM, by_sex=True, lag=1, direction=Direction.LOWER),
    Measure("sjukfranvaro", "Sjukfrånvaro", _STAFF, "%", Rule.RATIO, decimals=2, by_sex=True, numerator="sjuktid",
            denominator="ordinarie_tid", lag=1, direction=Direction.LOWER,
            footnote="Sjukfrånvarotid delad med ordinarie arbetstid; totalen är vägd med timmar."),
    Measure("langtidssjuktid", "varav från dag 60", _STAFF, "timmar", Rule.SUM, by_sex=True, lag=1,
            direction=Direction.LOWER),
    Measure("langtidsandel", "Andel långtidssjukfrånvaro", _STAFF, "%", Rule.RATIO, decimals=1, by_sex=True,
            numerator="langtidssjuktid", denominator="sjuktid", lag=1, direction=Direction.LOWER,
            footnote="Sjukfrånvaro från dag 60 som andel av all sjukfrånvarotid."),
    Measure("hme_svar", "Medarbetarenkät: antal svar", _STAFF, "antal", Rule.SUM, expected=False),
    *(
        Measure(f"hme{number}", f"HME {number}: {question}", _STAFF, "1–5", Rule.WEIGHTED, decimals=2,
                weight="hme_svar", direction=Direction.HIGHER, expected=False)
        for number, question in enumerate(
            ("arbetet känns meningsfullt", "jag lär nytt och utvecklas", "jag ser fram emot att gå till arbetet",
             "chefen visar uppskattning", "chefen visar förtroende", "chefen ger förutsättningar för ansvar",
             "jag är insatt i målen", "målen följs upp väl", "jag vet vad som förväntas"),
            start=1,
        )
    ),
)  # fmt: skip

# Hundredths of an årsarbetare in August: 756,66 + 250,26 is 1 006,92, and 768,66 + 258,15 is 1 026,81.
_FULL_TIME = {2021: {"K": 75_666, "M": 25_026}, 2022: {"K": 76_866, "M": 25_815}}


@dataclass(frozen=True, slots=True)
class _Hours:
    """Hours of January to July: scheduled, of sick leave, and of sick leave from day 60."""

    scheduled: int
    sick: int
    long_term: int


_HOURS = {
    2019: {"K": _Hours(741_500, 65_178, 28_090), "M": _Hours(259_985, 10_633, 3_870)},
    2020: {"K": _Hours(752_300, 72_597, 26_640), "M": _Hours(265_147, 16_227, 5_180)},
    2021: {"K": _Hours(764_200, 61_289, 26_230), "M": _Hours(272_143, 13_743, 4_910)},
    2022: {"K": _Hours(776_347, 64_126, 25_780), "M": _Hours(285_246, 15_917, 5_490)},
}
# Avgångar and tillsvidareanställda of whole years, in December, for the nämnd; shared out over the enheter.
_YEAR_ENDS = {2018: (104, 918), 2019: (112, 925), 2020: (83, 934), 2021: (98, 946)}
_DECEMBER = 12
# Hundredths of a mean answer to each of the nine questions, in August of each year.
_ANSWERS = {
    2021: (428, 391, 379, 384, 412, 396, 388, 361, 415),
    2022: (431, 396, 377, 390, 418, 401, 394, 366, 421),
}
_ANSWERED_PERCENT = 78
_FIRST_COUNTED = 2021
_REPORT_MONTH = 8
_HOURS_MONTH = 7
_PERMANENT_PERCENT = 94
_LEAVERS = {2021: {"K": 49, "M": 19}, 2022: {"K": 52, "M": 17}}


@dataclass(frozen=True, slots=True)
class _Head:
    unit: str
    persons: dict[tuple[int, str], int]
    leaning: int


def _head(text: str) -> _Head:
    unit, *numbers = text.split()
    women, men, women_before, men_before, leaning = map(int, numbers)
    return _Head(
        unit, {(2022, "K"): women, (2022, "M"): men, (2021, "K"): women_before, (2021, "M"): men_before}, leaning
    )


_HEADS = tuple(_head(text) for text in _TABLE.strip().splitlines())

Values = dict[tuple[str, str, str], int]
"""Ten-thousandths by unit, measure and sex."""


def _spread(values: Values, measure: str, sex: str, parts: tuple[int, ...], scale: int = MEASURE_SCALE) -> None:
    values |= {(head.unit, measure, sex): part * scale for head, part in zip(_HEADS, parts, strict=True)}


def _heads(year: int, sex: str) -> Values:
    """Return persons, årsarbetare, permanent staff and leavers in August."""
    values: Values = {}
    persons = tuple(head.persons[year, sex] for head in _HEADS)
    permanent = share_out(sum(persons) * _PERMANENT_PERCENT // 100, persons)
    leaning = [
        count * (1000 + 2 * chance("tid", h.unit, sex) // 1000) for count, h in zip(persons, _HEADS, strict=True)
    ]
    restless = [count * (1200 + chance("slut", h.unit, year)) for count, h in zip(persons, _HEADS, strict=True)]
    _spread(values, "antal_personer", sex, persons)
    _spread(values, "arsarbetare", sex, share_out(_FULL_TIME[year][sex], leaning), MEASURE_SCALE // 100)
    _spread(values, "tillsvidareanstallda", sex, permanent)
    _spread(values, "avgangar", sex, share_out(_LEAVERS[year][sex], restless))
    return values


def _hours(year: int, sex: str) -> Values:
    """Return scheduled time, sick leave and long-term sick leave of January to July."""
    values: Values = {}
    hours = _HOURS[year][sex]
    staffed = max(year, _FIRST_COUNTED)
    scheduled = share_out(hours.scheduled, [head.persons[staffed, sex] for head in _HEADS])
    leaning = [head.leaning * (1000 + 160 * chance("sjuk", head.unit, year, sex) // 1000) for head in _HEADS]
    sick = share_out(hours.sick, [time * lean for time, lean in zip(scheduled, leaning, strict=True)])
    long_term = share_out(
        hours.long_term,
        [time * (1000 + 500 * chance("lång", h.unit, year, sex) // 1000) for time, h in zip(sick, _HEADS, strict=True)],
    )
    _spread(values, "ordinarie_tid", sex, scheduled)
    _spread(values, "sjuktid", sex, sick)
    _spread(values, "langtidssjuktid", sex, long_term)
    return values


def _survey(year: int) -> Values:
    """Return the answers of the year's survey: how many in each enhet, and the mean of each question."""
    values: Values = {}
    for head in _HEADS:
        persons = head.persons[year, "K"] + head.persons[year, "M"]
        values[head.unit, "hme_svar", ""] = max(1, persons * _ANSWERED_PERCENT // 100) * MEASURE_SCALE
        for number, mean in enumerate(_ANSWERS[year], start=1):
            # An enhet strays with its leaning to sick leave, and a little for each question.
            strays = (90 - head.leaning) // 4 + 14 * chance("hme", head.unit, number, year) // 1000
            values[head.unit, f"hme{number}", ""] = (mean + strays) * MEASURE_SCALE // 100
    return values


def _year_end(year: int) -> Values:
    """Return avgångar and tillsvidareanställda of a whole year by enhet, women and men together."""
    values: Values = {}
    leavers, employed = _YEAR_ENDS[year]
    persons = [head.persons[_FIRST_COUNTED, "K"] + head.persons[_FIRST_COUNTED, "M"] for head in _HEADS]
    restless = [count * (1200 + chance("slut", h.unit, year)) for count, h in zip(persons, _HEADS, strict=True)]
    _spread(values, "avgangar", "", share_out(leavers, restless))
    _spread(values, "tillsvidareanstallda", "", share_out(employed, persons))
    return values


def history(first_row: int) -> tuple[MeasureHistory, ...]:
    """Return earlier years: hours of January to July, staff and survey of August 2021, avgångar of whole years.

    Rows are numbered from `first_row`.
    """
    known = [(year, _DECEMBER, _year_end(year)) for year in _YEAR_ENDS]
    known.append((_FIRST_COUNTED, _REPORT_MONTH, _survey(_FIRST_COUNTED)))
    for sex in ("K", "M"):
        known += [(year, _HOURS_MONTH, _hours(year, sex)) for year in (2019, 2020, 2021)]
        known.append((2021, _REPORT_MONTH, _heads(2021, sex)))
    rows = [(year, month, *key, amount) for year, month, values in known for key, amount in values.items()]
    return tuple(
        MeasureHistory(unit, measure, year, month, sex, amount, number)
        for number, (year, month, unit, measure, sex, amount) in enumerate(sorted(rows), start=first_row)
    )


def entered(period: Period) -> dict[tuple[str, str, str], float]:
    """Return what units type on Personal, by unit, measure and column; before August the flows are shorter."""
    values: dict[tuple[str, str, str], float] = {}
    for sex, column in (("K", "kvinnor"), ("M", "man")):
        found = _heads(period.year, sex) | _hours(period.year, sex)
        for (unit, measure, _), amount in found.items():
            values[unit, measure, column] = _until(period.month, measure, amount) / MEASURE_SCALE
    if period.month == _REPORT_MONTH:
        values |= {(unit, measure, "totalt"): amount / MEASURE_SCALE for (unit, measure, _), amount in
                   _survey(period.year).items()}  # fmt: skip
    return values


def _until(month: int, measure: str, amount: int) -> int:
    """Return the share of a flow that had passed by `month`; what is counted on a day stays as it is."""
    whole = {"avgangar": _REPORT_MONTH}.get(measure) or (_HOURS_MONTH if measure in _FLOWS else 0)
    passed = month - (_REPORT_MONTH - whole)
    return amount // MEASURE_SCALE * passed // whole * MEASURE_SCALE if whole and passed < whole else amount


_FLOWS = frozenset({"ordinarie_tid", "sjuktid", "langtidssjuktid"})
