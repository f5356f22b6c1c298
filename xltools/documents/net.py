"""The net cost as documents are given it, held against the sums that it was taken from."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.documents import drift
from xltools.documents.common import Context
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.figure import Figure, Unit
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.place import Place
from xltools.model.totals import NET, DriftSum, Summary

# Where documents have the net cost of the whole nämnd: group → what its figures are of.
_NETS = (
    "drift.total",
    "drift.kostnadsslag.summa_resultat",
    "drift.verksamhet.summa",
    "drift.budget.nettokostnader",
    "drift.omraden.summa",
)
_ENDS = {"brygga.prognos.slut": "avvikelse", "brygga.budget.slut": "avvikelse"}


def net_outcome(master: MasterData, summary: Summary) -> int:
    """Return the net outcome in öre that documents print; 0 where there is none."""
    figure = drift.total(master, summary)["utfall"]
    return int(figure.value or 0) if isinstance(figure, Figure) else 0


def uneven(master: MasterData, summary: Summary, context: Context, file: str) -> tuple[Finding, ...]:
    """Return a finding for every net figure that a document was composed of which is not the sum's, to the öre.

    The parts of the nämnd are added up too: the rows of its områden make its net cost. `file` is the document.
    """
    net = summary.drift.get((master.organisation.root.code, NET))
    if net is None:
        return ()
    found = []
    for figure, kind in (*_nets(context), *_areas(context)):
        expected = _sum_of(net, kind)
        if expected is not None and figure.value is not None and int(figure.value) != expected:
            details = {
                "document": file.rsplit("/", 1)[-1],
                "label": figure.label,
                "found": number.in_kr(int(figure.value)),
                "expected": number.in_kr(expected),
            }
            found.append(Finding(Code.DOCUMENT_TOTAL, Place(file), details=details))
    return tuple(found)


def _nets(context: Context) -> Iterator[tuple[Figure, str]]:
    for path in _NETS:
        for kind in ("budget", "utfall", "prognos", "avvikelse"):
            if (figure := _at(context, f"{path}.{kind}")) is not None:
                yield figure, kind
    for path, kind in _ENDS.items():
        if (figure := _at(context, path)) is not None:
            yield figure, kind


def _areas(context: Context) -> Iterator[tuple[Figure, str]]:
    """Yield the sum of the rows of the områden, as printed one by one."""
    rows = _find(context, "drift.verksamhet.rader")
    areas = [row for row in rows if row["niva"] == 1] if isinstance(rows, list) else []
    for kind in ("budget", "prognos"):
        parts = [figure.value for row in areas if isinstance(figure := row[kind], Figure)]
        known = [int(part) for part in parts if part is not None]
        if known:
            yield Figure(f"drift.verksamhet.{kind}", sum(known), Unit.ORE, 0, f"Områdenas {kind} tillsammans"), kind


def _at(context: Context, path: str) -> Figure | None:
    found = _find(context, path)
    return found if isinstance(found, Figure) and found.unit is Unit.ORE else None


def _find(context: Context, path: str) -> object:
    found: object = context
    for word in path.split("."):
        found = found.get(word) if isinstance(found, dict) else None
    return found


def _sum_of(net: DriftSum, kind: str) -> int | None:
    sums = {"budget": net.budget, "utfall": net.outcome, "prognos": net.forecast, "avvikelse": net.deviation}
    return sums[kind]
