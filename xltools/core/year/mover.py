"""Whose an amount is today that stood on an earlier code: what Omflyttningar says, move by move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from xltools.model.master import MasterData
from xltools.model.move import Event, Move
from xltools.model.number import apportion
from xltools.model.period import Period

Shares = Mapping[str, Fraction]
"""Unit → its share; together they are the whole."""

_Later = Callable[[str, Period], bool]
"""Whether a code's move, by when it is, is still to come for an amount."""


@dataclass(frozen=True)
class Mover:
    """Tells whose an amount is today. `living` are the codes of today's organisation.

    `done` are the moves that the amounts have in them already, as those of a snapshot that was made after them.
    """

    moves: tuple[Move, ...]
    living: frozenset[str]
    done: frozenset[Event] = frozenset()

    @classmethod
    def of(cls, master: MasterData) -> Mover:
        """Return the mover of grunddata."""
        return cls(master.moves, frozenset(master.organisation.by_code))

    def after(self, done: frozenset[Event]) -> Mover:
        """Return the mover of amounts that have these moves in them already."""
        return self if done == self.done else replace(self, done=done)

    @cached_property
    def _events(self) -> dict[str, list[tuple[Period, dict[str, Fraction]]]]:
        """Return each old code's moves in time: when, and to whom."""
        found: dict[str, dict[Period, dict[str, Fraction]]] = {}
        for move in self.moves:
            found.setdefault(move.old, {}).setdefault(move.since, {})[move.new] = Fraction(move.share_pct) / 100
        return {old: sorted(events.items(), key=lambda event: event[0]) for old, events in found.items()}

    @cached_property
    def _known(self) -> dict[tuple[str, Period], Shares]:
        return {}

    def touches(self, unit: str) -> bool:
        """Return whether anything of this code is moved."""
        return unit in self._events

    def shares(self, unit: str, month: Period) -> Shares:
        """Return whose an amount is today that stood on `unit` in `month`.

        A move takes what stood on the old code before it. A code that is no enhet any more has its last move for what
        is posted on it later too.
        """
        key = unit, month
        if key not in self._known:
            done = {since for old, since in self.done if old == unit}
            self._known[key] = self._owners(
                unit, lambda code, since: since > month and not (code == unit and since in done)
            )
        return self._known[key]

    def waits(self, unit: str, month: Period) -> bool:
        """Return whether a move is still to take what stood on `unit` in `month`."""
        return any(since > month and (unit, since) not in self.done for since, _ in self._events.get(unit, ()))

    def _owners(self, unit: str, later: _Later) -> Shares:
        events = self._events.get(unit, [])
        coming = [(since, targets) for since, targets in events if later(unit, since)]
        if not coming and (unit in self.living or not events):
            return {unit: Fraction(1)}
        since, targets = coming[0] if coming else events[-1]
        found: dict[str, Fraction] = {}
        for target, share in targets.items():
            for owner, part in self._onward(unit, target, since, later, coming=bool(coming)).items():
                found[owner] = found.get(owner, Fraction(0)) + share * part
        return found

    def _onward(self, unit: str, target: str, since: Period, later: _Later, *, coming: bool) -> Shares:
        """Return whose it is that came to `target` at `since`, or was posted later than every move of `unit`."""
        if not coming:
            return {unit: Fraction(1)} if target == unit else self._owners(target, later)
        if target == unit:
            # What stays waits for the code's next move, unless that is one of those that are done.
            return self._owners(target, lambda code, at: at > since and later(code, at))
        # What comes to another code was never on it before, and goes on with its moves, one of the same month too.
        return self._owners(target, lambda _, at: at >= since)


def split(mover: Mover, unit: str, month: Period, amount: int, *, zeros: bool = False) -> list[tuple[str, int]]:
    """Return an amount of `unit` in `month` in whole parts by units of today; parts of nothing only with `zeros`."""
    if not mover.touches(unit):
        return [(unit, amount)]
    shares = dict(sorted(mover.shares(unit, month).items()))
    parts = list(zip(shares, apportion(amount, tuple(shares.values())), strict=True))
    return parts if zeros or not amount else [(owner, part) for owner, part in parts if part]
