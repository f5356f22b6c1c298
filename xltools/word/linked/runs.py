"""Writes what a figure or a cell shows into the runs that people have left: in place, or as a tracked change."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xltools.word.ooxml import (
    LEAVES,
    PPR,
    RPR,
    VAL,
    XML_SPACE,
    P,
    R,
    T,
    attribute,
    nearest,
    new,
    paragraph_text,
    parent_of,
    w,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xltools.word.ooxml import Element
    from xltools.word.package import Package

AUTHOR = "xltools"

REFERENCES = (w("commentReference"), w("footnoteReference"), w("endnoteReference"))
"""What makes a run stay, whatever text is written: it refers to something that people wrote."""

_INSERTED, _DELETED, _DELETED_TEXT = w("ins"), w("del"), w("delText")
_GONE = frozenset({_DELETED, w("moveFrom")})
_CONTROL, _PROPERTIES, _CONTENT, _PLACEHOLDER = w("sdt"), w("sdtPr"), w("sdtContent"), w("showingPlcHdr")
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Tracking:
    """How changes are tracked in a document: when, and with which numbers."""

    time: str
    numbers: Iterator[int]

    def change(self, tag: str, like: Element) -> Element:
        """Return an empty w:ins or w:del of ours."""
        made = new(tag, like)
        made.set(w("id"), str(next(self.numbers)))
        made.set(w("author"), AUTHOR)
        if self.time:
            made.set(w("date"), self.time)
        return made


def is_tracked(package: Package) -> bool:
    """Return whether «Spåra ändringar» is on in a document."""
    for part in package.parts_of("settings"):
        setting = package.parse(part).find(w("trackRevisions"))
        if setting is not None:
            return attribute(setting, VAL) not in _OFF
    return False


def write(runs: Sequence[Element], text: str, tracking: Tracking | None = None) -> None:
    """Show a text in these runs, as the first of them that shows anything looks; what else they hold stays in them.

    With `tracking` the old text stays in the file as deleted, before the control if there is one, and the new one is
    inserted; in runs that are themselves a tracked insertion the text is replaced. Text that somebody has deleted stays
    deleted.
    """
    live = [run for run in runs if not _is_gone(run)]
    if not live:
        return
    first = next((run for run in live if _shows(run)), live[0])
    if tracking is not None and nearest(first, _INSERTED) is None:
        _write_tracked(live, first, text, tracking)
        return
    at = next((index for index, child in enumerate(first) if child.tag in LEAVES), len(first))
    for run in live:
        _clear(run)
    first.insert(at, _text(first, text))
    for run in live:
        if run is not first and all(child.tag == RPR for child in run):
            parent_of(run).remove(run)


def write_control(control: Element, text: str) -> None:
    """Show a text in a control that somebody has emptied, in place of what Word asks for there."""
    properties, content = control.find(_PROPERTIES), control.find(_CONTENT)
    if content is None:
        return
    asked = None if properties is None else properties.find(_PLACEHOLDER)
    if properties is not None and asked is not None:
        properties.remove(asked)
        for run in list(content.iter(R)):
            parent_of(run).remove(run)
    runs = [run for run in content.iter(R) if not _is_gone(run)]
    if not runs:
        runs = [new(R, content)]
        paragraph = next(content.iter(P), None)
        (content if paragraph is None else paragraph).append(runs[0])
    write(runs, text)


def write_paragraph(paragraph: Element, text: str, tracking: Tracking | None = None) -> None:
    """Show a text in a paragraph of a table's cell."""
    runs = [run for run in paragraph.iter(R) if nearest(run, P) is paragraph and not keeps(run)]
    if not any(not _is_gone(run) for run in runs):
        runs = [new(R, paragraph)]
        paragraph.append(runs[0])
    write(runs, text, tracking)


def shows(paragraph: Element) -> bool:
    """Return whether a paragraph shows anything."""
    return bool(paragraph_text(paragraph).strip())


def keeps(run: Element) -> bool:
    """Return whether a run must stay where it is."""
    return any(run.find(name) is not None for name in REFERENCES)


def is_emptied(control: Element) -> bool:
    """Return whether a control shows nothing but what Word asks for in an empty one."""
    return control.find(f"{_PROPERTIES}/{_PLACEHOLDER}") is not None


def is_deleted(runs: Sequence[Element]) -> bool:
    """Return whether all that runs show is deleted, and the deletion tracked."""
    return bool(runs) and all(map(_is_gone, runs))


def _write_tracked(live: Sequence[Element], first: Element, text: str, tracking: Tracking) -> None:
    inserted = tracking.change(_INSERTED, first)
    run = new(R, first)
    look = first.find(RPR)
    if look is not None:
        run.append(copy.deepcopy(look))
    run.append(_text(first, text))
    inserted.append(run)
    if text:
        first.addprevious(inserted)
    control = nearest(first, _CONTROL)
    if control is not None and nearest(control, P) is not nearest(first, P):
        control = None
    for old in live:
        if not _shows(old):
            continue
        if nearest(old, _INSERTED) is None:
            # LibreOffice brings deleted text inside a control back to life, so it stands before the control.
            place = inserted if control is None and text else old if control is None else control
            place.addprevious(_deleted(old, tracking))
        _clear(old)
        if not keeps(old) and all(child.tag == RPR for child in old):
            parent_of(old).remove(old)


def _deleted(run: Element, tracking: Tracking) -> Element:
    """Return a copy of a run as deleted text."""
    deleted = tracking.change(_DELETED, run)
    gone = new(R, run)
    deleted.append(gone)
    for child in run:
        if child.tag == RPR or child.tag in LEAVES:
            gone.append(copy.deepcopy(child))
    for leaf in gone.iter(T):
        leaf.tag = _DELETED_TEXT
        leaf.set(XML_SPACE, "preserve")
    return deleted


def _clear(run: Element) -> None:
    for leaf in [child for child in run if child.tag in LEAVES]:
        run.remove(leaf)


def _shows(run: Element) -> bool:
    return any(child.tag in LEAVES for child in run)


def _is_gone(run: Element) -> bool:
    """Return whether a run is deleted text, still in the file because changes are tracked."""
    return any(outer.tag in _GONE for outer in run.iterancestors())


def _text(like: Element, text: str) -> Element:
    shown = new(T, like)
    shown.text = text
    shown.set(XML_SPACE, "preserve")
    return shown


def look_of(element: Element, name: str = PPR) -> Element | None:
    """Return a copy of an element's formatting, None when it has none."""
    found = element.find(name)
    return None if found is None else copy.deepcopy(found)
