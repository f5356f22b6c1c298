"""A picture to put into a document: its format and size, read from its first bytes and never decoded."""

from __future__ import annotations

import struct
from dataclasses import dataclass

MOST_BYTES = 2_000_000
MOST_PIXELS = 6_000

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# The markers of a JPEG that begin a frame and so give its size; C4, C8 and CC in the same row mean other things.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NotAPicture(ValueError):  # noqa: N818  # the name says what is wrong, as a sentence
    """The bytes are no picture that fits in a document; `str()` is a Swedish clause that says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its bytes, its kind (`png` or `jpeg`), its size in pixels, and its alternative text."""

    data: bytes
    kind: str
    width: int
    height: int
    description: str


def picture(data: bytes, description: str) -> Picture:
    """Return the picture in `data`; NotAPicture when it is too large, damaged or of another format."""
    if len(data) > MOST_BYTES:
        raise NotAPicture(f"filen är större än {MOST_BYTES // 1_000_000} MB")
    if data.startswith(_PNG):
        kind, size = "png", _png_size(data)
    elif data.startswith(_JPEG):
        kind, size = "jpeg", _jpeg_size(data)
    else:
        raise NotAPicture("filen är ingen bild i formatet PNG eller JPEG")
    if size is None or min(size) < 1:
        raise NotAPicture("bilden är skadad")
    if max(size) > MOST_PIXELS:
        raise NotAPicture(f"bilden är {size[0]} × {size[1]} bildpunkter, högst {MOST_PIXELS} på var ledd går")
    return Picture(data, kind, *size, description)


def _png_size(data: bytes) -> tuple[int, int] | None:
    # Signature, then the header chunk: length, name, width, height; a whole file ends with the chunk IEND.
    if len(data) < 45 or data[12:16] != b"IHDR" or data[-8:-4] != b"IEND":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
