"""Which documents a period asks for: those that the årshjul names, and those that its month and the data support."""

from __future__ import annotations

from xltools.documents.catalogue import OF_NEXT_YEAR, REPORTS
from xltools.model.master import MasterData
from xltools.model.period import MONTHS, Period

# The months after which a document is written as a rule; a document that is not here is written in any month.
_MONTHS = {
    "tertialrapport": (4, 8, 12),
    "tertialuppfoljning": (4, 8, 12),
    "delarsbokslut": (8,),
    "bokslut": (12,),
}
_OF_GOALS = frozenset({"tertialuppfoljning"})


def not_due(document: str, master: MasterData, period: Period) -> str:
    """Return why a document is not to be written for a period, as a Swedish clause; "" when it is."""
    step = master.step(period)
    if step is not None and step.document == document:
        return ""
    months = _MONTHS.get(document, ())
    if months and period.month not in months:
        named = " och ".join(MONTHS[month - 1] for month in months[-2:])
        named = ", ".join([*(MONTHS[month - 1] for month in months[:-2]), named])
        return f"skrivs för {named}, och årshjulet har den inte för {period.name}"
    if document in _OF_GOALS and not master.goals:
        return "grunddata har inga mål"
    if document in OF_NEXT_YEAR and not any(row.year == period.year + 1 for row in master.budget):
        return f"grunddata har ingen budget för {period.year + 1}"
    return ""


def due(master: MasterData, period: Period) -> tuple[str, ...]:
    """Return the documents of a period, in the order of the catalogue."""
    return tuple(document for document in REPORTS if not not_due(document, master, period))
