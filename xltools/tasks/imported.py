"""Keeps imported outcome: `utfall/utfall.csv`, a plain table that Excel opens, one row a unit, line and month."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.core.cells.parse import money
from xltools.core.ledger.checks import Stored, StoredSource
from xltools.core.ledger.mapping import monthly
from xltools.model.ledger import CellKey
from xltools.model.line import MonthlyAmounts
from xltools.model.number import ORE_PER_KR
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.workspace import Workspace, sha256

if TYPE_CHECKING:
    from _csv import Reader as _Reader

FOLDER = "utfall"
STORE, LOG, LEFT_OUT, BUDGET = "utfall.csv", "importlogg.csv", "avstamning.csv", "budget.csv"
OWN_FILES = (STORE, LOG, LEFT_OUT, BUDGET)

_TITLES = ("år", "månad", "enhet", "kostnadsslag", "belopp", "källa", "sha256")
# No file name holds it, on any system that people here use.
_BETWEEN = " | "
_OWN_AMOUNT = re.compile(r"-?[0-9]+,[0-9]{2}").fullmatch


@dataclass(frozen=True, slots=True)
class StoreRow:
    """One stored amount in öre, with the files of its month. `row` is its one-based line in the file."""

    key: CellKey
    ore: int
    sources: tuple[StoredSource, ...]
    row: int


@dataclass(frozen=True, eq=False)
class Store:
    """What is imported so far. `sha256` is that of the file, "" when there is none."""

    rows: tuple[StoreRow, ...] = ()
    sha256: str = ""

    @property
    def stored(self) -> Stored:
        """Return the amounts, and the files behind each month."""
        sources = {Period(*row.key[2:]): row.sources for row in self.rows}
        return Stored({row.key: row.ore for row in self.rows}, sources)


def store_path(workspace: Workspace) -> Path:
    """Return where imported outcome is kept."""
    return workspace.root / FOLDER / STORE


def imported_outcome(workspace: Workspace) -> tuple[MonthlyAmounts, ...]:
    """Return all imported outcome as rows of twelve months; CannotRunError when the file is damaged.

    In imported months a unit has 0 where nothing is posted; other months are None.
    """
    return _by_month(read_store(workspace), workspace.relative(store_path(workspace)))


def budget_path(workspace: Workspace) -> Path:
    """Return where the budget that came with the ledger is kept."""
    return workspace.root / FOLDER / BUDGET


def imported_budget(workspace: Workspace) -> tuple[MonthlyAmounts, ...]:
    """Return the budget that came with the ledger, as rows of months; CannotRunError when the file is damaged."""
    path = budget_path(workspace)
    return _by_month(read_store(workspace, path), workspace.relative(path))


# Grunddata, the sums and the avstämning of one run all ask for the same files, which may be large. The file is read
# each time and taken to pieces once; another content is another key, so nothing old is ever given.


@lru_cache(maxsize=2)
def _by_month(store: Store, file: str) -> tuple[MonthlyAmounts, ...]:
    rows = {row.key: row.row for row in store.rows}
    return monthly({row.key: row.ore for row in store.rows}, rows, file)


@lru_cache(maxsize=2)
def _parsed(data: bytes, file: str) -> Store:
    """Return the store of a file's content; CannotRunError when it is damaged."""
    reader = csv.reader(io.StringIO(table_text(data), newline=""), delimiter=";")
    try:
        rows = _rows(reader)
    except (ValueError, csv.Error):
        raise CannotRunError(
            f"{file} är skadad på rad {reader.line_num}. Ta fram en tidigare version av filen, "
            "eller ta bort den och läs in årets exporter igen med xltools import."
        ) from None
    return Store(rows, sha256(data))


def read_store(workspace: Workspace, path: Path | None = None) -> Store:
    """Return what is imported so far, the outcome or the file at `path`.

    CannotRunError when the file is damaged, naming the line.
    """
    path = path or store_path(workspace)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Store()
    except OSError:
        raise CannotRunError(f"{workspace.relative(path)} går inte att läsa. Har du rätt att öppna den?") from None
    return _parsed(data, workspace.relative(path))


def render_store(rows: Iterable[StoreRow]) -> bytes:
    """Return the file of these rows, in time and then by unit and line."""
    ordered = sorted(rows, key=lambda row: (row.key[2:], row.key[:2]))
    return table_bytes(
        _TITLES,
        (
            (
                str(row.key[2]),
                str(row.key[3]),
                row.key[0],
                row.key[1],
                plain_kr(row.ore),
                _BETWEEN.join(source.file for source in row.sources),
                _BETWEEN.join(source.sha256 for source in row.sources),
            )
            for row in ordered
        ),
    )


