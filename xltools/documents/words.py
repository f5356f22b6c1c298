"""What enheter have written on a section, gathered for one part of the tree, and their reasons for its deviations."""

from __future__ import annotations

from collections.abc import Callable, Collection

from xltools.core.cells.personnummer import masked
from xltools.core.wording import commentary
from xltools.documents import texts
from xltools.documents.common import Context, spoken
from xltools.model.fact import Domain
from xltools.model.master import MasterData
from xltools.model.text import Text
from xltools.model.totals import DriftSum, Summary

_REASONS = 5
_HIGHLIGHTS = 8


def written(master: MasterData, summary: Summary, key: str, units: Collection[str]) -> list[tuple[str, str]]:
    """Return name and text of each of the enheter that has written on a section, in the order of the tree."""
    said = {s.unit: s.text.strip() for s in summary.statements if s.domain is Domain.TEXT and s.item == key}
    return [
        (spoken(unit.name), masked(said[unit.code]))
        for unit in master.organisation.units
        if unit.code in units and said.get(unit.code)
    ]


def gathered(master: MasterData, summary: Summary, key: str, units: Collection[str], draft: str) -> Context:
    """Return what the enheter have written: `enheter` with name and text, or `text`, the draft where nobody has."""
    found = written(master, summary, key, units)
    return {
        "finns": bool(found),
        "enheter": [{"namn": name, "text": Text(text)} for name, text in found],
        "text": Text("" if found else draft, draft=True),
    }


def highlights(master: MasterData, summary: Summary, key: str, units: Collection[str], nothing: str) -> str:
    """Return the first sentence of what each enhet has written, as a list; `nothing` where nobody has."""
    found = written(master, summary, key, units)[:_HIGHLIGHTS]
    return "\n".join(f"- **{name}:** {texts.first_sentence(text)}" for name, text in found) or nothing


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
        if said.domain is not Domain.DRIFT or said.field != texts.COMMENT_FIELD or not said.text.strip():
            continue
        found = summary.drift.get((said.unit, said.item))
        size = deviation(found) if found else None
        if said.unit not in units or said.item not in lines or not size:
            continue
        name = master.lines.by_code[said.item].name
        unit = spoken(master.organisation.by_code[said.unit].name)
        what = f"{name[:1].lower()}{name[1:]} ({commentary.in_brackets(size)})"
        ranked.append((abs(size), f"- **{unit}**, {what}: {texts.one_line(said.text)}"))
    ranked.sort(key=lambda pair: -pair[0])
    return "\n".join(text for _, text in ranked[:_REASONS])
