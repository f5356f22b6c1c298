"""Makes a period's avstämning from what is imported; None where nothing is imported for its year."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.ledger.reconcile_summary import reconcile_summary
from xltools.model.fact import Delivery
from xltools.model.master import MasterData
from xltools.model.reconciled import Reconciliation
from xltools.model.totals import Summary
from xltools.tasks.imported import read_store
from xltools.tasks.left_out import read_left_out
from xltools.workspace import Workspace


def reconciliation(
    workspace: Workspace, master: MasterData, summary: Summary, deliveries: Sequence[Delivery]
) -> Reconciliation | None:
    """Return the avstämning of a period's sums; CannotRunError when what is imported cannot be read."""
    imported = read_store(workspace).stored.amounts
    last = summary.period
    if not any(year == last.year and month <= last.month for _, _, year, month in imported):
        return None
    return reconcile_summary(master, summary, deliveries, imported, read_left_out(workspace))
