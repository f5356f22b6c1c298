"""What the archive tells of earlier periods and years, on the units of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from xltools.core.year.moved import Done
from xltools.core.year.mover import Mover, split
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.forecast import ForecastSource
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.move import Event
from xltools.model.period import SHORT_MONTHS, Period
from xltools.model.place import Place
from xltools.workspace import Workspace

if TYPE_CHECKING:
    from xltools.archive import DriftRecord, Snapshot

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class ArchivedYears:
    """The outcome of years that only the archive has, and a finding for each of them.

    `rows` stand on the units of each year's last snapshot; `moved` are the moves that they have in them, by year.
    """

    rows: tuple[MonthlyAmounts, ...] = ()
    moved: Done = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def archived_outcome(workspace: Workspace, master: MasterData, before: int) -> ArchivedYears:
    """Return the outcome of whole archived years before `before` of which `master` has none.

    A year is whole when its December is archived.
    """
    known = {row.year for row in master.outcome}
    years = [
        period.year
        for period in workspace.folders("arkiv")
        if period.month == _DECEMBER and period.year < before and period.year not in known
    ]
    if not years:
        return ArchivedYears()
    from xltools.archive import recall
    from xltools.core.year.archived import SoFar, months_of

    snapshots = recall(workspace, Period(before, 1), since=years[0]).snapshots
    rows: list[MonthlyAmounts] = []
    moved: dict[int, frozenset[Event]] = {}
    findings = []
    for year in years:
        of_year = [one for one in snapshots if one.period.year == year]
        if of_year and of_year[-1].period.month == _DECEMBER:
            source = workspace.relative(of_year[-1].path)
            so_far = [SoFar(one.period.month, one.outcome, one.moved) for one in of_year]
            made, vague = months_of(year, so_far, source, Mover.of(master))
            rows += made
            moved[year] = frozenset().union(*(one.moved for one in of_year))
            named = ", ".join(SHORT_MONTHS[month - 1] for month in vague)
            gaps = f" Månader som inte är arkiverade var för sig är delade jämnt: {named}." if vague else ""
            findings.append(
                Finding(Code.OUTCOME_FROM_ARCHIVE, Place(source), details={"year": str(year), "gaps": gaps})
            )
    return ArchivedYears(tuple(rows), moved, tuple(findings))


def of_today(master: MasterData, snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """Return snapshots with the money of moved units on those that they have become, each move made once."""
    mover = Mover.of(master)
    every = frozenset(move.event for move in mover.moves)
    return tuple(
        one if every <= one.moved else replace(one, drift=_moved(mover.after(one.moved), one), moved=every)
        for one in snapshots
    )


def last_of_today(workspace: Workspace, master: MasterData, before: Period) -> Snapshot | None:
    """Return the latest whole snapshot of an earlier period of the same year, on the units of today."""
    from xltools.archive import last_snapshot

    found, _ = last_snapshot(workspace, before)
    return of_today(master, (found,))[0] if found else None


def _moved(mover: Mover, snapshot: Snapshot) -> tuple[DriftRecord, ...]:
    found: dict[tuple[str, str], list[DriftRecord]] = {}
    for record in snapshot.drift:
        shares = mover.shares(record.unit, snapshot.period)
        for unit in shares:
            found.setdefault((unit, record.line), []).append(
                record if set(shares) == {record.unit} else _part(mover, snapshot.period, record, unit)
            )
    return tuple(records[0] if len(records) == 1 else _together(records) for records in found.values())


def _part(mover: Mover, period: Period, record: DriftRecord, unit: str) -> DriftRecord:
    """Return what `unit` has of a record."""

    def part(ore: int) -> int:
        return dict(split(mover, record.unit, period, ore, zeros=True))[unit]

    def known(ore: int | None) -> int | None:
        return None if ore is None else part(ore)

    return replace(
        record,
        unit=unit,
        budget=part(record.budget),
        budget_to_date=part(record.budget_to_date),
        outcome=part(record.outcome),
        forecast=known(record.forecast),
        mechanical=known(record.mechanical),
        own=known(record.own),
        decided=known(record.decided),
    )


def _together(records: Sequence[DriftRecord]) -> DriftRecord:
    """Return records of one unit and line as one.

    A forecast that people have given of some of them is completed by what was used for the others; a mechanical one is
    known only where all have it.
    """
    forecasts = [record.forecast for record in records]
    mechanical = [record.mechanical for record in records]
    sources = {record.source for record in records}
    return replace(
        next((record for record in records if record.reason or record.name), records[0]),
        budget=sum(record.budget for record in records),
        budget_to_date=sum(record.budget_to_date for record in records),
        outcome=sum(record.outcome for record in records),
        forecast=_sum(forecasts) if any(ore is not None for ore in forecasts) else None,
        mechanical=None if None in mechanical else _sum(mechanical),
        own=_given([record.own for record in records], forecasts),
        decided=_given([record.decided for record in records], forecasts),
        source=next((source.value for source in _STRONGEST if source.value in sources), records[0].source),
    )


_STRONGEST = (ForecastSource.DECIDED, ForecastSource.OWN)


def _given(given: Sequence[int | None], used: Sequence[int | None]) -> int | None:
    if all(ore is None for ore in given):
        return None
    return _sum([other if ore is None else ore for ore, other in zip(given, used, strict=True)])


def _sum(amounts: Iterable[int | None]) -> int:
    return sum(filter(None, amounts))
