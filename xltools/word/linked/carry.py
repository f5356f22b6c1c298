"""Gives a document that is brought up to date the provenance of the fresh one, in the place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.model.provenance import Memory
from xltools.word.linked import codec, store
from xltools.word.linked.store import Store

if TYPE_CHECKING:
    from xltools.word.package import Package

NOTHING = Memory()


def carried_over(fresh: Package, package: Package, memory: Memory = NOTHING) -> Package:
    """Return the package with the provenance of the fresh document, and what the document is to remember.

    The provenances of documents merged into it stay. A damaged one is replaced, for nobody can tell whose it was.
    """
    (whole,) = store.kept_whole(fresh).values()
    part = _own(package, whole)
    ground, place = Store.standing(package, part) if part else Store.prepared(package)
    if memory:
        whole = codec.remembering(whole, memory)
    return ground.with_parts(place.parts(whole, store.kept_copy(fresh)))


def _own(package: Package, whole: str) -> str:
    """Return the part that holds the provenance of the same document, "" when there is none."""
    wanted = _identity(whole)
    return next((part for part, text in store.kept_whole(package).items() if _identity(text) in (wanted, None)), "")


def _identity(text: str) -> tuple[str, str, str] | None:
    """Return which document a provenance is of; None when it is damaged."""
    try:
        origin = codec.read_origin(text)
    except codec.DamagedError:
        return None
    return origin.document, origin.period, origin.case
