"""Bridges: what took the forecast from the last one, or from budget, to where it stands; every öre is in one part.

All amounts are deviations from today's budget, so + is better. What can be compared is the rows of enheter that the
last forecast knew. The others are parts of their own: an enhet that is new counts with its deviation, and what
grunddata no longer has (an enhet closed, a kostnadsslag taken away) goes out with the deviation it had then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xltools.core.sums.ranking import largest_first
from xltools.model.bridge import Bridge, BridgePart, Bridges, Cause
from xltools.model.fact import Aspect
from xltools.model.line import LineKind
from xltools.model.master import MasterData
from xltools.model.totals import NET, REVENUE, DriftSum, Summary, group_key

MOST_PARTS = 10
"""How many parts are named at most; the others are Övrigt."""

_Measure = Callable[[DriftSum], int | None]


def from_budget(master: MasterData, summary: Summary, *, smallest: int = 1, most: int = MOST_PARTS) -> Bridges | None:
    """Return the bridges from budget to the forecast: they begin at nothing and end at the deviation.

    Parts below `smallest` öre and those beyond the `most` largest are Övrigt. None where there is no forecast at all.
    """
    net = _net(master, summary)
    if net is None:
        return None
    deviation = net.deviation or 0
    return _bridges(master, summary, 0, deviation, lambda one: one.deviation, (), smallest, most)


def since_last(master: MasterData, summary: Summary, *, smallest: int = 1, most: int = MOST_PARTS) -> Bridges | None:
    """Return the bridges from the last archived forecast to this one; None where one of the two is lacking.

    They begin at the last forecast against today's budget, that of enheter which are gone against their budget then.
    """
    net = _net(master, summary)
    if net is None or summary.previous is None or net.previous is None:
        return None
    new = _new_units(master, summary)
    gone = sum(budget - forecast for budget, forecast in summary.gone.values())
    start = net.budget - sum(one.budget for _, one in new) - net.previous + gone
    apart: list[BridgePart] = []
    if new:
        cells = tuple(place for unit, _ in new for place in summary.sources.get((unit, NET, Aspect.FORECAST.value), ()))
        ore = sum(one.deviation or 0 for _, one in new)
        apart.append(BridgePart(Cause.NEW, Cause.NEW.value, ore, sources=cells, count=len(new)))
    if summary.gone:
        apart.append(BridgePart(Cause.GONE, Cause.GONE.value, -gone, count=len(summary.gone)))
    return _bridges(master, summary, start, net.deviation or 0, _change, apart, smallest, most)


def _net(master: MasterData, summary: Summary) -> DriftSum | None:
    """Return the net of the whole nämnd where its enheter make it up and there is any money at all."""
    net = summary.drift.get((master.organisation.root.code, NET))
    units = [one for unit in master.organisation.units if (one := summary.drift.get((unit.code, NET)))]
    whole = net and (sum(one.budget for one in units), sum(one.forecast or 0 for one in units))
    if net is None or whole != (net.budget, net.forecast or 0):
        return None
    return net if any(one.budget or one.forecast for one in units) else None


def _new_units(master: MasterData, summary: Summary) -> list[tuple[str, DriftSum]]:
    if summary.previous is None:
        return []
    sums = ((unit.code, summary.drift.get((unit.code, NET))) for unit in master.organisation.units)
    return [(unit, one) for unit, one in sums if one and one.previous is None and (one.budget or one.forecast)]


def _change(one: DriftSum) -> int:
    """Return how far a sum has moved, new enheter apart; what one forecast lacks counts with the other."""
    return (one.previous or 0) - ((one.forecast or 0) - one.new)


def _bridges(
    master: MasterData, summary: Summary, start: int, end: int, measure: _Measure, apart: Iterable[BridgePart],
    smallest: int, most: int,
) -> Bridges:  # fmt: skip
    cuts = (_areas(master, summary, measure), _kinds(master, summary, measure), _units(master, summary, measure))
    apart = tuple(apart)
    return Bridges(*(_bridge(start, end, [*cut, *apart], smallest, most) for cut in cuts))


def _bridge(start: int, end: int, parts: Iterable[BridgePart], smallest: int, most: int) -> Bridge:
    ranked = largest_first((part for part in parts if part.ore), lambda part: part.ore, lambda part: (part.name,))
    named = [part for part in ranked if abs(part.ore) >= smallest][:most]
    others = ranked[len(named) :]
    if len(others) == 1 and len(named) == most:
        # One part alone is told by its name, not as Övrigt.
        named, others = ranked, []
    rest = None
    if others:
        places = tuple(place for part in others for place in part.sources)
        ore = sum(part.ore for part in others)
        rest = BridgePart(Cause.REST, Cause.REST.value, ore, sources=places, count=sum(p.count for p in others))
    return Bridge(start, tuple(named), end, rest)


def _areas(master: MasterData, summary: Summary, measure: _Measure) -> Iterator[BridgePart]:
    tree = master.organisation
    for area in tree.children(tree.root.code):
        yield from _part(summary, measure, Cause.AREA, area.name, area.code, NET)


def _kinds(master: MasterData, summary: Summary, measure: _Measure) -> Iterator[BridgePart]:
    root = master.organisation.root.code
    yield from _part(summary, measure, Cause.KIND, "Intäkter", root, REVENUE)
    for name, kind in master.lines.groups.items():
        if kind is LineKind.COST:
            yield from _part(summary, measure, Cause.KIND, name, root, group_key(name))


def _units(master: MasterData, summary: Summary, measure: _Measure) -> Iterator[BridgePart]:
    for unit in master.organisation.units:
        for line in master.lines.all:
            name = f"{unit.name} · {line.name}"
            yield from _part(summary, measure, Cause.UNIT_AND_LINE, name, unit.code, line.code)


def _part(summary: Summary, measure: _Measure, cause: Cause, name: str, node: str, key: str) -> Iterator[BridgePart]:
    found = summary.drift.get((node, key))
    ore = measure(found) if found else None
    if ore:
        yield BridgePart(cause, name, ore, node, key, summary.sources.get((node, key, Aspect.FORECAST.value), ()))
