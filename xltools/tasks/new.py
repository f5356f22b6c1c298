"""Makes the entry workbooks of a period, one a unit, prefilled from grunddata, the archive and the forecast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from xltools.core.cells.suggest import did_you_mean
from xltools.core.forecasting.adjustments import entered_adjustments
from xltools.excel.entry import entry_workbook
from xltools.model.master import Adjustment, MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import MONTHS, Period
from xltools.model.report import CannotRunError
from xltools.sheets import justeringar
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Layout, Prefill, workbook_name
from xltools.tasks.delivered import delivered
from xltools.tasks.earlier import last_of_today
from xltools.tasks.forecast import mechanical_forecasts
from xltools.tasks.master import load_master
from xltools.tasks.stream import stream
from xltools.workspace import Workspace

Money = Mapping[tuple[str, str], int]
"""Öre by (unit code, line code)."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """What came of it, as paths below the working folder, in the order of the tree.

    `made` are new or made anew; `skipped` were there already; `kept` were to be made anew but have been changed by
    someone, or are open, each with the reason.
    """

    period: Period
    made: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """All that one workbook is made of; small enough to be sent to another process."""

    unit: OrgUnit
    period: Period
    layouts: tuple[Layout, ...]


def new(
    workspace: Workspace,
    period: Period,
    units: Sequence[str] | None = None,
    *,
    force: bool = False,
    executor: Executor | None = None,
) -> NewReport:
    """Make workbooks for `units` (codes of enheter, or of nodes above them; default all) that have none.

    With `force` those that nobody has changed since xltools wrote them are made anew; one that someone has written in
    is never touched. CannotRunError when grunddata cannot be used, a code is unknown or the folder is in use,
    and without `force` when grunddata has neither a budget for the year nor the period in its årshjul.
    """
    master = load_master(workspace, period.year)
    wanted = _wanted(master, units)
    if not force and master.step(period) is None and not any(row.year == period.year for row in master.budget):
        raise CannotRunError(
            f"Grunddata har varken budget för {period.year} eller någon rad för {period} på bladet Årshjul. "
            "Är perioden rätt? Fyll i dem först, eller kör med --force för att skapa böckerna ändå."
        )
    folder = workspace.deliveries(period)
    present = {unit.code for unit in wanted if (folder / workbook_name(unit.code, period)).exists()}
    to_make = [unit for unit in wanted if force or unit.code not in present]
    made: list[str] = []
    kept: list[tuple[str, str]] = []
    if to_make:
        with workspace.locked(force=force):
            jobs = _jobs(workspace, master, period, to_make, executor)
            for unit, data in zip(to_make, stream(_make, jobs, executor), strict=True):
                path = folder / workbook_name(unit.code, period)
                try:
                    workspace.write(path, data)
                except CannotRunError as reason:
                    # A file that is someone's work stands in the way of itself alone; any other trouble of them all.
                    if unit.code not in present:
                        raise
                    kept.append((workspace.relative(path), str(reason)))
                else:
                    made.append(workspace.relative(path))
    skipped = [unit for unit in wanted if unit not in to_make]
    return NewReport(
        period,
        tuple(made),
        tuple(workspace.relative(folder / workbook_name(unit.code, period)) for unit in skipped),
        tuple(kept),
    )


def _make(job: _Job) -> bytes:
    """Return the finished workbook; pure, so that it may run anywhere."""
    return entry_workbook(job.layouts, job.unit, job.period)


def _jobs(
    workspace: Workspace, master: MasterData, period: Period, units: Iterable[OrgUnit], executor: Executor | None
) -> Iterator[_Job]:
    """Yield what each workbook is made of, one when it is asked for."""
    before = last_of_today(workspace, master, period)
    known = {one.identity for one in master.adjustments}
    previous: Money = before.forecast if before else {}
    name = f"Prognos {MONTHS[before.period.month - 1]}" if before else Prefill().previous_name
    carried = _carried(workspace, master, period, executor)
    computed = mechanical_forecasts(master, period, carried=carried)
    for unit in units:
        # What grunddata has too would only be told as a fault: it counts from there.
        own = [one for one in carried if one.unit == unit.code and one.identity not in known]
        entries = justeringar.entries(master, period, own)
        prefill = Prefill(_of(unit, previous), name, _of(unit, computed), entries)
        yield _Job(unit, period, layouts(master, unit, period, prefill))


def _carried(
    workspace: Workspace, master: MasterData, period: Period, executor: Executor | None
) -> tuple[Adjustment, ...]:
    """Return the one-offs that enheter entered in the last earlier period of the year with any books."""
    earlier = (p for p in reversed(workspace.periods()) if p.year == period.year and p < period and workspace.books(p))
    last = next(earlier, None)
    return entered_adjustments(master, delivered(workspace, master, last, executor)) if last else ()


def _of(unit: OrgUnit, money: Money) -> dict[str, int]:
    return {line: ore for (code, line), ore in money.items() if code == unit.code}


def _wanted(master: MasterData, codes: Sequence[str] | None) -> list[OrgUnit]:
    """Return the enheter that the codes mean, in the order of the tree."""
    organisation = master.organisation
    if codes is None:
        return list(organisation.units)
    found: set[str] = set()
    for code in codes:
        if not code.strip():
            raise CannotRunError("Ange en kod efter --unit. Koderna står på bladet Organisation i grunddata.")
        if code not in organisation.by_code:
            near = did_you_mean(code, tuple(organisation.by_code))
            raise CannotRunError(f"Koden {code} finns inte i grunddata, bladet Organisation.{near}")
        found.update(organisation.units_below(code))
    return [unit for unit in organisation.units if unit.code in found]
