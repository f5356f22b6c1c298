"""One row's forecast in Swedish words, line by line, so that an economist can check it with a pocket calculator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isfinite

from xltools.core.forecasting.forecast import Forecast, Method
from xltools.core.forecasting.formula import BUDGET_INERTIA, HISTORY_INERTIA
from xltools.core.forecasting.interval import IntervalBasis
from xltools.model import number, period

# Below a hundred thousand kronor thousands are too coarse to follow a working in.
_LEAST_ORE_IN_TKR = 100 * number.ORE_PER_TKR
_FROM_HISTORY = (Method.FORMULA, Method.LAST_YEAR)


def explain(made: Forecast, row: int, year: int) -> str:
    """Return the working of row `row` (from 0) as Swedish sentences, one a line; `year` is the year of the forecast.

    Money stands in tkr, or in kronor where the row is small, without a sign turned: cost +, revenue −. The last
    line holds what other simple methods give. IndexError when there is no such row.
    """
    money = _money(made, row)
    lines = [*_outcome(made, row, money), *_working(made, row, year, money)]
    if made.method[row] != Method.YEAR_OVER:
        lines += [*_one_offs(made, row, money), *_interval(made, row, money), *_beside(made, row, money)]
    return "\n".join(lines)


def _money(made: Forecast, row: int) -> Callable[[float], str]:
    """Return the way to write this row's money: tkr, or kronor where both outcome and forecast are small."""
    large = max(abs(float(made.actual[row])), abs(float(made.forecast[row]))) >= _LEAST_ORE_IN_TKR
    return lambda ore: f"{number.tkr(round(ore))} tkr" if large else f"{number.kr(round(ore))} kr"


def _percent(share: float) -> str:
    return number.percent(Decimal(share) * 100)


def _outcome(made: Forecast, row: int, money: Callable[[float], str]) -> Iterator[str]:
    if not made.month:
        yield "Inget är bokfört ännu i år."
        return
    actual, booked = float(made.actual[row]), int(made.booked[row])
    yield f"Utfall {period.span(made.month)}: {money(actual)}."
    if booked:
        yield f"I utfallet ingår engångsposter på {money(booked)}; utan dem är det {money(actual - booked)}."


def _working(made: Forecast, row: int, year: int, money: Callable[[float], str]) -> Iterator[str]:
    method = Method(int(made.method[row]))
    if method is Method.YEAR_OVER:
        yield "Året är slut och utfallet är årets resultat."
        return
    if method is Method.NO_BASIS:
        yield "Varken tidigare år, budget eller utfall finns att räkna på. Raden står på noll och behöver en bedömning."
        return
    yield f"Metod: {method.label}."
    if method in _FROM_HISTORY:
        if made.cleaned[row]:
            yield "Kända engångsposter är borttagna ur tidigare år."
        yield from _shares(made, row, year)
    elif method is not Method.RUN_RATE and made.month:
        whose = "kontogruppens profil" if method is Method.GROUP_PROFILE else "den periodiserade budgeten"
        yield f"Enligt {whose} har {_percent(float(made.share[row]))} av året fallit{_to_month(made)}."
    yield from _level(made, row, year, money)
    actual, remainder = float(made.actual[row] - made.booked[row]), float(made.remainder[row])
    sign = number.MINUS if remainder < 0 else "+"
    yield f"Prognos: {money(actual)} {sign} {money(abs(remainder))} = {money(int(made.mechanical[row]))}."


def _to_month(made: Forecast) -> str:
    return f" till och med {period.MONTHS[made.month - 1]}"


def _shares(made: Forecast, row: int, year: int) -> Iterator[str]:
    shares = [(year - 1 - back, float(share)) for back, share in enumerate(made.share_by_year[row])]
    by_year = [f"{then}: {_percent(share)}" for then, share in shares if isfinite(share)]
    if not made.month:
        return
    if not by_year:
        yield "Inget tidigare år har ett belopp att räkna andelar på."
    elif len(by_year) == 1:
        yield f"Så stor del av året hade fallit{_to_month(made)} ({by_year[0]})."
    else:
        mean = _percent(float(made.share[row]))
        listed = "; ".join(by_year)
        yield (
            f"I snitt har {mean} av året fallit{_to_month(made)} ({listed}). "
            "Det senaste året väger 1, året före ½, nästa ¼ och så vidare."
        )


