"""Finds again what should stand on a sheet when rows, columns or sheets were moved, renamed, added or taken away."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Label = tuple[str, ...]
"""What a row or column is called: one text, or a code and a name."""

# Above this two names are the same one written otherwise.
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where everything went.

    `at` holds, for every expected label, its position or None; `renamed` and `moved` the expected ones that stand
    under another name or out of order; `extra` the positions of labels that nobody expects.
    """

    at: tuple[int | None, ...]
    renamed: tuple[int, ...]
    moved: tuple[int, ...]
    extra: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Return the expected labels that are nowhere."""
        return tuple(i for i, position in enumerate(self.at) if position is None)


def align(expected: Sequence[Label], found: Mapping[int, Label], first: int = 0) -> Alignment:
    """Return where each of `expected` stands among `found` (position → label, blank ones left out).

    The expected ones should stand in order and without gaps from position `first`.
    """
    at = _same(expected, found)
    left = {position: label for position, label in found.items() if position not in set(at)}
    renamed = _renamed(expected, at, left)
    for i, position in renamed.items():
        at[i] = position
        del left[position]
    return Alignment(tuple(at), tuple(sorted(renamed)), _moved(at, sorted(left), first), tuple(sorted(left)))


def _same(expected: Sequence[Label], found: Mapping[int, Label]) -> list[int | None]:
    """Return the positions of labels that stand as expected; those written twice are taken in order."""
    positions: dict[Label, list[int]] = defaultdict(list)
    for position in sorted(found, reverse=True):
        positions[found[position]].append(position)
    return [positions[label].pop() if positions.get(label) else None for label in expected]


def _renamed(expected: Sequence[Label], at: Sequence[int | None], left: Mapping[int, Label]) -> dict[int, int]:
    """Return expected → position for labels that were probably renamed: by a part that is kept, likeness, or place."""
    lost = [i for i, position in enumerate(at) if position is None]
    parts = Counter((k, part) for label in expected for k, part in enumerate(label) if part)
    chosen: dict[int, int] = {}

    def take(i: int, candidates: list[int]) -> None:
        if len(candidates) == 1 and i not in chosen:
            chosen[i] = candidates[0]

    def free() -> dict[int, Label]:
        return {position: label for position, label in left.items() if position not in chosen.values()}

    for i in lost:
        own = {(k, part) for k, part in enumerate(expected[i]) if part and parts[k, part] == 1}
        take(i, [position for position, label in free().items() if own & set(enumerate(label))])
    for i in lost:
        ranked = sorted((_likeness(expected[i], label), position) for position, label in free().items())
        take(i, [position for likeness, position in ranked[-1:] if likeness >= _LIKENESS])
    for i in lost:
        before = max((p for p in at[:i] if p is not None), default=-1)
        after = min((p for p in at[i + 1 :] if p is not None), default=max(left, default=0) + 1)
        alone = all(position is not None for position in (*at[max(0, i - 1) : i], *at[i + 1 : i + 2]))
        take(i, [position for position in free() if alone and before < position < after])
    return chosen


def _likeness(one: Label, other: Label) -> float:
    return SequenceMatcher(None, " ".join(one).casefold(), " ".join(other).casefold()).ratio()


def _moved(at: Sequence[int | None], extra: Sequence[int], first: int) -> tuple[int, ...]:
    """Return those out of order, and the first of each run that blank lines have pushed away."""
    known = [(i, position) for i, position in enumerate(at) if position is not None]
    kept = _longest_rising([position for _, position in known])
    in_order = [known[k] for k in sorted(kept)]
    out = {i for i, _ in known} - {i for i, _ in in_order}
    strangers = [*extra, *(position for i, position in known if i in out)]
    pushed = set()
    before, last = -1, first - 1
    for i, position in in_order:
        between = sum(last < stranger < position for stranger in strangers)
        # A line that is gone may have been deleted, or only emptied.
        gone = sum(at[j] is None or j in out for j in range(before + 1, i))
        step = position - last - between
        if not i - before - gone <= step <= i - before:
            pushed.add(i)
        before, last = i, position
    return tuple(sorted(out | pushed))


def _longest_rising(positions: Sequence[int]) -> set[int]:
    """Return the indexes of the longest rising part: what has kept its order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for k, position in enumerate(positions):
        length = bisect_left(tails, position)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [position]
        ends[length : length + 1] = [k]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
