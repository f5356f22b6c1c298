"""A decompressor of VBA text written from [MS-OVBA] 2.4.1.1 alone, to hold ours against."""

from __future__ import annotations

import struct


def decompress(data: bytes) -> bytes:
    """Return what a CompressedContainer holds."""
    assert data[0] == 1
    out, position = bytearray(), 1
    while position < len(data):
        (header,) = struct.unpack_from("<H", data, position)
        assert header >> 12 & 7 == 0b011
        assert header & 0x8000, "program text is always compressed"
        end, start = position + (header & 0xFFF) + 3, len(out)
        position += 2
        while position < end:
            flags, position = data[position], position + 1
            for bit in range(8):
                if position == end:
                    break
                if not flags >> bit & 1:
                    out.append(data[position])
                    position += 1
                    continue
                (token,) = struct.unpack_from("<H", data, position)
                position += 2
                bits = max(4, (len(out) - start - 1).bit_length())
                offset, length = (token >> (16 - bits)) + 1, (token & (0xFFFF >> bits)) + 3
                assert offset <= len(out) - start
                for _ in range(length):
                    out.append(out[-offset])
        assert len(out) - start <= 4096
    return bytes(out)