def replaced(
    store: Store, amounts: Mapping[CellKey, int], sources: Mapping[Period, tuple[StoredSource, ...]]
) -> tuple[StoreRow, ...]:
    """Return the stored rows with every month of `amounts` in place of what was stored for it.

    A month that has the same amounts from the same content keeps its rows as they are, whatever its files are called.
    """
    before = store.stored
    new: dict[Period, dict[CellKey, int]] = {}
    for key, ore in amounts.items():
        new.setdefault(Period(*key[2:]), {})[key] = ore
    old: dict[Period, dict[CellKey, int]] = {}
    for row in store.rows:
        old.setdefault(Period(*row.key[2:]), {})[row.key] = row.ore
    same = {
        period
        for period, month in new.items()
        if old.get(period) == month and _contents(before.sources[period]) == _contents(sources[period])
    }
    kept = [row for row in store.rows if (period := Period(*row.key[2:])) not in new or period in same]
    made = [
        StoreRow(key, ore, sources[period], 0)
        for period, month in new.items()
        if period not in same
        for key, ore in month.items()
    ]
    return (*kept, *made)


def replaced_budget(
    store: Store, amounts: Mapping[CellKey, int], sources: Mapping[Period, tuple[StoredSource, ...]]
) -> tuple[StoreRow, ...]:
    """Return the stored budget with each unit and year of `amounts` in place of what was stored for it."""
    known = {row.key: row for row in store.rows}
    told = {(unit, year) for unit, _, year, _ in amounts}
    kept = [row for row in store.rows if (row.key[0], row.key[2]) not in told]
    made = []
    for key, ore in amounts.items():
        row, files = known.get(key), sources[Period(*key[2:])]
        same = row is not None and row.ore == ore and _contents(row.sources) == _contents(files)
        made.append(row if row is not None and same else StoreRow(key, ore, files, 0))
    return (*kept, *made)


def log_lines(present: bytes, rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return the log with rows added at its end; what stands there is kept as it is."""
    if present:
        gap = b"" if present.endswith(b"\n") else b"\r\n"
        return present + gap + table_bytes((), rows).removeprefix(b"\xef\xbb\xbf")
    return table_bytes(("tid", "period", "före", "efter", "skillnad", "källa"), rows)


def plain_kr(ore: int) -> str:
    """Return kronor as Excel reads them in Sweden: -1234,50."""
    kronor, rest = divmod(abs(ore), ORE_PER_KR)
    return f"{'-' if ore < 0 else ''}{kronor},{rest:02d}"


def _contents(sources: Iterable[StoredSource]) -> set[str]:
    return {source.sha256 for source in sources}


def _rows(reader: _Reader) -> tuple[StoreRow, ...]:
    """Return all rows; ValueError at the first line that is not what xltools writes, or that stands there twice."""
    if tuple(next(reader, ())) != _TITLES:
        raise ValueError
    rows: dict[CellKey, StoreRow] = {}
    for cells in reader:
        if any(cells):
            row = _row(cells, reader.line_num)
            if row.key in rows:
                raise ValueError
            rows[row.key] = row
    return tuple(rows.values())


def _row(cells: list[str], line: int) -> StoreRow:
    """Return one row; ValueError when it is not what xltools writes."""
    year, month, unit, code, amount, files, contents = cells
    if not 1 <= int(month) <= 12 or not unit or not code:
        raise ValueError
    return StoreRow((unit, code, int(year), int(month)), _ore(amount), _sources(files, contents), line)


def _ore(amount: str) -> int:
    """Return öre; what xltools wrote itself, as nearly all of it, is read without more ado."""
    if _OWN_AMOUNT(amount):
        return int(amount.replace(",", ""))
    ore, _ = money(amount, ORE_PER_KR)
    if ore is None:
        raise ValueError
    return ore


@lru_cache(maxsize=256)
def _sources(files: str, contents: str) -> tuple[StoredSource, ...]:
    pairs = zip(files.split(_BETWEEN), contents.split(_BETWEEN), strict=True)
    return tuple(StoredSource(file, content) for file, content in pairs)


def table_text(data: bytes) -> str:
    """Return the text of a table of ours; Excel saves it in its own encoding when someone has opened and saved it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def table_bytes(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return a table as Excel opens it in Sweden: UTF-8 with its mark, semicolons; no headings when there are none."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    if titles:
        writer.writerow(titles)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
