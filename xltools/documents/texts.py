"""The words of the enheter, gathered by section of the report and by område, and drafts where nobody has written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypedDict

from xltools.core.cells.personnummer import masked
from xltools.core.sums.ranking import largest_first
from xltools.core.wording import commentary, staff
from xltools.core.wording.commentary import Part
from xltools.documents.common import Context, spoken
from xltools.model.fact import Domain, Statement
from xltools.model.goal import WordKind
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.text import Text
from xltools.model.totals import DriftSum, Summary
from xltools.sheets.texter import SECTIONS

TEXT_FIELD, COMMENT_FIELD, ASSESSMENT_FIELD, STATUS_FIELD = "text", "kommentar", "bedomning", "status"
"""Which column of an entry sheet a statement comes from."""

_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|\Z)", re.DOTALL)
_HIGHLIGHTS = 8
_EXPLANATIONS = 5
_BULLET = re.compile(r"^\s*-\s+", re.MULTILINE)


class Written(TypedDict):
    """The words of one enhet."""

    namn: str
    text: Text


def sections(master: MasterData, summary: Summary) -> Context:
    """Return every section of Texter under its key: `rubrik`, `finns`, `omraden` with their enheter, and `text`.

    `text` is one text with everything under bold names, or a draft where nobody has written.
    """
    return {key: _section(master, summary, key, section.heading) for key, section in SECTIONS.items()}


def _section(master: MasterData, summary: Summary, key: str, heading: str) -> Context:
    written = by_area(master, summary, key)
    areas: list[Context] = [
        {"namn": spoken(master.organisation.by_code[code].name), "enheter": units} for code, units in written.items()
    ]
    whole = [f"**{unit['namn']}**\n\n{unit['text'].source}" for units in written.values() for unit in units]
    text = Text("\n\n".join(whole)) if whole else _draft(master, summary, key)
    return {"rubrik": heading, "finns": bool(areas), "omraden": areas, "text": text}


def by_area(master: MasterData, summary: Summary, key: str) -> dict[str, list[Written]]:
    """Return what enheter have written on a section, by the code of their område; områden without words are absent."""
    found: dict[str, list[Written]] = {}
    for area in master.organisation.children(master.organisation.root.code):
        units = [
            Written(namn=spoken(unit.name), text=Text(text)) for unit, text in _written(master, summary, key, area)
        ]
        if units:
            found[area.code] = units
    return found


def _written(master: MasterData, summary: Summary, key: str, area: OrgUnit) -> Iterator[tuple[OrgUnit, str]]:
    said = {
        statement.unit: statement.text.strip()
        for statement in summary.statements
        if statement.domain is Domain.TEXT and statement.item == key and statement.text.strip()
    }
    for code in master.organisation.units_below(area.code):
        if code in said:
            yield master.organisation.by_code[code], masked(said[code])


def _draft(master: MasterData, summary: Summary, key: str) -> Text:
    """Return what the figures say on a section that nobody has written."""
    if key == "verksamhetsplan":
        judged = Counter(_words(summary, Domain.GOAL, ASSESSMENT_FIELD))
        statuses = Counter(_words(summary, Domain.ASSIGNMENT, STATUS_FIELD))
        said = (
            staff.goals_judged({word: judged[word] for word in master.vocabulary.names(WordKind.ASSESSMENT)}),
            staff.assignments_done({word: statuses[word] for word in master.vocabulary.names(WordKind.STATUS)}),
        )
        return Text(" ".join(filter(None, said)) or _NOTHING[key], draft=True)
    return Text(_NOTHING.get(key, ""), draft=True)


_NOTHING = {
    "handelser": "Enheterna har inte lämnat några väsentliga händelser för perioden.",
    "verksamhetsplan": "Enheterna har inte lämnat någon uppföljning av verksamhetsplanen för perioden.",
    "personal": "Enheterna har inte lämnat några kommentarer om personalen för perioden.",
    "kvalitet": "Enheterna har inte lämnat några uppgifter om kvalitet, styrning och kontroll för perioden.",
}


def _words(summary: Summary, domain: Domain, field: str) -> Iterator[str]:
    return (s.text for s in summary.statements if s.domain is domain and s.field == field and s.text)


def highlights(master: MasterData, summary: Summary) -> Text:
    """Return a draft for the summary: the first sentence of what each enhet has written on its händelser, as a list."""
    found = [
        f"- **{spoken(unit.name)}:** {first_sentence(text)}"
        for area in master.organisation.children(master.organisation.root.code)
        for unit, text in _written(master, summary, "handelser", area)
    ]
    if not found:
        return Text(_NOTHING["handelser"], draft=True)
    return Text("De viktigaste händelserna enligt enheterna:\n\n" + "\n".join(found[:_HIGHLIGHTS]), draft=True)


def first_sentence(text: str) -> str:
    """Return the first sentence on one line, without marks of list or bold."""
    flat = one_line(text)
    match = _SENTENCE.match(flat)
    return match[1] if match else flat


def one_line(text: str) -> str:
    """Return a text drawn together to one line, without marks of list or bold, and without any personnummer."""
    return masked(" ".join(_BULLET.sub("", text).replace("**", "").split()))


def explanations(master: MasterData, summary: Summary, area: OrgUnit) -> str:
    """Return the enheter's comments on the largest deviations of an område, as a list; empty when there are none."""
    units = master.organisation.units_below(area.code)
    return reasons(master, summary, units, master.lines.by_code, lambda one: one.deviation)


def reasons(
    master: MasterData,
    summary: Summary,
    units: Collection[str],
    lines: Collection[str],
    deviation: Callable[[DriftSum], int | None],
) -> str:
    """Return the enheter's comments on these kostnadsslag as a list, the largest deviation first; empty without any."""
    ranked: list[tuple[int, str]] = []
    for said in summary.statements:
        if not _explains(said):
            continue
        found = summary.drift.get((said.unit, said.item))
        size = deviation(found) if found else None
        if said.unit not in units or said.item not in lines or not size:
            continue
        name = master.lines.by_code[said.item].name
        unit = spoken(master.organisation.by_code[said.unit].name)
        what = f"{name[:1].lower()}{name[1:]} ({commentary.in_brackets(size)})"
        ranked.append((abs(size), f"- **{unit}**, {what}: {one_line(said.text)}"))
    ranked = largest_first(ranked, lambda pair: pair[0])
    return "\n".join(text for _, text in ranked[:_EXPLANATIONS])


def _explains(statement: Statement) -> bool:
    return statement.domain is Domain.DRIFT and statement.field == COMMENT_FIELD and bool(statement.text.strip())


def parts_of(summary: Summary, nodes: Iterable[OrgUnit], key: str, *, quoted: bool) -> list[Part]:
    """Return nodes with their deviations under a key; those not known are left out. Long names stand in quotes."""
    found = []
    for node in nodes:
        total = summary.drift.get((node.code, key))
        if total is not None and total.deviation is not None:
            name = spoken(node.name)
            found.append(Part(f"”{name}”" if quoted else name, total.deviation))
    return found
