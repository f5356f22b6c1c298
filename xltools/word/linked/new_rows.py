"""Adds rows of a fresh table to one that people have edited, with numbers that nothing else there has."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from xltools.word.linked.anchors import FIRST_NUMBER
from xltools.word.linked.page import own
from xltools.word.ooxml import TC, TR, attribute, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xltools.word.linked.found import FoundRow, FoundTable
    from xltools.word.linked.runs import Tracking
    from xltools.word.ooxml import Element

_ID, _PROPERTIES, _ROW_PROPERTIES = w("id"), w("sdtPr"), w("trPr")
_NUMBERED = (_PROPERTIES, w("bookmarkStart"), w("bookmarkEnd"))
_BEFORE_PROPERTIES = frozenset({w("tblPrEx")})
# Numbers of what is added begin well above those that a fresh document has.
_FIRST = FIRST_NUMBER + 5_000_000


def add(
    table: FoundTable, row: FoundRow, after: Element | None, numbers: Iterator[int], tracking: Tracking | None
) -> None:
    """Add a copy of a fresh row to a table: behind the row `after`, or before all rows that are not headings."""
    made = copy.deepcopy(row.element)
    _renumber(made, numbers)
    if tracking is not None:
        _insert_tracked(made, tracking)
    if after is not None:
        after.addnext(made)
        return
    first = next((one.element for one in table.rows if one.record), None)
    if first is not None:
        first.addprevious(made)
        return
    rows = own(table.element, TR)
    heads = [one for one in rows if one.find(f"{_ROW_PROPERTIES}/{w('tblHeader')}") is not None]
    (heads[-1] if heads else rows[0]).addnext(made)


def fits(table: FoundTable, row: FoundRow) -> bool:
    """Return whether a fresh row has as many cells as the table's own rows: nobody has added or taken away a column."""
    wanted = len(own(row.element, TC))
    return all(len(own(one.element, TC)) == wanted for one in table.rows if one.record)


def _insert_tracked(row: Element, tracking: Tracking) -> None:
    """Mark a row as inserted."""
    properties = row.find(_ROW_PROPERTIES)
    if properties is None:
        properties = row.makeelement(_ROW_PROPERTIES)
        at = next((index for index, child in enumerate(row) if child.tag not in _BEFORE_PROPERTIES), 0)
        row.insert(at, properties)
    properties.append(tracking.change(w("ins"), row))


def _renumber(row: Element, numbers: Iterator[int]) -> None:
    renamed: dict[str, str] = {}
    for element in row.iter(*_NUMBERED):
        holder = element.find(_ID) if element.tag == _PROPERTIES else element
        if holder is None:
            continue
        key = w("val") if element.tag == _PROPERTIES else _ID
        old = attribute(holder, key)
        holder.set(key, renamed.setdefault(old, str(next(numbers))))
        name = attribute(element, w("name"))
        if name and old and name.endswith(old):
            element.set(w("name"), name.removesuffix(old) + renamed[old])


def free_numbers(roots: Iterable[Element]) -> Iterator[int]:
    """Yield numbers that no control, no bookmark and no tracked change of the document has."""
    taken = set()
    for root in roots:
        taken |= {str(number) for element in root.iter() for number in (element.get(_ID),) if number}
        taken |= {attribute(element, w("val")) for element in root.iter(_ID)}
    number = _FIRST
    while True:
        number += 1
        if str(number) not in taken:
            yield number
