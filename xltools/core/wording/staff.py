"""Drafted commentary on staff and sick leave: Swedish sentences that follow the figures up or down."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xltools.core.wording.commentary import capital, listed
from xltools.model import number

WOMEN, MEN, ALL = "K", "M", ""
_SEXES = {WOMEN: "kvinnor", MEN: "män"}
_OF_SEX = {WOMEN: "kvinnornas", MEN: "männens"}


def moved(subject: str, before: Decimal | None, now: Decimal | None, decimals: int, noun: str = "") -> str:
    """Return `Antalet anställda har ökat från 1 012 till 1 032 personer.`, compared as shown; empty when unknown."""
    if before is None or now is None:
        return ""
    old, new = number.half_up(before, decimals), number.half_up(now, decimals)
    after = f" {noun}" if noun else ""
    if old == new:
        return f"{subject} är oförändrat, {number.decimal(new, decimals)}{after}."
    word = "ökat" if new > old else "minskat"
    return f"{subject} har {word} från {number.decimal(old, decimals)} till {number.decimal(new, decimals)}{after}."


def share_of_women(women: Decimal | None, everyone: Decimal | None) -> str:
    """Return the sentence on how large a share of the staff are women; empty when unknown."""
    share = number.ratio(women * 100, everyone) if women is not None and everyone else None
    return "" if share is None else f"Andelen kvinnor är {number.decimal(share)} procent."


def composition(
    persons: Mapping[tuple[str, int], Decimal], full_time: Mapping[tuple[str, int], Decimal], year: int
) -> str:
    """Return the paragraph on persons and årsarbetare, from values by sex and year; empty when nothing is known."""
    sentences = (
        moved("Antalet anställda", persons.get((ALL, year - 1)), persons.get((ALL, year)), 0, "personer"),
        moved("Antalet årsarbetare", full_time.get((ALL, year - 1)), full_time.get((ALL, year)), 1),
        share_of_women(persons.get((WOMEN, year)), persons.get((ALL, year))),
    )
    return " ".join(filter(None, sentences))


def sick_leave(shares: Mapping[tuple[str, int], Decimal], year: int, span: str, decimals: int = 2) -> str:
    """Return the paragraph on sick leave in per cent by sex and year; empty when this year's is not known.

    Changes are differences of the percentages as shown, so that a reader can check them against the table.
    """
    total = shares.get((ALL, year))
    if total is None:
        return ""
    said = f"Sjukfrånvaron {span} {year} var {number.decimal(total, decimals)} procent"
    change = _change(shares, ALL, year, decimals)
    if change is not None:
        against = f"samma period {year - 1}"
        said += (
            f", vilket är oförändrat mot {against}" if not change else f", {_as_noun(change, decimals)} mot {against}"
        )
    by_sex = [_by_sex(shares, sex, year, decimals) for sex in _SEXES if (sex, year) in shares]
    parts = f" {capital(listed(by_sex))}." if by_sex else ""
    return f"{said}.{parts}"


def _change(shares: Mapping[tuple[str, int], Decimal], sex: str, year: int, decimals: int) -> Decimal | None:
    before, now = shares.get((sex, year - 1)), shares.get((sex, year))
    if before is None or now is None:
        return None
    return number.half_up(now, decimals) - number.half_up(before, decimals)


def _as_noun(change: Decimal, decimals: int) -> str:
    word = "ökning" if change > 0 else "minskning"
    return f"en {word} med {number.decimal(abs(change), decimals)} procentenheter"


def _by_sex(shares: Mapping[tuple[str, int], Decimal], sex: str, year: int, decimals: int) -> str:
    now = number.decimal(shares[sex, year], decimals)
    change = _change(shares, sex, year, decimals)
    if change is None:
        return f"{_OF_SEX[sex]} sjukfrånvaro var {now} procent"
    if not change:
        return f"{_OF_SEX[sex]} sjukfrånvaro är oförändrad, {now} procent"
    word = "ökade" if change > 0 else "minskade"
    size = number.decimal(abs(change), decimals)
    return f"{_OF_SEX[sex]} sjukfrånvaro {word} med {size} procentenheter till {now} procent"


def goals_judged(assessments: Mapping[str, int]) -> str:
    """Return the sentence on how goals and indicators have been judged, by word; empty when none has."""
    return _tallied("Enheternas bedömningar av mål och indikatorer", assessments)


def assignments_done(statuses: Mapping[str, int]) -> str:
    """Return the sentence on how far the uppdrag have come, by status; empty when there is none."""
    return _tallied("Uppdragens status", statuses)


def _tallied(subject: str, counts: Mapping[str, int]) -> str:
    parts = [f"{word.lower()} {number.decimal(count)}" for word, count in counts.items() if count]
    return f"{subject}: {listed(parts)}." if parts else ""
