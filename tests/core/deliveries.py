"""Hand-made deliveries for the small municipality of `tests.builders`."""

from __future__ import annotations

from tests.builders import PERIOD
from xltools.model.fact import MEASURE_SCALE, Aspect, Delivery, Domain, Fact, Statement
from xltools.model.master import MasterData
from xltools.model.place import Place


def delivery(unit: str, *facts: Fact, statements: tuple[Statement, ...] = ()) -> Delivery:
    return Delivery(unit, PERIOD, f"inlamning/{PERIOD}/{PERIOD}_{unit}.xlsx", "0" * 64, "2022-09-05", facts, statements)


def forecast(unit: str, line: str, ore: int) -> Fact:
    return _fact(unit, Domain.DRIFT, line, Aspect.FORECAST, 0, ore, f"J{line}")


def outcome(unit: str, line: str, month: int, ore: int) -> Fact:
    return _fact(unit, Domain.DRIFT, line, Aspect.OUTCOME, month, ore, f"N{line}")


def volume(unit: str, measure: str, month: int, value: float) -> Fact:
    return _fact(unit, Domain.VOLUME, measure, Aspect.OUTCOME, month, round(value * MEASURE_SCALE), f"C{month}")


def staff(unit: str, measure: str, sex: str, value: float, month: int = PERIOD.month) -> Fact:
    amount = round(value * MEASURE_SCALE)
    return _fact(unit, Domain.STAFF, measure, Aspect.OUTCOME, month, amount, "D9", sex)


def project(unit: str, code: str, aspect: Aspect, ore: int) -> Fact:
    return _fact(unit, Domain.INVESTMENT, code, aspect, 0, ore, "F6")


def everyone(master: MasterData, ore: int = 1_000_00) -> list[Delivery]:
    """Return a delivery of every unit with `ore` as the forecast of each of its lines."""
    return [
        delivery(unit.code, *(forecast(unit.code, line, ore) for line in master.lines_of(unit.code, PERIOD.year)))
        for unit in master.organisation.units
    ]


def _fact(
    unit: str, domain: Domain, item: str, aspect: Aspect, month: int, amount: int, cell: str, sex: str = ""
) -> Fact:
    sheet = {Domain.DRIFT: "Drift", Domain.VOLUME: "Volymer", Domain.STAFF: "Personal"}.get(domain, "Investeringar")
    place = Place(f"inlamning/{PERIOD}/{PERIOD}_{unit}.xlsx", sheet, cell)
    return Fact(unit, domain, item, aspect, PERIOD.year, month, amount, place, sex)
