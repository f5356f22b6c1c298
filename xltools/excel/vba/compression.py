"""Compression of VBA text as [MS-OVBA] 2.4.1 asks for: chunks of 4096 bytes, copies of what came before."""

from __future__ import annotations

import struct

CHUNK = 4096
_SIGNATURE = b"\x01"
# Three bits of signature (011) and one that says that the chunk is compressed.
_COMPRESSED = 0xB000
_SHORTEST_COPY = 3


def compress(data: bytes) -> bytes:
    """Return a CompressedContainer; the same data gives the same bytes.

    ValueError for data that grows when it is compressed, as noise would: program text never does.
    """
    chunks = (_chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))
    return _SIGNATURE + b"".join(chunks)


def _chunk(text: bytes) -> bytes:
    """Return one chunk: groups of eight tokens, each a letter or a copy, after a byte that tells which is which."""
    out = bytearray()
    earlier: dict[bytes, list[int]] = {}
    position = 0
    while position < len(text):
        flags, group = 0, bytearray()
        for bit in range(8):
            if position >= len(text):
                break
            length, offset = _longest(text, position, earlier)
            if length:
                # The longer the text behind, the more bits of a copy say how far back it begins.
                group += struct.pack("<H", (offset - 1) << (16 - _offset_bits(position)) | (length - _SHORTEST_COPY))
                flags |= 1 << bit
            else:
                group.append(text[position])
            for at in range(position, position + max(1, length)):
                earlier.setdefault(text[at : at + _SHORTEST_COPY], []).append(at)
            position += max(1, length)
        out.append(flags)
        out += group
    if len(out) > CHUNK:
        raise ValueError("the text cannot be compressed")
    return struct.pack("<H", (len(out) - 1) | _COMPRESSED) + bytes(out)


def _offset_bits(position: int) -> int:
    return max(4, (position - 1).bit_length()) if position else 4


def _longest(text: bytes, position: int, earlier: dict[bytes, list[int]]) -> tuple[int, int]:
    """Return length of and distance to the longest copy of what follows; zeros where there is none worth making."""
    left = len(text) - position
    if left < _SHORTEST_COPY:
        return 0, 0
    most = min((0xFFFF >> _offset_bits(position)) + _SHORTEST_COPY, left)
    best = offset = 0
    for start in reversed(earlier.get(text[position : position + _SHORTEST_COPY], ())):
        length = _SHORTEST_COPY
        while length < most and text[start + length] == text[position + length]:
            length += 1
        if length > best:
            best, offset = length, position - start
        if best == most:
            break
    return best, offset
