"""Finds out how a text file is written: its encoding and its sha256, in one pass that never holds the whole file."""

from __future__ import annotations

import codecs
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ENCODINGS = {"utf-8": "utf-8-sig", "latin-1": "cp1252", "cp437": "cp437", "utf-16": "utf-16"}
"""What people may call an encoding, and Python's name. Windows' own Latin-1 is the wider one of the two."""

SHOWN = {"utf-8-sig": "UTF-8", "cp1252": "Latin-1", "cp437": "CP437", "utf-16": "UTF-16"}

_CHUNK = 1 << 20
_ASCII = bytes(range(128))
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What Swedish letters, é, ü and § are in the one code page and in the other.
_LETTERS = "åäöÅÄÖéÉü§"
_CP437 = frozenset(_LETTERS.replace("§", "").encode("cp437"))
_LATIN_1 = frozenset(_LETTERS.encode("cp1252"))


class NotTextError(Exception):
    """The file is not text, or not in the encoding that was asked for; its text is a Swedish clause that says which."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file whose encoding is known. `codec` is Python's name of it, `encoding` what people call it.

    `is_ascii` tells that it reads alike in all of them but UTF-16.
    """

    path: Path
    sha256: str
    codec: str
    encoding: str
    is_ascii: bool = False


def examine(path: Path, encoding: str | None = None) -> TextFile:
    """Return how a file is written; `encoding`, one of ENCODINGS, is taken instead of guessing.

    A file that decodes as UTF-8 is UTF-8. Other files are CP437 or Latin-1, whichever makes more Swedish letters of
    its bytes. NotTextError when it is no text; OSError when it cannot be read.
    """
    asked = ENCODINGS.get(encoding or "")
    digest, high, utf8 = hashlib.sha256(), Counter[int](), codecs.getincrementaldecoder("utf-8")()
    is_utf8, start, nul = True, b"", False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            start = start or chunk[:4]
            digest.update(chunk)
            nul = nul or b"\0" in chunk
            high.update(chunk.translate(None, _ASCII))
            is_utf8 = is_utf8 and _decodes(utf8, chunk)
    is_utf8 = is_utf8 and _decodes(utf8, b"", last=True)
    codec = asked or _guess(start, high, is_utf8=is_utf8)
    if codec == "utf-16" and not start.startswith(_UTF16_MARKS):
        raise NotTextError("den är inte skriven i UTF-16")
    if codec == "utf-8-sig" and not is_utf8:
        raise NotTextError("den är inte skriven i UTF-8")
    if nul and codec != "utf-16":
        raise NotTextError("den innehåller annat än text")
    return TextFile(path, digest.hexdigest(), codec, SHOWN[codec], not high)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, last: bool = False) -> bool:
    try:
        decoder.decode(chunk, last)
    except UnicodeDecodeError:
        return False
    return True


def _guess(start: bytes, high: Counter[int], *, is_utf8: bool) -> str:
    if start.startswith(_UTF16_MARKS):
        return "utf-16"
    if is_utf8:
        return "utf-8-sig"
    old = sum(count for byte, count in high.items() if byte in _CP437)
    new = sum(count for byte, count in high.items() if byte in _LATIN_1)
    return "cp437" if old > new else "cp1252"
