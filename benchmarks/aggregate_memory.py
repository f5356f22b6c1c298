"""Peak memory of aggregating 300 entry workbooks against 30: it must grow with the result, not with open files.

Run: python benchmarks/aggregate_memory.py
Each aggregation runs in a process of its own. Printed: the peak above an empty period's, in MB, for both numbers of
workbooks, the kilobytes for each further workbook, and how large a workbook and its part of the result are on disk.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.builders import PERIOD, filled_entries, small_master
from xltools.excel.entry import entry_workbook
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill, workbook_name
from xltools.workspace import Workspace

FEW, MANY = 30, 300
_PATTERN = "1011"


def enlarged(units: int) -> MasterData:
    """Return the small municipality with `units` enheter alike under one verksamhet."""
    small = small_master()
    above = tuple(node for node in small.organisation.nodes if node.level is not Level.ENHET)
    codes = [f"{10_000 + i}" for i in range(units)]
    nodes = tuple(OrgUnit(code, f"Enhet {code}", Level.ENHET, "101", "Maja Ekdal") for code in codes)
    return replace(
        small,
        organisation=Organisation(above + nodes),
        budget=_copied(small.budget, codes),
        outcome=_copied(small.outcome, codes),
        measures=tuple(replace(measure, units=()) for measure in small.measures),
        goals=tuple(replace(goal, units=()) for goal in small.goals),
        measure_history=(),
        investments=(),
        adjustments=(),
        decisions=(),
        prospects=(),
        moves=(),
    )


def _copied(rows: Iterable[MonthlyAmounts], codes: list[str]) -> tuple[MonthlyAmounts, ...]:
    pattern = [row for row in rows if row.unit == _PATTERN]
    copies = [replace(row, unit=code) for code in codes for row in pattern]
    return tuple(replace(row, row=6 + i) for i, row in enumerate(copies))


def fill(root: Path, units: int, delivered: int) -> None:
    """Make a working folder of `units` enheter, the first `delivered` of which have delivered."""
    master = enlarged(units)
    workspace = Workspace(root)
    root.mkdir()
    workspace.master.write_bytes(grunddata_workbook(master))
    folder = workspace.deliveries(PERIOD)
    folder.mkdir(parents=True)
    entries = filled_entries(master, PERIOD)
    for unit in master.organisation.units[:delivered]:
        made = layouts(master, unit, PERIOD, Prefill(entries=entries[unit.code]))
        (folder / workbook_name(unit.code, PERIOD)).write_bytes(entry_workbook(made, unit, PERIOD))


def peak_mb(root: Path) -> float:
    """Return the peak memory of one aggregation in a process of its own."""
    done = subprocess.run([sys.executable, __file__, str(root)], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def aggregate_here(root: Path) -> None:
    """Aggregate and print this process's peak memory in MB."""
    from xltools.tasks.aggregate import aggregate

    aggregate(Workspace(root), PERIOD)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = {}
        for name, units, delivered in (("empty", FEW, 0), ("few", FEW, FEW), ("many", MANY, MANY)):
            root = Path(folder) / name
            fill(root, units, delivered)
            peaks[name] = peak_mb(root)
            if name == "many":
                books = sum(path.stat().st_size for path in Workspace(root).books(PERIOD))
                summary = Workspace(root).results(PERIOD) / "sammanstallning.xlsx"
                result = summary.stat().st_size
    few, many = peaks["few"] - peaks["empty"], peaks["many"] - peaks["empty"]
    per_book = (peaks["many"] - peaks["few"]) * 1024 / (MANY - FEW)
    print(f"empty period {peaks['empty']:.0f} MB; {FEW} workbooks +{few:.0f} MB; {MANY} workbooks +{many:.0f} MB")
    on_disk, of_result = books / MANY / 1024, result / MANY / 1024
    print(f"each further workbook {per_book:.0f} kB; itself on disk {on_disk:.0f} kB, of the result {of_result:.0f} kB")
    print(f"{MANY / FEW:.0f} times the workbooks: peak memory x {peaks['many'] / peaks['few']:.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        aggregate_here(Path(sys.argv[1]))
    else:
        main()
