"""Makes a period's avstämning: the ledger against the units, their own entries, and what documents are given."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.ledger.entries import own_entries
from xltools.core.ledger.reconcile_summary import reconcile_summary
from xltools.core.year.moved import moved_cells
from xltools.documents.net import net_outcome
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
    """Return the avstämning of a period's sums; CannotRunError when what is imported cannot be read.

    None where nothing is imported for its year and no unit has outcome of its own.
    """
    imported = moved_cells(master, read_store(workspace).stored.amounts)
    last = summary.period
    if not any(year == last.year and month <= last.month for _, _, year, month in imported):
        if not own_entries(master, deliveries):
            return None
        imported = {}
    left_out = read_left_out(workspace)
    return reconcile_summary(master, summary, deliveries, imported, left_out, net_outcome(master, summary))
