"""The anchors of a link in the text: a content control with tag and title, and a hidden bookmark, named by the key.

Editors drop different ones. LibreOffice keeps the title of a plain-text control and every bookmark; Word keeps all.
Word takes 64 characters of a title or tag and 40 of a bookmark, so longer keys are shortened by a hash; the provenance
knows the whole key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha1

from xltools.word.ooxml import quoted

FIGURE, TEXT, TABLE = "f", "t", "b"
"""The kinds of links, as a bookmark's name tells them."""

# Numbers of controls and bookmarks: above those of any template, below the bookmarks of a table of contents.
FIRST_NUMBER = 10_000_001

FORMATTED = "<w:r><w:rPr>"
"""How a run with formatting of its own begins."""

_LONGEST_TITLE = 64
_HASH = 12
# Word hides bookmarks that begin with an underscore from its lists.
_BOOKMARK = re.compile(
    rf"_xl([{FIGURE}{TEXT}{TABLE}])_([0-9a-f]{{{_HASH}}})(?:_\d+)?(?:_?Copy_?\d*)?\d*\Z", re.IGNORECASE
)


def title_of(key: str) -> str:
    """Return the key as a control's tag and title have it: itself, or cut and with a hash after `~` when it is long."""
    return key if len(key) <= _LONGEST_TITLE else f"{key[: _LONGEST_TITLE - _HASH - 1]}~{hash_of(key)}"


def hash_of(key: str) -> str:
    """Return the twelve digits that stand for a key in the names of bookmarks."""
    return sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:_HASH]


def kind_and_hash(bookmark: str) -> tuple[str, str] | None:
    """Return the kind and the hash of the key that a bookmark's name tells, None when it is none of ours."""
    match = _BOOKMARK.match(bookmark)
    return (match[1].lower(), match[2].lower()) if match else None


def bookmark(kind: str, key: str, number: str) -> tuple[str, str]:
    """Return start and end of a bookmark; `number` is its own in the whole document."""
    name = f"_xl{kind}_{hash_of(key)}_{number}"
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def control(key: str, number: str) -> tuple[str, str]:
    """Return start and end of a rich content control, round runs or whole paragraphs."""
    title = quoted(title_of(key))
    start = f'<w:sdt><w:sdtPr><w:alias w:val={title}/><w:tag w:val={title}/><w:id w:val="{number}"/></w:sdtPr>'
    return f"{start}<w:sdtContent>", "</w:sdtContent></w:sdt>"


def figure_control(key: str, number: int, run: str) -> str:
    """Return a run in a content control: plain text where the run has no formatting of its own.

    LibreOffice takes that formatting away in a plain-text control, and the title in a rich one.
    """
    kind = _RICH if run.startswith(FORMATTED) else _PLAIN
    return f"{_names(key)[1]}{number}{kind}{run}</w:sdtContent></w:sdt>"


def marked_control(key: str, number: int, run: str) -> str:
    """Return the same with a bookmark round it."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{_names(key)[0]}{number}"/>{figure_control(key, number, run)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


_RICH = '"/></w:sdtPr><w:sdtContent>'
_PLAIN = '"/><w:text/></w:sdtPr><w:sdtContent>'


# Hashing and quoting cost more than all else, and the documents of a batch have the same keys.
@lru_cache(maxsize=16_384)
def _names(key: str) -> tuple[str, str]:
    """Return how the bookmark's name begins, and how the control does, up to their numbers."""
    title = quoted(title_of(key))
    start = f'<w:sdt><w:sdtPr><w:alias w:val={title}/><w:tag w:val={title}/><w:id w:val="'
    return f"_xl{FIGURE}_{hash_of(key)}_", start
