"""Measures what `validate` costs beside bare calamine and beside pandas with openpyxl, on 300 entry workbooks.

Run it as `python benchmarks/validate_speed.py`. All three read the same files in the same process and in turns, so that
the ratios hold whatever machine it is. CPU time is counted, not the clock.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from python_calamine import CalamineWorkbook

from workbooks import municipality
from xltools.excel.entry import entry_workbook
from xltools.model.master import MasterData
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill, workbook_name
from xltools.tasks.validate import CheckContext, check_books

BOOKS = 300
CALAMINE_LIMIT = 3
PANDAS_LIMIT = 8
TURN = 50
ROUNDS = 3

Way = Callable[[Sequence[Path]], object]


def main() -> int:
    """Return 0 when both ratios are within their limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=BOOKS)
    books = parser.parse_args().books
    master = municipality.master()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = make_books(root, master, books)
        context = CheckContext(root, master)
        ways: dict[str, Way] = {
            "calamine": lambda paths: [bare_calamine(path) for path in paths],
            "xltools validate": lambda paths: check_books(paths, context),
            "pandas med openpyxl": lambda paths: [pandas_openpyxl(path) for path in paths],
        }
        seconds = measure(ways, paths)
    bare, ours, pandas = seconds.values()
    print(f"{books} inlämningsböcker, CPU-tid")
    for name, spent in seconds.items():
        print(f"{name:22} {spent:7.2f} s {spent / books * 1000:8.2f} ms per bok {spent / bare:7.2f} × calamine")
    print(f"validate / calamine = {ours / bare:.2f} (högst {CALAMINE_LIMIT})")
    print(f"pandas / validate   = {pandas / ours:.1f} (minst {PANDAS_LIMIT})")
    return int(ours > CALAMINE_LIMIT * bare or pandas < PANDAS_LIMIT * ours)


def make_books(root: Path, master: MasterData, count: int) -> list[Path]:
    """Return `count` filled workbooks under `root`: those of the example's units, over and over."""
    period = municipality.PERIOD
    entries = municipality.entries(period)
    made = []
    for unit in master.organisation.units:
        filled = layouts(master, unit, period, Prefill(entries=entries[unit.code]))
        made.append((unit.code, entry_workbook(filled, unit, period)))
    paths = []
    for i in range(count):
        code, data = made[i % len(made)]
        # One folder a round, so that every copy has the name and the place of a delivery.
        path = root / str(i // len(made)) / str(period) / workbook_name(code, period)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths


def measure(ways: dict[str, Way], paths: list[Path]) -> dict[str, float]:
    """Return the CPU seconds that each way spends on all files, in turns of fifty files.

    Each turn is taken three times and the least counts: what else the machine does can only add.
    """
    seconds = dict.fromkeys(ways, 0.0)
    for read in ways.values():
        read(paths[:1])
    for first in range(0, len(paths), TURN):
        least = dict.fromkeys(ways, float("inf"))
        for _ in range(ROUNDS):
            for name, read in ways.items():
                # What one way leaves behind is not for the next to clean up.
                gc.collect()
                start = time.process_time()
                read(paths[first : first + TURN])
                least[name] = min(least[name], time.process_time() - start)
        for name, spent in least.items():
            seconds[name] += spent
    return seconds


def bare_calamine(path: Path) -> object:
    """Read every sheet and do nothing with it."""
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def pandas_openpyxl(path: Path) -> object:
    """Read every sheet the usual way."""
    import pandas as pd

    return pd.read_excel(path, engine="openpyxl", sheet_name=None)


if __name__ == "__main__":
    sys.exit(main())
