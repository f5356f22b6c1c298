"""Two texts beside each other: the part of each where they begin to differ."""

from __future__ import annotations

from itertools import takewhile

_SHOWN, _BEFORE = 140, 30
_NOTHING = "(tomt)"


def differing(old: str, new: str) -> tuple[str, str]:
    """Return both texts on one line each; of long ones the part around their first difference, with … where cut."""
    one, other = " ".join(old.split()), " ".join(new.split())
    if max(len(one), len(other)) <= _SHOWN:
        return one or _NOTHING, other or _NOTHING
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    # From the beginning of a word, and the same for both.
    start = one.rfind(" ", 0, max(0, alike - _BEFORE)) + 1 if alike > _BEFORE else 0
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    part = text[start : start + _SHOWN]
    return f"{'…' if start else ''}{part}{'…' if len(text) > start + _SHOWN else ''}" if text else _NOTHING
