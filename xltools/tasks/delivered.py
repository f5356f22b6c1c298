"""What the enheter have delivered for a period, as data: the workbooks read, and nothing written or told."""

from __future__ import annotations

from concurrent.futures import Executor

from xltools.model.fact import Delivery
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.tasks.validate import CheckContext, ValidationReport, across, check_books
from xltools.workspace import Workspace


def delivered(
    workspace: Workspace, master: MasterData, period: Period, executor: Executor | None = None
) -> tuple[Delivery, ...]:
    """Return one delivery a unit that has delivered, in the order of the files; their findings are left aside."""
    paths = tuple(path.resolve() for path in workspace.books(period))
    if not paths:
        return ()
    context = CheckContext(workspace.root, master)
    books = across(paths, check_books(paths, context, executor=executor))
    return ValidationReport(period, books).deliveries
