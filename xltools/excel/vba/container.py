"""Compound files ([MS-CFB] version 3): a tree of named streams as one file, such as vbaProject.bin."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Tree: TypeAlias = "Mapping[str, bytes | Tree]"
"""Names → bytes of a stream, or the tree of a storage below."""

_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_SECTOR = 512
_MINI_SECTOR = 64
# Streams shorter than this lie together in the mini stream.
_CUTOFF = 4096
_ENTRY_SIZE = 128
_IN_HEADER = 109

_FREE = 0xFFFFFFFF
_END = 0xFFFFFFFE
_FAT = 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF

_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1


@dataclass
class _Entry:
    """One line of the directory: a storage or a stream, with its place in the tree and among the sectors."""

    name: str
    kind: int
    data: bytes = b""
    child: int = _NOTHING
    left: int = _NOTHING
    right: int = _NOTHING
    colour: int = _BLACK
    start: int = 0


@dataclass
class _Sectors:
    """Sectors in order, and for each which one follows it."""

    size: int
    body: bytearray
    following: list[int]

    def store(self, data: bytes) -> int:
        """Put data at the end and return its first sector."""
        if not data:
            return _END
        first, count = len(self.following), -(-len(data) // self.size)
        self.following += [*range(first + 1, first + count), _END]
        self.body += data.ljust(count * self.size, b"\0")
        return first


def compound_file(tree: Tree) -> bytes:
    """Return the file; the same tree gives the same bytes. ValueError when it would exceed 6 MB."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(entries, tree)
    sectors = _Sectors(_SECTOR, bytearray(), [])
    mini = _Sectors(_MINI_SECTOR, bytearray(), [])
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (mini if len(entry.data) < _CUTOFF else sectors).store(entry.data)
    entries[0].data = bytes(mini.body)
    entries[0].start = sectors.store(entries[0].data)
    mini_table = _numbers(mini.following)
    mini_start = sectors.store(mini_table)
    directory_start = sectors.store(_directory(entries))
    # The table of sectors covers its own sectors too.
    first = len(sectors.following)
    count = 1
    while count * _SECTOR // 4 < first + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError("too large for a compound file without further tables")
    table = _numbers([*sectors.following, *[_FAT] * count])
    places = [*range(first, first + count), *[_FREE] * (_IN_HEADER - count)]
    header = struct.pack(
        "<8s16xHHHHH6x9I109I", _SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_start, 0, _CUTOFF,
        mini_start, len(mini_table) // _SECTOR, _END, 0, *places,
    )  # fmt: skip
    return header + bytes(sectors.body) + table


def _numbers(values: list[int]) -> bytes:
    """Return a table of sectors, filled up to whole sectors with free ones."""
    data = struct.pack(f"<{len(values)}I", *values)
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\xff")


def _add(entries: list[_Entry], tree: Tree) -> int:
    """Add what lies in a storage and return the middle of it: entries beside each other form a balanced tree."""
    numbers = []
    # Shorter names come first, whatever their letters; case does not count.
    for name, content in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        entry = _Entry(name, _STREAM, content) if isinstance(content, bytes) else _Entry(name, _STORAGE)
        numbers.append(len(entries))
        entries.append(entry)
        if not isinstance(content, bytes):
            entry.child = _add(entries, content)
    deepest = len(numbers).bit_length() - 1

    def middle(low: int, high: int, depth: int) -> int:
        if low >= high:
            return _NOTHING
        at = (low + high) // 2
        entry = entries[numbers[at]]
        entry.colour = _RED if depth == deepest and depth else _BLACK
        entry.left, entry.right = middle(low, at, depth + 1), middle(at + 1, high, depth + 1)
        return numbers[at]

    return middle(0, len(numbers), 0)


def _directory(entries: list[_Entry]) -> bytes:
    out = bytearray()
    for entry in entries:
        name = entry.name.encode("utf-16le")
        out += struct.pack(
            "<64sHBB3I36xIQ", name, len(name) + 2, entry.kind, entry.colour, entry.left, entry.right, entry.child,
            entry.start, len(entry.data),
        )  # fmt: skip
    unused = struct.pack("<64sHBB3I36xIQ", b"", 0, 0, 0, _NOTHING, _NOTHING, _NOTHING, 0, 0)
    per_sector = _SECTOR // _ENTRY_SIZE
    return bytes(out) + unused * (-len(entries) % per_sector)
