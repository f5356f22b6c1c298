"""Keeps what imports had no enhet or kostnadsslag for: `utfall/avstamning.csv`, a plain table that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from xltools.core.cells.parse import money
from xltools.model.number import ORE_PER_KR
from xltools.model.period import Period
from xltools.model.reconciled import Cause, Reconciled
from xltools.model.report import CannotRunError
from xltools.tasks.imported import LEFT_OUT, plain_kr, store_path, table_bytes, table_text
from xltools.workspace import Workspace

_TITLES = ("år", "månad", "ansvar", "kostnadsslag", "konton", "belopp")

LeftOut = Mapping[Period, Sequence[Cause]]


def left_out_path(workspace: Workspace) -> Path:
    """Return where it is kept."""
    return store_path(workspace).with_name(LEFT_OUT)


def read_left_out(workspace: Workspace) -> LeftOut:
    """Return what was left out of each imported month; CannotRunError when the file is damaged, naming the line."""
    path = left_out_path(workspace)
    if not path.exists():
        return {}
    reader = csv.reader(io.StringIO(table_text(path.read_bytes()), newline=""), delimiter=";")
    try:
        return _causes(reader)
    except (ValueError, csv.Error):
        name = workspace.relative(path)
        raise CannotRunError(
            f"{name} är skadad på rad {reader.line_num}. Ta bort filen och läs in årets exporter igen med "
            "xltools import."
        ) from None


def with_new(known: LeftOut, reconciled: Iterable[Reconciled]) -> LeftOut:
    """Return what was left out, with every month of a new import in place of what was known of it."""
    return {**known, **{month.period: month.causes for month in reconciled}}


def render_left_out(left_out: LeftOut) -> bytes:
    """Return the file, months in time."""
    return table_bytes(
        _TITLES,
        (
            (str(period.year), str(period.month), c.unit, c.line, " ".join(c.accounts), plain_kr(c.ore))
            for period, causes in sorted(left_out.items())
            for c in causes
        ),
    )


def _causes(reader: Iterator[list[str]]) -> dict[Period, list[Cause]]:
    """Return every row by its month; ValueError at the first line that is not what xltools writes."""
    found: dict[Period, list[Cause]] = {}
    if tuple(next(reader, ())) != _TITLES:
        raise ValueError
    for cells in reader:
        if any(cells):
            year, month, unit, line, accounts, amount = cells
            ore, _ = money(amount, ORE_PER_KR)
            if ore is None or not 1 <= int(month) <= 12:
                raise ValueError
            cause = Cause(unit, line, tuple(accounts.split()), ore)
            found.setdefault(Period(int(year), int(month)), []).append(cause)
    return found
