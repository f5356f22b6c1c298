"""What people judge of the forecasts, read from grunddata: the ekonom's decided forecasts, and chances and risks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from xltools.core.grunddata.tables import Reader, Record
from xltools.core.grunddata.tree import Units, enhet, twice
from xltools.model.codes import Code
from xltools.model.line import Line, LineKind
from xltools.model.master import Decision, Prospect
from xltools.model.number import kr
from xltools.sheets import grunddata as spec
from xltools.sheets.spec import Table


def read_decisions(
    reader: Reader, units: Units, lines: Sequence[Line], codes: Collection[str], entry_ore: int
) -> tuple[Decision, ...]:
    """Return the rows of Prognosbeslut in order; a row that is decided twice, or on no enhet, becomes a finding.

    `codes` are those of every kostnadsslag on the sheet, also of one that could not be read and is not in `lines`.
    A sign that is unusual for the kostnadsslag is a warning alone: a forecast of credits is rare, but may be right.
    """
    kinds = {line.code: line.kind for line in lines}
    found: list[Decision] = []
    seen: dict[tuple[object, ...], int] = {}
    for record in reader.records(spec.PROGNOSBESLUT):
        period, unit = record.period("period"), enhet(record, units)
        line = record.known("kostnadsslag", codes, spec.KOSTNADSSLAG.name)
        amount, reason, name = record.money("prognos", entry_ore), record.text("orsak"), record.text("namn")
        if period is None or not unit or not line or amount is None:
            continue
        key = str(period), unit, line
        twice(record, "enhet", key, seen)
        kind = kinds.get(line)
        if kind is not None and (amount > 0 if kind is LineKind.REVENUE else amount < 0):
            record.say(Code.DECISION_SIGN, "prognos", found=f"{kr(amount)} kr", kind=_OF_KIND[kind])
        found.append(Decision(period, unit, line, amount, reason, name, record.row))
    return tuple(found)


def read_prospects(
    reader: Reader, nodes: Collection[str], lines: Collection[str], entry_ore: int
) -> tuple[Prospect, ...]:
    """Return the rows of Scenarier in order; one without any amount, or with a negative one, becomes a finding."""
    found = []
    for record in reader.records(spec.SCENARIER):
        period, node = record.period("period"), record.known("galler", nodes, spec.ORGANISATION.name)
        given = bool(record.text("kostnadsslag"))
        line = record.known("kostnadsslag", lines, spec.KOSTNADSSLAG.name) if given else ""
        better, worse = _size(record, "battre", entry_ore), _size(record, "samre", entry_ore)
        reason, name = record.text("orsak"), record.text("namn")
        if not record.text("battre") and not record.text("samre"):
            both = f"{_title(spec.SCENARIER, 'battre')} eller {_title(spec.SCENARIER, 'samre')}"
            record.say(Code.MISSING, "battre", column=both, row=f"rad {record.row}")
        if period is not None and node and (line or not given):
            found.append(Prospect(period, node, line, better, worse, reason, name, record.row))
    return tuple(found)


_OF_KIND = {LineKind.REVENUE: "en intäkt", LineKind.COST: "en kostnad"}


def _size(record: Record, key: str, entry_ore: int) -> int:
    """Return an amount that has no sign, 0 where the cell is empty; a negative one is told."""
    amount = record.money(key, entry_ore) or 0
    if amount < 0:
        record.say(Code.PROSPECT_NEGATIVE, key, found=record.text(key), column=_title(spec.SCENARIER, key))
    return amount


def _title(table: Table, key: str) -> str:
    return table.columns[table.index(key)].title
