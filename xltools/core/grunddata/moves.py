"""Reads Omflyttningar: which unit an earlier one has become; and says where the rows cannot all be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.cells import parse
from xltools.core.grunddata.tables import Reader, Record
from xltools.core.grunddata.tree import Units
from xltools.model.codes import Code
from xltools.model.move import Move
from xltools.model.organisation import Level, OrgUnit
from xltools.model.period import Period
from xltools.sheets import grunddata as spec

_WHOLE = Decimal(100)

Read = tuple[Record, Move]


def read_moves(reader: Reader, units: Units) -> tuple[tuple[Move, ...], Units]:
    """Return the rows of Omflyttningar in order, and every code that history may stand on: today's and former ones."""
    records = tuple(reader.records(spec.OMFLYTTNINGAR))
    former = {record.text("gammal"): record.text("namn") for record in reversed(records)}
    found: list[Read] = []
    seen: dict[Move, int] = {}
    for record in records:
        old, since = _enhet(record, "gammal", units, former), record.period("fran")
        new, share = _enhet(record, "ny", units, former), _share(record)
        if not old or not new or since is None or share is None:
            continue
        identity = Move(old, new, since, _WHOLE, 0)
        if identity in seen:
            record.say(Code.DUPLICATE_ROW, "gammal", row=f"{old}, {new}, {since}", other=str(seen[identity]))
            continue
        seen[identity] = record.row
        found.append((record, Move(old, new, since, share, record.row, record.text("namn"))))
    _check_shares(found)
    _check_times(found, units)
    _check_circles(found)
    known: dict[str, OrgUnit | None] = {code: OrgUnit(code, name, Level.ENHET) for code, name in former.items() if code}
    return tuple(move for _, move in found), known | dict(units)


def _enhet(record: Record, key: str, units: Units, former: Mapping[str, str]) -> str:
    """Return a code that is or was an enhet, else "" with a finding; a new code is not its own former one."""
    code = record.text(key)
    node = units.get(code)
    if node is not None and node.level is not Level.ENHET:
        record.say(Code.NOT_A_UNIT, key, found=f"{code} {node.name}", level=node.level.value)
        return ""
    if key == "gammal" or code in units:
        return code
    known = [*units, *(old for old in former if old != record.text("gammal"))]
    return record.known(key, known, spec.ORGANISATION.name) if code else ""


def _share(record: Record) -> Decimal | None:
    """Return the share in per cent, 100 where the cell is empty, None with a finding where it is no share."""
    if not record.text("andel"):
        return _WHOLE
    share = record.number("andel")
    if share is not None and not 0 < share <= _WHOLE:
        record.say(Code.NOT_A_NUMBER, "andel", found=record.text("andel"))
        return None
    return share


def _events(found: Sequence[Read]) -> dict[tuple[str, Period], list[Read]]:
    events: dict[tuple[str, Period], list[Read]] = {}
    for record, move in sorted(found, key=lambda read: read[1].since):
        events.setdefault((move.old, move.since), []).append((record, move))
    return events


def _check_shares(found: Sequence[Read]) -> None:
    for (old, since), rows in _events(found).items():
        total = sum(move.share_pct for _, move in rows)
        if total != _WHOLE:
            rows[-1][0].say(Code.MOVE_SHARES, "andel", found=old, period=str(since), sum=parse.shown(Decimal(total)))


def _check_times(found: Sequence[Read], units: Units) -> None:
    """Tell what is moved when nothing is left of it, and what is moved to a code that has ended."""
    ended: dict[str, Move] = {}
    for (old, _), rows in _events(found).items():
        if old in ended:
            before = ended[old]
            details = {"found": old, "period": str(before.since), "other": str(before.row)}
            rows[0][0].say(Code.MOVED_TWICE, "fran", **details)
        elif all(move.new != old for _, move in rows):
            ended[old] = rows[0][1]
    for record, move in found:
        gone = ended.get(move.new)
        if gone is not None and gone.since < move.since and move.new not in units:
            details = {"found": move.old, "new": move.new, "period": str(move.since), "other": str(gone.since)}
            record.say(Code.MOVE_TO_GONE, "ny", **details)


def _check_circles(found: Sequence[Read]) -> None:
    """Tell each circle of codes once, at the row that closes it."""
    nexts: dict[str, list[Read]] = {}
    for record, move in found:
        if move.new != move.old:
            nexts.setdefault(move.old, []).append((record, move))
    settled: set[str] = set()

    def walk(code: str, path: list[str]) -> None:
        for record, move in nexts.get(code, ()):
            if move.new in path:
                circle = [*path[path.index(move.new) :], move.new]
                record.say(Code.MOVE_CIRCLE, "ny", path=" > ".join(circle))
            elif move.new not in settled:
                walk(move.new, [*path, move.new])
        settled.add(code)

    for code in nexts:
        if code not in settled:
            walk(code, [code])
