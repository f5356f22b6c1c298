"""A period's sums in short and by name: each verksamhetsområde, the total, and the largest deviations."""

from __future__ import annotations

from dataclasses import dataclass

from xltools.core.sums.bridge import since_last
from xltools.core.sums.deviation import parts_by_unit_and_line, riktpunkt
from xltools.model.bridge import Cause
from xltools.model.master import MasterData
from xltools.model.number import percent
from xltools.model.totals import NET, DriftSum, Summary
from xltools.tasks.master import load_master
from xltools.workspace import Workspace

LARGEST, MOVED = 8, 5
"""How many deviations and changes are worth naming in the terminal; sammanstallning.xlsx has them all."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`areas` are (code, name, net cost) of the verksamhetsområden; `largest` (enhet, kostnadsslag, deviation in öre).

    `reference_pct` is the riktpunkt; `missing` names the enheter that have not delivered. `moved` are (enhet,
    kostnadsslag, öre) of the rows that have changed most since the last archived forecast, + is better.
    """

    total_name: str
    total: DriftSum
    areas: tuple[tuple[str, str, DriftSum], ...]
    largest: tuple[tuple[str, str, int], ...]
    reference_pct: str
    missing: tuple[str, ...]
    moved: tuple[tuple[str, str, int], ...] = ()


def overview(workspace: Workspace, summary: Summary) -> Overview:
    """Return the sums in short; MasterFaultsError when grunddata has faults."""
    return overview_of(load_master(workspace), summary)


def overview_of(master: MasterData, summary: Summary) -> Overview:
    """Return the sums in short, from grunddata at hand."""
    organisation, lines = master.organisation, master.lines.by_code
    names = {code: node.name for code, node in organisation.by_code.items()}
    root = organisation.root
    total = summary.drift[root.code, NET]
    since = since_last(master, summary)
    found = parts_by_unit_and_line(summary, [unit.code for unit in organisation.units], lines)
    return Overview(
        total_name=root.name,
        total=total,
        areas=tuple(
            (node.code, node.name, summary.drift[node.code, NET])
            for node in organisation.children(root.code)
            if (node.code, NET) in summary.drift
        ),
        largest=tuple((names[unit], lines[line].name, ore) for unit, line, ore in found[:LARGEST]),
        reference_pct=percent(riktpunkt(summary.period, total)),
        missing=tuple(names[code] for code in summary.missing),
        moved=tuple(
            (names[part.node], lines[part.key].name, part.ore)
            for part in (since.units.parts[:MOVED] if since else ())
            if part.cause is Cause.UNIT_AND_LINE
        ),
    )
