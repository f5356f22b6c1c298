"""Compiles messages.po to the messages.mo that gettext reads: `python -m xltools.locale.compile`.

Run it after editing the .po; a test fails when the two differ.
"""

from __future__ import annotations

import ast
import struct

from xltools.locale import DOMAIN, FOLDER, LANGUAGE

CATALOGUE = FOLDER / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"
COMPILED = CATALOGUE.with_suffix(".mo")

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")
_ENTRY = struct.Struct("<2I")


def messages(po: str) -> dict[str, str]:
    """Return msgid → msgstr; singular and plural forms are joined by NUL as gettext wants them."""
    found: dict[str, str] = {}
    for block in po.split("\n\n"):
        parts: list[tuple[str, str]] = []
        for line in block.splitlines():
            if line.startswith("msg"):
                keyword, text = line.split(" ", 1)
                parts.append((keyword, ast.literal_eval(text)))
            elif line.startswith('"'):
                keyword, text = parts.pop()
                parts.append((keyword, text + ast.literal_eval(line)))
        if parts:
            key = "\0".join(text for keyword, text in parts if keyword.startswith("msgid"))
            found[key] = "\0".join(text for keyword, text in parts if keyword.startswith("msgstr"))
    return found


def compiled(po: str) -> bytes:
    """Return the .mo: header, table of originals, table of translations, then the texts, each ended by NUL."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages(po).items())
    originals = _HEADER.size
    translations = originals + len(pairs) * _ENTRY.size
    at = translations + len(pairs) * _ENTRY.size
    tables, texts = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += _ENTRY.pack(len(pair[column]), at + len(texts))
            texts += pair[column] + b"\0"
    return _HEADER.pack(_MAGIC, 0, len(pairs), originals, translations, 0, at) + tables + texts


if __name__ == "__main__":
    COMPILED.write_bytes(compiled(CATALOGUE.read_text("utf-8")))
