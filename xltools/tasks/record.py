"""Prognosminne: what earlier forecasts were worth, from every snapshot of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xltools.archive import Snapshot, recall
from xltools.core.cells.suggest import did_you_mean
from xltools.core.forecasting.memory import judge
from xltools.model.finding import Finding, errors
from xltools.model.memory import ForecastMemory, Remembered
from xltools.model.organisation import Level
from xltools.model.report import CannotRunError
from xltools.tasks.earlier import of_today
from xltools.tasks.master import load_master
from xltools.workspace import Workspace


@dataclass(frozen=True)
class RecordReport:
    """How the archived forecasts have come true, below and including `node`.

    `shown` are the codes of the nodes to tell of: the node and those right below it. `enhet` tells whether the node
    fills in a book, and so has lines.
    """

    node: str
    enhet: bool
    memory: ForecastMemory
    shown: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    line_names: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        """Return how many findings are of severity fel."""
        return errors(self.findings)


def record(workspace: Workspace, node: str | None = None) -> RecordReport:
    """Return how all archived forecasts have come true, for `node` (default the whole nämnd) and what lies below it.

    CannotRunError when grunddata cannot be used, the node is not in the tree, or nothing is archived.
    """
    recalled = recall(workspace)
    # The outcome of a year that nobody has on Utfall any longer is in its last snapshot.
    master = load_master(workspace, max((one.period.year for one in recalled.snapshots), default=0) + 1)
    tree = master.organisation
    code = node or tree.root.code
    if code not in tree.by_code:
        near = did_you_mean(code, tuple(tree.by_code))
        raise CannotRunError(
            f"Koden {code} finns inte i organisationen.{near or ' Koderna står på bladet Organisation i grunddata.'}"
        )
    if not recalled.snapshots and not recalled.findings:
        raise CannotRunError("Det finns inga arkiverade prognoser än. De sparas av xltools aggregate och xltools run.")
    memory = judge(master, remembered(of_today(master, recalled.snapshots)))
    wanted = {found.code for found, _ in tree.walk(code)}
    return RecordReport(
        code,
        tree.by_code[code].level is Level.ENHET,
        ForecastMemory(
            tuple(one for one in memory.accuracy if one.node in wanted),
            tuple(one for one in memory.duels if one.node in wanted),
            memory.booked,
            memory.left_out,
        ),
        (code, *(child.code for child in tree.children(code))),
        {found.code: found.name for found in tree.nodes},
        {line.code: line.name for line in master.lines.all},
        recalled.findings,
    )


def remembered(snapshots: Iterable[Snapshot]) -> tuple[Remembered, ...]:
    """Return every archived forecast of the snapshots, one a period, unit and line."""
    return tuple(
        Remembered(
            snapshot.period,
            row.unit,
            row.line,
            row.budget,
            row.forecast,
            row.mechanical,
            row.own if row.decided is None else row.decided,
        )
        for snapshot in snapshots
        for row in snapshot.drift
    )
