"""Checks trees of coded rows: duplicate codes, unknown parents and circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.cells.suggest import did_you_mean
from xltools.core.grunddata.tables import Record
from xltools.model.codes import Code


def unique(records: Sequence[tuple[Record, str]], key: str = "kod") -> dict[str, Record]:
    """Return the first record of every code, with a finding for each that comes again."""
    first: dict[str, Record] = {}
    for record, code in records:
        if not code:
            continue
        if code in first:
            record.say(Code.DUPLICATE_CODE, key, found=code, other=str(first[code].row))
        else:
            first[code] = record
    return first


def sound(records: Mapping[str, Record], parents: Mapping[str, str], key: str = "overordnad") -> bool:
    """Return whether every parent is known and no code lies below itself; what is wrong becomes findings."""
    good = True
    for code, parent in parents.items():
        if parent and parent not in records:
            near = did_you_mean(parent, records)
            records[code].say(Code.UNKNOWN_PARENT, key, row=code, found=parent, near=near)
            good = False
    told: set[str] = set()
    for code in parents:
        path = [code]
        while (parent := parents.get(path[-1], "")) and parent not in path:
            path.append(parent)
        if parent and parent in path and not told & set(path):
            circle = path[path.index(parent) :]
            told |= set(circle)
            records[circle[0]].say(Code.CIRCLE, key, row=circle[0], path=" > ".join([*circle, circle[0]]))
            good = False
        elif parent:
            good = False
    return good
