"""What enheter have written on a section, gathered for one part of the tree."""

from __future__ import annotations

from collections.abc import Collection

from xltools.core.cells.personnummer import masked
from xltools.documents import texts
from xltools.documents.common import Context, spoken
from xltools.model.fact import Domain
from xltools.model.master import MasterData
from xltools.model.text import Text
from xltools.model.totals import Summary

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
