"""The example municipality in a folder of its own, and the whole chain run on it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xltools.core.cells.parse import day
from xltools.model.report import CannotRunError
from xltools.resources import builtin
from xltools.sheets.spec import workbook_name
from xltools.tasks.aggregate import Progress
from xltools.tasks.button import make_styrbok
from xltools.tasks.forecast import ForecastReport, forecast
from xltools.tasks.master import load_master
from xltools.tasks.run import RunReport, run
from xltools.tasks.status import filled_in
from xltools.workspace import FOLDERS, MASTER, Workspace, why


@dataclass(frozen=True, slots=True)
class DemoReport:
    """The new working folder, and what the chain made of its newest period."""

    workspace: Workspace
    forecast: ForecastReport
    run: RunReport


def demo(target: Path, *, progress: Progress | None = None) -> DemoReport:
    """Copy the example to `target` and run the chain on its newest period.

    CannotRunError when there is something in `target` already.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CannotRunError(f"{target} är inte tom. Välj en mapp som inte finns, till exempel xltools demo demo2.")
    workspace = _copied(target)
    make_styrbok(workspace)
    period = workspace.periods()[-1]
    return DemoReport(workspace, forecast(workspace, period), run(workspace, period, progress=progress))


def _copied(target: Path) -> Workspace:
    """Return the example as a working folder of its own; only what belongs in one is copied."""
    source = builtin("workbooks")
    try:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / MASTER, target / MASTER)
        for name in FOLDERS:
            if (source / name).is_dir():
                shutil.copytree(source / name, target / name, copy_function=shutil.copyfile)
            else:
                (target / name).mkdir()
    except OSError as error:
        raise CannotRunError(f"Det går inte att lägga exemplet i {target}: {why(error)}") from None
    workspace = Workspace(target.resolve())
    _date_books(workspace)
    return workspace


def _date_books(workspace: Workspace) -> None:
    """Give every copied workbook the day that its unit says it was filled in, so that `status` tells of the example.

    Where a unit names a day before the period had ended, which is one of the faults on purpose, it gets the last day
    that any other names.
    """
    master = load_master(workspace)
    for period in workspace.periods():
        days = {}
        for unit in master.organisation.units:
            book = workspace.deliveries(period) / workbook_name(unit.code, period)
            if book.is_file():
                days[book] = day(filled_in(book, master, unit, period, "datum"))[0]
        likely = [filled for filled in days.values() if filled and filled > period.last_day]
        for book, filled in days.items():
            on = filled if filled in likely else max(likely, default=None)
            if on:
                noon = datetime(on.year, on.month, on.day, 12).astimezone().timestamp()
                os.utime(book, (noon, noon))
