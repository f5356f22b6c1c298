"""Puts a fresh text where an old one stands, paragraph by paragraph or within one, and keeps what is not text."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from xltools.model.text import DRAFT
from xltools.word.linked.runs import keeps, look_of, write
from xltools.word.ooxml import LEAVES, PPR, RPR, P, R, T, new, parent_of, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xltools.word.linked.found import FoundText
    from xltools.word.ooxml import Element

_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))
# What stands between runs and belongs to people or to links, by the end of a text that it goes to.
_OPENING = frozenset({w("bookmarkStart"), w("commentRangeStart"), w("permStart")})
_CLOSING = frozenset({w("bookmarkEnd"), w("commentRangeEnd"), w("permEnd")})


def replace(old: FoundText, fresh: FoundText | None) -> None:
    """Put a fresh text where an old one stands, nothing where there is none; comments on the old one go to its ends.

    Where somebody has taken the word «Utkast» away, the fresh text comes without it.
    """
    if fresh is None:
        _write_block(old.content, ()) if old.block else _write_runs(old.content, ())
        return
    unmarked = fresh.shown.startswith(DRAFT) and not old.shown.startswith(DRAFT)
    if old.block:
        made = [_paragraph(old, fresh, number) for number in range(_count(fresh))]
        if unmarked:
            _unmark(run for paragraph in made for run in paragraph.iter(R))
        _write_block(old.content, made)
    else:
        runs = _runs(fresh)
        if unmarked:
            _unmark(iter(runs))
            runs = [run for run in runs if any(child.tag != RPR for child in run)]
        _write_runs(old.content, runs)


def _unmark(runs: Iterable[Element]) -> None:
    """Take the word that marks a draft away from the beginning of a text."""
    left = DRAFT
    for run in runs:
        for text in run.iter(T):
            said = text.text or ""
            if not left:
                return
            if not (said.startswith(left) or left.startswith(said)):
                return
            text.text, left = said[len(left) :], left[len(said) :]


def _count(text: FoundText) -> int:
    return len(text.content) if text.block else 1


def _paragraph(old: FoundText, fresh: FoundText, number: int) -> Element:
    """Return one paragraph of the fresh text; where the old one had as many, its formatting is kept."""
    if not fresh.block:
        made = new(P, old.content[0])
        made.extend(_runs(fresh))
    else:
        made = copy.deepcopy(fresh.content[number])
        for mark in list(made.iter(*_BOOKMARKS)):
            parent_of(mark).remove(mark)
    if len(old.content) == _count(fresh):
        _keep_look(old.content[number], made)
    return made


def _keep_look(old: Element, made: Element) -> None:
    """Give a new paragraph the formatting that somebody may have given the old one, run by run where they are alike."""
    look, given = look_of(old), made.find(PPR)
    if given is not None:
        made.remove(given)
    if look is not None:
        made.insert(0, look)
    before, after = list(old.iter(R)), list(made.iter(R))
    if len(before) != len(after):
        return
    for run, fresh in zip(before, after, strict=True):
        look, given = look_of(run, RPR), fresh.find(RPR)
        if given is not None:
            fresh.remove(given)
        if look is not None:
            fresh.insert(0, look)


def _runs(text: FoundText) -> list[Element]:
    """Return copies of a text's runs; paragraphs are joined by a space."""
    if not text.block:
        return [copy.deepcopy(run) for run in text.content]
    runs: list[Element] = []
    for paragraph in text.content:
        inside = [copy.deepcopy(run) for run in paragraph.iter(R)]
        if runs and inside:
            space = new(R, inside[0])
            write([space], " ")
            runs.append(space)
        runs += inside
    return runs


def _write_block(old: Sequence[Element], paragraphs: Sequence[Element]) -> None:
    """Put paragraphs in the place of others; one empty paragraph is left where there are none."""
    opening, closing = _marks(old)
    place = parent_of(old[0])
    at = place.index(old[0])
    if not paragraphs:
        emptied = new(P, old[0])
        look = look_of(old[0])
        if look is not None:
            emptied.append(look)
        paragraphs = [emptied]
    for paragraph in old:
        parent_of(paragraph).remove(paragraph)
    for number, paragraph in enumerate(paragraphs):
        place.insert(at + number, paragraph)
    first = paragraphs[0]
    start = 1 if first.find(PPR) is not None else 0
    for number, mark in enumerate(opening):
        first.insert(start + number, mark)
    paragraphs[-1].extend(closing)


def _marks(old: Iterable[Element]) -> tuple[list[Element], list[Element]]:
    """Return what links and people have put between and into the runs: what opens, and what closes or refers."""
    opening: list[Element] = []
    closing: list[Element] = []
    for element in old:
        for one in element.iter():
            if one.tag in _OPENING:
                opening.append(one)
            elif one.tag in _CLOSING:
                closing.append(one)
            elif one.tag == R and keeps(one):
                closing.append(_without_text(copy.deepcopy(one)))
    return [copy.deepcopy(one) for one in opening], [copy.deepcopy(one) for one in closing]


def _write_runs(old: Sequence[Element], runs: Sequence[Element]) -> None:
    """Put runs in the place of others of one paragraph; runs that hold a reference stay."""
    place = parent_of(old[0])
    at = place.index(old[0])
    for number, run in enumerate(runs):
        place.insert(at + number, run)
    for run in old:
        if keeps(run):
            _without_text(run)
        else:
            parent_of(run).remove(run)


def _without_text(run: Element) -> Element:
    for leaf in [child for child in run if child.tag in LEAVES]:
        run.remove(leaf)
    return run