def _anchor_name(made: Forecast, row: int, year: int) -> str:
    """Return what the outcome is weighed against: the latest known year's outcome, or the budget."""
    if made.method[row] not in _FROM_HISTORY:
        return "årsbudgeten"
    latest = next((back for back, share in enumerate(made.share_by_year[row]) if isfinite(share)), 0)
    return f"utfallet {year - 1 - latest}"


def _level(made: Forecast, row: int, year: int, money: Callable[[float], str]) -> Iterator[str]:
    """Yield how the level of the year and the remainder arose."""
    method = Method(int(made.method[row]))
    anchor, level, remainder = float(made.anchor[row]), float(made.level[row]), float(made.remainder[row])
    named = _anchor_name(made, row, year)
    if method is Method.RUN_RATE:
        yield f"Utfallet delat med {made.month} och gånger 12 är {money(level)}. Det återstår {money(remainder)}."
    elif method is Method.LAST_YEAR:
        yield f"Mönstret är för olikt tidigare år för formeln. Förra årets återstod var {money(remainder)}."
    elif method is Method.BUDGET_REMAINING:
        yield f"Mönstret är för olikt budgeten för formeln. Av budgeten återstår {money(remainder)}."
    elif not made.month:
        yield f"{named.capitalize()} är {money(anchor)} och blir årets nivå tills något är bokfört."
    else:
        yield from _weighed(made, row, named, money)


def _weighed(made: Forecast, row: int, named: str, money: Callable[[float], str]) -> Iterator[str]:
    actual = float(made.actual[row] - made.booked[row])
    share, weight = float(made.share[row]), float(made.weight[row])
    implied, anchor, level = (float(column[row]) for column in (made.implied, made.anchor, made.level))
    inertia = HISTORY_INERTIA if made.method[row] == Method.FORMULA else BUDGET_INERTIA
    raw = actual / share
    kept = "" if abs(raw - implied) <= 1e-9 * abs(raw) else f", som begränsas till {money(implied)}"
    yield f"Utfallet delat med andelen ger årsnivån {money(raw)}{kept}. {named.capitalize()} är {money(anchor)}."
    yield (
        f"Utfallet väger {made.month}/({made.month} + {inertia}) = {_percent(weight)} och resten är "
        f"{named}: årsnivån blir {money(level)}."
    )
    yield f"Av den återstår {_percent(1 - share)}, det vill säga {money(float(made.remainder[row]))}."


def _one_offs(made: Forecast, row: int, money: Callable[[float], str]) -> Iterator[str]:
    booked, coming = int(made.booked[row]), int(made.coming[row])
    parts = [f"{name} {money(ore)}" for name, ore in (("bokförda", booked), ("väntade", coming)) if ore]
    if parts:
        yield f"Engångsposter i år läggs till ({', '.join(parts)}): {money(int(made.forecast[row]))}."


def _interval(made: Forecast, row: int, money: Callable[[float], str]) -> Iterator[str]:
    basis = IntervalBasis(int(made.interval_basis[row]))
    if basis is IntervalBasis.NONE:
        yield "Det finns inget underlag för att säga hur säker prognosen är."
    else:
        low, high, whole = float(made.low[row]), float(made.high[row]), int(made.forecast[row])
        relative = "" if made.near_zero[row] or not whole else f", ±{_percent((high - low) / 2 / abs(whole))}"
        yield f"I fyra fall av fem hamnar året mellan {money(low)} och {money(high)}{relative} ({basis.label})."


def _beside(made: Forecast, row: int, money: Callable[[float], str]) -> Iterator[str]:
    if not made.month:
        return
    named = (
        ("utfall + förra årets återstod", made.last_year_remainder),
        ("utfall + återstående budget", made.budget_remaining),
        ("utfall i samma takt", made.run_rate),
    )
    known = [f"{name} {money(float(column[row]))}" for name, column in named if isfinite(column[row])]
    yield f"Att jämföra med: {'; '.join(known)}."
