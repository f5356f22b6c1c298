"""The numbers that Word puts before headings whose styles are bound to a multilevel list: 1, 1.1, 1.1.1.

They stand nowhere in the text, so a table of contents that is filled without Word has to count them itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xltools.word.ooxml import PPR, VAL, attribute, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xltools.word.ooxml import Element
    from xltools.word.package import Package

_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_NUMBERS = frozenset({"bullet", "none"})
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is its pattern, `%1.%2`; `restart` the level (from 1) whose number restarts it.

    `restart` 0 means that it never starts over. `legal` shows the numbers of the levels above in digits.
    """

    text: str
    kind: str = "decimal"
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Which list a style's headings belong to, and the level there from 0."""

    list: str
    level: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the headings of a document are numbered: the place of each style, and the levels of each list by number."""

    places: dict[str, Place]
    lists: dict[str, dict[int, Level]]

    @classmethod
    def of(cls, package: Package, headings: dict[str, int]) -> Numbering:
        """Return the numbering of these headings, style id → heading level; of none where no list is bound to them."""
        definitions = next((package.parse(part) for part in package.parts_of("numbering")), None)
        styles = {
            attribute(style, w("styleId")): style
            for part in package.parts_of("styles")
            for style in package.parse(part).iter(w("style"))
        }
        if definitions is None:
            return cls({}, {})
        bound: dict[str, tuple[str, int | None]] = {}
        for style in headings:
            if found := _numbering_of(style, styles):
                bound[style] = found
        abstract = _abstract_lists(definitions, styles)
        places = {
            style: Place(number, _linked(abstract[number], style, level or 0))
            for style, (number, level) in bound.items()
            if number in abstract
        }
        return cls(places, {number: _levels(element) for number, element in abstract.items()})

    def counted(self) -> Counter:
        """Return a count that starts before the first heading."""
        return Counter(self, {})


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts the headings of a document from its start."""

    numbering: Numbering
    reached: dict[str, dict[int, int]]

    def next(self, style: str, own: tuple[str, int | None] | None = None) -> str:
        """Return the number of the next heading in this style, empty when it has none.

        `own` is the list that the heading names itself and its level there, None for that of the style; the list 0
        takes its number away.
        """
        place = self.numbering.places.get(style)
        if own is not None:
            place = Place(own[0], (place.level if place else 0) if own[1] is None else own[1])
        levels = self.numbering.lists.get(place.list) if place else None
        if place is None or levels is None or place.level not in levels:
            return ""
        count = self.reached.setdefault(place.list, {})
        for above in range(place.level):
            if above in levels:
                count.setdefault(above, levels[above].start)
        count[place.level] = count.get(place.level, levels[place.level].start - 1) + 1
        for below in [one for one in count if one > place.level]:
            restart = levels[below].restart
            if restart is None or place.level < restart:
                del count[below]
        return _shown(levels, place.level, count)


def _shown(levels: dict[int, Level], at: int, count: dict[int, int]) -> str:
    level = levels[at]
    if level.kind in _NO_NUMBERS:
        return ""

    def number(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        kind = levels[which].kind if which in levels and not level.legal else "decimal"
        return _written(count.get(which, 0), kind)

    return _PLACEHOLDER.sub(number, level.text).strip()


def _written(number: int, kind: str) -> str:
    """Return a number as a level writes it; a kind that is not known here is written in digits."""
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        roman = "".join(_romans(number))
        return roman if kind == "lowerRoman" else roman.upper()
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _romans(number: int) -> Iterator[str]:
    for value, letters in _ROMAN:
        yield letters * (number // value)
        number %= value


def _numbering_of(style: str, styles: dict[str, Element]) -> tuple[str, int | None] | None:
    """Return list and level that a style or one that it is based on names; the level is None when it says none."""
    seen = set()
    while style in styles and style not in seen:
        seen.add(style)
        named = styles[style].find(f"{PPR}/{w('numPr')}")
        number = None if named is None else named.find(w("numId"))
        if named is not None and number is not None:
            level = _value(named, "ilvl")
            return attribute(number, VAL), int(level) if level.isdecimal() else None
        base = styles[style].find(w("basedOn"))
        style = "" if base is None else attribute(base, VAL)
    return None


def _abstract_lists(definitions: Element, styles: dict[str, Element]) -> dict[str, Element]:
    """Return number of a list → its definition; one that only names a list style is looked up through that."""
    abstract = {attribute(one, w("abstractNumId")): one for one in definitions.iter(w("abstractNum"))}
    found = {}
    for one in definitions.iter(w("num")):
        if (element := abstract.get(_value(one, "abstractNumId"))) is not None:
            found[attribute(one, w("numId"))] = element
    for number, element in found.items():
        through = _numbering_of(_value(element, "numStyleLink"), styles)
        if through and through[0] in found:
            found[number] = found[through[0]]
    return found


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for level in element.iter(w("lvl")):
        start, restart = _value(level, "start"), _value(level, "lvlRestart")
        found[int(attribute(level, w("ilvl")))] = Level(
            _value(level, "lvlText"),
            _value(level, "numFmt") or "decimal",
            int(start) if start.isdecimal() else 1,
            int(restart) if restart.isdecimal() else None,
            level.find(w("isLgl")) is not None,
        )
    return found


def _linked(element: Element, style: str, otherwise: int) -> int:
    """Return the level of a list that is linked to a style, which Word heeds before the level that the style names."""
    for level in element.iter(w("lvl")):
        if _value(level, "pStyle") == style:
            return int(attribute(level, w("ilvl")))
    return otherwise


def _value(element: Element, name: str) -> str:
    found = element.find(w(name))
    return "" if found is None else attribute(found, VAL)
