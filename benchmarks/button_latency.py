"""From click to marks: what a press of Kontrollera denna bok is made of, over a live LibreOffice.

The parts are told as shares of the whole and in milliseconds, with the round trips to the spreadsheet: these are what
counts in Excel, where each takes a fraction of a millisecond. Run: python benchmarks/button_latency.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

IMPORTS = {
    "tolken": "pass",
    "xlwings som det är": "import xlwings",
    "xlwings utan pandas": "from xltools.excel.live.connect import loaded; loaded()",
    "egna moduler": "from xltools.excel.live.connect import loaded; loaded(); import xltools.tasks.live.check",
}
CELLS = 200
RUNS = 5


def best(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def started(code: str) -> float:
    """Return how long a fresh Python takes to run this."""
    return best(lambda: subprocess.run([sys.executable, "-P", "-c", code], check=True))


def main() -> None:
    """Measure every part once, and print them."""
    starts = {name: started(code) for name, code in IMPORTS.items()}
    from tests.builders import PERIOD, small_master
    from tests.live.engine import register
    from tests.live.office import office
    from tests.tasks.faults import UNIT, good_book
    from xltools.excel.live.connect import library
    from xltools.excel.live.mark import mark, unmark
    from xltools.excel.live.read import read_open
    from xltools.excel.marking.listing import Mark
    from xltools.model.codes import Severity
    from xltools.model.place import a1
    from xltools.sheets.spec import workbook_name
    from xltools.tasks.check_book import CheckContext, check_open

    marks = {"Drift": [Mark(a1(6 + i // 20, i % 20), f"Fel {i}", Severity.FEL) for i in range(CELLS)]}
    with tempfile.TemporaryDirectory() as folder, office() as (desktop, _):
        engine = register(desktop)
        path = Path(folder, workbook_name(UNIT, PERIOD))
        path.write_bytes(good_book())
        book = library().Book(impl=engine.app.books.open(str(path)))
        context = CheckContext(Path(folder), small_master())

        def trips(work: Callable[[], object]) -> int:
            engine.trips.calls.clear()
            work()
            return engine.trips.total

        workbook = read_open(book)
        reading, read_trips = best(lambda: read_open(book)), trips(lambda: read_open(book))
        checking = best(lambda: check_open(workbook, path, context))
        listing = {"Drift": [Mark("", mark.text, mark.severity) for mark in marks["Drift"]]}
        list_trips = trips(lambda: mark(book, listing, {}))
        marking, mark_trips = best(lambda: mark(book, marks, {})), trips(lambda: mark(book, marks, {}))
        colour_writes = engine.trips.calls["Range.raw_value="]
        unmark(book)
        book.close()
    rows = [
        ("Python startar", starts["tolken"], ""),
        ("xlwings laddas, utan pandas", starts["xlwings utan pandas"] - starts["tolken"], ""),
        ("egna moduler laddas", starts["egna moduler"] - starts["xlwings utan pandas"], ""),
        ("boken läses", reading, f"{read_trips} anrop"),
        ("boken kontrolleras", checking, ""),
        (f"{CELLS} celler märks", marking, f"{mark_trips} anrop"),
    ]
    whole = sum(ms for _, ms, _ in rows)
    for name, ms, told in rows:
        print(f"{name:32} {ms:7.0f} ms {ms / whole:5.0%}  {told}")
    print(f"{'från klick till märken':32} {whole:7.0f} ms")
    plain = starts["xlwings som det är"] - starts["tolken"]
    slim = starts["xlwings utan pandas"] - starts["tolken"]
    print(f"xlwings med pandas tar {plain / slim:.1f} gånger så lång tid att ladda")
    print(
        f"färger och lista: {colour_writes} skrivningar, {list_trips} anrop i allt; resten är anteckningar, "
        f"{(mark_trips - list_trips) / CELLS:.1f} anrop per cell"
    )


if __name__ == "__main__":
    main()
