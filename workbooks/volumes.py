"""Volumes and key figures of the example's enheter, month by month for 2021 and 2022; all of them invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xltools.model.fact import MEASURE_SCALE
from xltools.model.measure import Direction, Measure, MeasureHistory, MeasureSheet, Rule
from xltools.model.period import Period

from .months import chance

_VOLUMES = MeasureSheet.VOLUMES
_BARN, _BOENDE, _VUXNA, _HSL = "Barn och unga", "Boende och sysselsättning", "Vuxna", "Hälso- och sjukvård"
_HOUSING = ("3021", "3022", "3023", "5032")
_WITH_HOURLY_STAFF = ("2041", "3021", "3022", "3023", "3025", "5032")
_ON_A_DAY = "* Antal personer den sista dagen i månaden."
_DAYS = "*** Antal verkställda dygn under månaden."
MEASURES = (
    Measure("aktualiseringar", "Aktualiseringar barn och unga", _VOLUMES, "antal", Rule.SUM, units=("2021",),
            footnote="Alla orosanmälningar och ansökningar som har registrerats under perioden.", group=_BARN,
            protected=True),
    Measure("avslutade_utredningar", "Avslutade utredningar barn och unga", _VOLUMES, "antal", Rule.SUM,
            units=("2022",), group=_BARN, protected=True),
    Measure("utredningar_i_tid", "varav klara inom fyra månader", _VOLUMES, "antal", Rule.SUM, units=("2022",),
            direction=Direction.HIGHER, protected=True),
    Measure("andel_i_tid", "Andel utredningar klara inom fyra månader", _VOLUMES, "%", Rule.RATIO, decimals=1,
            numerator="utredningar_i_tid", denominator="avslutade_utredningar", target=Decimal(95),
            direction=Direction.HIGHER, units=("2022",), footnote="Räknas på utredningar avslutade under perioden."),
    Measure("placerade_hvb", "Barn och unga placerade i HVB", _VOLUMES, "antal", Rule.LAST, target=Decimal(22),
            direction=Direction.LOWER, units=("2023",), footnote=_ON_A_DAY, group=_BARN, subgroup="Placerade",
            protected=True),
    Measure("placerade_jourhem", "Barn i jourhem", _VOLUMES, "antal", Rule.LAST, units=("2023",), footnote=_ON_A_DAY,
            group=_BARN, subgroup="Placerade", protected=True),
    Measure("vardygn_hvb", "Vårddygn i HVB", _VOLUMES, "dygn", Rule.SUM, direction=Direction.LOWER, units=("2023",),
            footnote=_DAYS, group=_BARN, subgroup="Vårddygn"),
    Measure("vardygn_familjehem", "Vårddygn i familjehem", _VOLUMES, "dygn", Rule.SUM, units=("2023",),
            footnote=_DAYS, group=_BARN, subgroup="Vårddygn"),
    Measure("platser", "Platser i bostad med särskild service", _VOLUMES, "antal", Rule.LAST, units=_HOUSING,
            group=_BOENDE, subgroup="Bostad med särskild service"),
    Measure("belaggning", "Beläggning i bostad med särskild service", _VOLUMES, "%", Rule.WEIGHTED, decimals=1,
            weight="platser", target=Decimal(97), direction=Direction.HIGHER, units=_HOUSING,
            footnote="Vägs med antalet platser.", group=_BOENDE, subgroup="Bostad med särskild service"),
    Measure("assistanstimmar", "Utförda assistanstimmar", _VOLUMES, "timmar", Rule.SUM, lag=1, units=("3025",),
            footnote="** Timmar. Redovisas med en månads eftersläpning.", group=_BOENDE),
    Measure("deltagare", "Deltagare i daglig verksamhet och sysselsättning", _VOLUMES, "antal", Rule.LAST,
            units=("3024", "5033"), footnote=_ON_A_DAY, group=_BOENDE, protected=True),
    Measure("inskrivna", "Inskrivna i hemsjukvård", _VOLUMES, "antal", Rule.LAST, units=("4011",), footnote=_ON_A_DAY,
            group=_HSL, protected=True),
    Measure("hembesok", "Hembesök av legitimerad personal", _VOLUMES, "antal", Rule.SUM, units=("4011",), group=_HSL),
    Measure("vardygn_vuxna", "Vårddygn i institutionsvård, vuxna", _VOLUMES, "dygn", Rule.SUM,
            direction=Direction.LOWER, units=("5022",), footnote=_DAYS, group=_VUXNA),
    Measure("boendestod", "Brukare med boendestöd", _VOLUMES, "antal", Rule.LAST, units=("5031",), footnote=_ON_A_DAY,
            group=_VUXNA, protected=True),
    Measure("hushall", "Hushåll med ekonomiskt bistånd", _VOLUMES, "antal", Rule.MEAN, target=Decimal(480),
            direction=Direction.LOWER, units=("5041",), footnote="Medeltal per månad.", group=_VUXNA),
    Measure("timmar_timavlonade", "Timmar som timavlönade har arbetat", _VOLUMES, "timmar", Rule.SUM,
            direction=Direction.LOWER, units=_WITH_HOURLY_STAFF),
    Measure("arbetade_timmar", "Alla arbetade timmar", _VOLUMES, "timmar", Rule.SUM, units=_WITH_HOURLY_STAFF),
    Measure("timavlonade_andel", "Timavlönades andel av arbetad tid", _VOLUMES, "%", Rule.RATIO, decimals=1,
            numerator="timmar_timavlonade", denominator="arbetade_timmar", target=Decimal(15),
            direction=Direction.LOWER, units=_WITH_HOURLY_STAFF),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Series:
    """A monthly series: its level in December 2020, growth a month and wobble in thousandths, decimals typed."""

    measure: str
    unit: str
    level: float
    growth: float = 0
    wobble: float = 0
    decimals: int = 0
    july: float = 1
    most: float | None = None


_SERIES = (
    _Series("aktualiseringar", "2021", 146, growth=8, wobble=60, july=0.72),
    _Series("avslutade_utredningar", "2022", 52, growth=4, wobble=90, july=0.6),
    _Series("placerade_hvb", "2023", 21, growth=14, wobble=20),
    _Series("placerade_jourhem", "2023", 5.4, wobble=480),
    _Series("vardygn_hvb", "2023", 560, growth=14, wobble=25),
    _Series("vardygn_familjehem", "2023", 3950, growth=1, wobble=15),
    _Series("platser", "3021", 96),
    _Series("belaggning", "3021", 97.4, wobble=9, decimals=1, most=100),
    _Series("platser", "3022", 104),
    _Series("belaggning", "3022", 98.1, wobble=9, decimals=1, most=100),
    _Series("platser", "3023", 88),
    _Series("belaggning", "3023", 94.6, wobble=12, decimals=1, most=100),
    _Series("assistanstimmar", "3025", 17_450, growth=4, wobble=18),
    _Series("deltagare", "3024", 268, growth=1, wobble=6),
    _Series("inskrivna", "4011", 214, growth=2, wobble=8),
    _Series("hembesok", "4011", 1_920, growth=3, wobble=30, july=0.94),
    _Series("vardygn_vuxna", "5022", 498, growth=19, wobble=35),
    _Series("boendestod", "5031", 232, growth=3, wobble=10),
    _Series("platser", "5032", 61),
    _Series("belaggning", "5032", 95.9, wobble=16, decimals=1, most=100),
    _Series("deltagare", "5033", 118, growth=2, wobble=12),
    _Series("hushall", "5041", 492, growth=3, wobble=14),
    *(
        series
        for unit, hours, share in (
            ("2041", 4_900, 0.128),
            ("3021", 16_300, 0.151),
            ("3022", 17_600, 0.139),
            ("3023", 10_400, 0.118),
            ("3025", 9_100, 0.212),
            ("5032", 12_900, 0.131),
        )
        for series in (
            _Series("arbetade_timmar", unit, hours, wobble=12, july=1.04),
            _Series("timmar_timavlonade", unit, hours * share, growth=2, wobble=40, july=1.62),
        )
    ),
)

COMMENTS = {
    ("2021", "aktualiseringar"): "Skolan och polisen anmäler oftare än förra året, mest oro för tonåringar.",
    ("2022", "avslutade_utredningar"): "Färre utredningar avslutades i juli när handläggarna hade semester.",
    ("2023", "vardygn_hvb"): "Flera syskonplaceringar har blivit längre än vi räknade med.",
    ("3023", "belaggning"): "Två lägenheter har stått tomma under renovering efter en vattenskada.",
    ("5022", "vardygn_vuxna"): "Domstolsbeslut om tvångsvård står för det mesta av ökningen.",
    ("5041", "hushall"): "Färre nya ansökningar än väntat, men de som har stöd behöver det längre.",
}
"""What units say of their volumes after August, by (enhet, measure)."""

_FIRST_YEAR = 2021


def _value(series: _Series, year: int, month: int) -> float:
    steps = (year - _FIRST_YEAR) * 12 + month
    value = series.level * (1 + series.growth / 1000) ** steps
    value *= 1 + series.wobble * chance(series.measure, series.unit, year, month) / 1_000_000
    value *= series.july if month == 7 else 1
    return round(value if series.most is None else min(value, series.most), series.decimals)


def _months(year: int, months: range) -> Iterator[tuple[str, str, int, float]]:
    """Yield unit, measure, month and value; what is finished in time follows what is finished."""
    for series in _SERIES:
        for month in months:
            value = _value(series, year, month)
            yield series.unit, series.measure, month, value
            if series.measure == "avslutade_utredningar":
                late = round(value * (95 + 45 * chance("sent", year, month) / 1000) / 1000)
                yield series.unit, "utredningar_i_tid", month, value - late


def history(first_row: int) -> tuple[MeasureHistory, ...]:
    """Return every month of 2021; rows are numbered from `first_row`."""
    known = _months(_FIRST_YEAR, range(1, 13))
    return tuple(
        MeasureHistory(unit, measure, _FIRST_YEAR, month, "", round(value * MEASURE_SCALE), number)
        for number, (unit, measure, month, value) in enumerate(known, start=first_row)
    )


def entered(period: Period) -> dict[tuple[str, str, int], float]:
    """Return what units type on Volymer by unit, measure and month, up to the period less each measure's lag."""
    lags = {measure.code: measure.lag for measure in MEASURES}
    return {
        (unit, measure, month): value
        for unit, measure, month, value in _months(period.year, range(1, period.month + 1))
        if month <= period.month - lags[measure]
    }
