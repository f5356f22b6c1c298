"""How long a ledger export of a million rows takes beside a bare `csv.reader` loop, and how memory grows with rows.

Run `python benchmarks/ledger_import.py`. The same amounts are written as .csv and as SIE 4. The bare loop over the .csv
is the yardstick of both, measured in the same run. Memory is what Python has allocated at most, at a tenth of the rows
and at all of them: it must not grow with rows.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from itertools import product
from pathlib import Path

from xltools.core.ledger.columns import find_columns
from xltools.core.ledger.mapping import collect
from xltools.core.ledger.table import TableRows
from xltools.model.ledger import LedgerSums
from xltools.sources import sie, table, text
from xltools.sources.sie_rows import SieRows

ROWS = 1_000_000
ROUNDS = 3
ACCOUNTS = [str(number) for number in (*range(3100, 3130), *range(4600, 4640), *range(5010, 5060), *range(6000, 6080))]
UNITS = [str(number) for number in range(2011, 2051)]


def amounts(rows: int) -> list[tuple[str, str, int, str]]:
    """Return (account, unit, month, kronor) of every row; account, unit and month come round again and again."""
    places = list(product(ACCOUNTS, UNITS))
    return [
        (*places[i * 7919 % len(places)], i // 10 * 120 // rows + 1, f"{(i * 104_729) % 9_999_999 / 100 - 20_000:.2f}")
        for i in range(rows)
    ]


def write_csv(path: Path, rows: int) -> None:
    """Write the rows the way Swedish systems export them."""
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write("Konto;Ansvar;Period;Belopp;Text\r\n")
        for account, unit, month, kronor in amounts(rows):
            file.write(f"{account};{unit};2022{month:02d};{kronor.replace('.', ',')};Köp av något för enheten\r\n")


def write_sie(path: Path, rows: int) -> None:
    """Write the rows as vouchers of ten, each closed by a row that makes it balance."""
    with path.open("w", encoding="cp437", newline="") as file:
        file.write("#FLAGGA 0\r\n#FORMAT PC8\r\n#RAR 0 20220101 20221231\r\n#DIM 1 Kostnadsställe\r\n")
        total, month = 0, 0
        for i, (account, unit, month, kronor) in enumerate(amounts(rows)):
            if i % 10 == 0:
                file.write(f'#VER A {i // 10 + 1} 2022{month:02d}15 "Köp"\r\n{{\r\n')
            file.write(f'#TRANS {account} {{1 "{unit}"}} {kronor} 2022{month:02d}15 "Köp av något"\r\n')
            total += int(kronor.replace(".", ""))
            if i % 10 == 9:
                sign = "" if total < 0 else "-"
                file.write(f"#TRANS 1930 {{}} {sign}{abs(total) // 100}.{abs(total) % 100:02d}\r\n}}\r\n")
                total = 0


def bare(path: Path) -> None:
    """Read the rows and do nothing with them."""
    with path.open(encoding="cp1252", newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass


def import_csv(path: Path) -> LedgerSums:
    """Add the rows up as `xltools import` does."""
    file = text.examine(path)
    columns = find_columns(table.sample(file, ";"))
    return collect(TableRows(columns).read(table.read_table(file, ";")))


def import_sie(path: Path) -> LedgerSums:
    """Add the rows up as `xltools import` does."""
    return collect(SieRows().read(sie.read_sie(text.examine(path))))


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    work(path)
    return time.process_time() - start


def peak(work: Callable[[Path], object], path: Path) -> float:
    """Return the most memory that Python held at one time, in megabytes."""
    tracemalloc.start()
    work(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def main() -> None:
    """Print seconds, the ratio to the bare loop, and memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        made: dict[tuple[str, int], Path] = {}
        for kind, write in (("csv", write_csv), ("se", write_sie)):
            for count in (rows // 10, rows):
                made[kind, count] = Path(folder) / f"{count}.{kind}"
                write(made[kind, count], count)
        one, two = import_csv(made["csv", rows]), import_sie(made["se", rows])
        assert {k: v for k, v in two.sums.items() if k[0] != "1930"} == one.sums
        assert not one.faults
        assert not two.faults
        contenders = {
            "bare csv.reader": (bare, made["csv", rows]),
            "import .csv": (import_csv, made["csv", rows]),
            "import SIE 4": (import_sie, made["se", rows]),
        }
        best = dict.fromkeys(contenders, float("inf"))
        for _ in range(ROUNDS):
            for name, (work, path) in contenders.items():
                best[name] = min(best[name], seconds(work, path))
        yardstick = best["bare csv.reader"]
        for name, least in best.items():
            print(f"{name:<16} {rows:>9,} rows {least:6.2f} s, {least / yardstick:5.1f} times the bare loop")
        for name, work, kind in (("import .csv", import_csv, "csv"), ("import SIE 4", import_sie, "se")):
            few, many = peak(work, made[kind, rows // 10]), peak(work, made[kind, rows])
            print(
                f"{name:<16} {few:6.1f} MB at {rows // 10:,} rows, {many:6.1f} MB at {rows:,}: {many / few:.2f} times"
            )


if __name__ == "__main__":
    main()
