"""Reads the tree of the organisation, and checks trees of coded rows: duplicate codes, unknown parents and circles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xltools.core.cells.suggest import did_you_mean
from xltools.core.grunddata.tables import Reader, Record
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.place import MASTER_FILE, Place
from xltools.sheets import grunddata as spec

_ORDER = tuple(Level)
# What mail programs take without asking; nothing in it can end a line or begin another field of a mail.
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

Units = Mapping[str, OrgUnit | None]
"""Every code of the tree that is written, with its node; None for a row whose level cannot be read."""


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
    for circle in circles(parents):
        records[circle[0]].say(Code.CIRCLE, key, row=circle[0], path=" > ".join([*circle, circle[0]]))
        good = False
    return good


def circles(parents: Mapping[str, str]) -> list[list[str]]:
    """Return every circle of codes that lie below each other, each once, from code to parent."""
    found: list[list[str]] = []
    settled: set[str] = set()
    for code in parents:
        path: list[str] = []
        step = code
        while step in parents and step not in settled and step not in path:
            path.append(step)
            step = parents[step]
        if step in path:
            found.append(path[path.index(step) :])
        settled |= set(path)
    return found


def _email(record: Record) -> str:
    """Return the address for mail, "" when there is none or it cannot be one."""
    address = record.text("epost")
    if address and not _ADDRESS.fullmatch(address):
        record.say(Code.EMAIL_UNREADABLE, "epost", found=address)
        return ""
    return address


def read_organisation(reader: Reader) -> tuple[Organisation | None, Units]:
    """Return the tree, None when it is not sound, and every code on its sheet."""
    records = [(record, record.text("kod")) for record in reader.records(spec.ORGANISATION)]
    first = unique(records)
    nodes = []
    for code, record in first.items():
        level = record.word("niva", Level)
        name, parent = record.text("namn"), record.text("overordnad")
        if level is not None:
            nodes.append(OrgUnit(code, name, level, parent, record.text("ansvarig"), _email(record)))
    by_code = {node.code: node for node in nodes}
    units = {code: by_code.get(code) for code in first}
    parents = {node.code: node.parent for node in nodes}
    good = sound(first, parents)
    circling = {code for circle in circles(parents) for code in circle}
    roots = [node for node in nodes if not node.parent]
    # A nämnd may be missing only because its own row has a fault, which is told; more than one is a fault of its own.
    lost = not roots and (circling or len(nodes) < len(first) or not reader.has_codes(spec.ORGANISATION.name))
    if len(roots) != 1 or roots[0].level is not Level.NAMND:
        if not lost:
            details = {"found": f"{len(roots)} rader utan överordnad"}
            reader.findings.append(Finding(Code.NO_ROOT, Place(MASTER_FILE, spec.ORGANISATION.name), details=details))
        good = False
    for node in nodes:
        above = by_code.get(node.parent)
        if above and node.code not in circling and _ORDER.index(above.level) >= _ORDER.index(node.level):
            details = {"row": f"{node.code} {node.name}", "found": node.level.value}
            first[node.code].say(Code.WRONG_LEVEL, "niva", parent=f"{above.name} ({above.level.value})", **details)
            good = False
    return (Organisation(tuple(nodes)) if good else None), units


def enhet(record: Record, units: Units) -> str:
    """Return the record's unit when it is an enhet, else "" with a finding."""
    code = record.known("enhet", units, spec.ORGANISATION.name)
    node = units.get(code)
    if node is not None and node.level is not Level.ENHET:
        record.say(Code.NOT_A_UNIT, "enhet", found=f"{code} {node.name}", level=node.level.value)
        return ""
    return code


def twice(record: Record, key: str, identity: tuple[object, ...], seen: dict[tuple[object, ...], int]) -> None:
    """Tell when a row says the same thing as an earlier one."""
    if identity in seen:
        named = ", ".join(str(part) for part in identity if part != "")
        record.say(Code.DUPLICATE_ROW, key, row=named, other=str(seen[identity]))
    seen.setdefault(identity, record.row)
