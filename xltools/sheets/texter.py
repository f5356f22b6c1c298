"""Texter: the unit's own words, by section of the reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets.spec import Column, Kind, Layout, Prefill, Row, RowStyle

NAME = "Texter"
_MONTHLY, _TERTIAL, _INTERIM, _ANNUAL = "manadsrapport", "tertialrapport", "delarsbokslut", "bokslut"
_PLAN = "namndplan"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, what belongs there, and the documents that print it.

    A `general` one is asked for in periods that the årshjul has no document for.
    """

    heading: str
    belongs: str
    documents: tuple[str, ...]
    general: bool = False


SECTIONS: dict[str, Section] = {
    "nulage": Section("Kort nuläge", "Hur har ni det just nu? Några meningar om läget i verksamheten.", (_MONTHLY,)),
    "statistik": Section(
        "Kommentar till statistiken", "Vad förklarar månadens volymer, och vad sticker ut?", (_MONTHLY,)
    ),
    "handelser": Section(
        "Väsentliga händelser",
        "Det viktigaste som hänt i verksamheten under perioden.",
        (_TERTIAL, _INTERIM),
        general=True,
    ),
    "prognos": Section(
        "Kommentar till prognosen",
        "Vad förklarar prognosen, och vad är osäkert?",
        (_TERTIAL,),
        general=True,
    ),
    "verksamhetsplan": Section("Verksamhetsplan", "Hur går arbetet med verksamhetsplanen?", (_TERTIAL,), general=True),
    "personal": Section(
        "Väsentliga personalförhållanden",
        "Bemanning, rekrytering, sjukfrånvaro, arbetsmiljö.",
        (_MONTHLY, _TERTIAL, _INTERIM),
        general=True,
    ),
    "kvalitet": Section(
        "Kvalitet, styrning och kontroll",
        "Internkontroll, avvikelser, klagomål, förbättringar.",
        (_TERTIAL, _INTERIM),
        general=True,
    ),
    "beskrivning": Section("Verksamhetsbeskrivning", "Vad gör enheten, för vem och med vilka?", (_ANNUAL,)),
    "analys_mal": Section("Analys av måluppfyllelsen", "Varför nåddes målen, eller inte?", (_ANNUAL,)),
    "analys_verksamhet": Section(
        "Analys av verksamheten", "Hur har året varit: volymer, kvalitet, bemanning, förändringar?", (_ANNUAL,)
    ),
    "analys_ekonomi": Section("Analys av ekonomin", "Vad förklarar årets avvikelse mot budget?", (_ANNUAL,)),
    "framtid": Section("Framtiden", "Vad väntar nästa år?", (_INTERIM, _ANNUAL), general=True),
    "syfte": Section("Syfte", "Varför nämnden har en plan. Skrivs av ledningen; andra lämnar tomt.", (_PLAN,)),
    "ordforande": Section(
        "Ordförande har ordet", "Det viktigaste nästa år, med ordförandens ord. Bara ledningen fyller i.", (_PLAN,)
    ),
    "forbattringar": Section("Förbättringsområden", "Vad måste bli bättre nästa år, och varför?", (_PLAN,)),
    "lagandringar": Section("Lagändringar", "Nya eller ändrade lagar som påverkar verksamheten nästa år.", (_PLAN,)),
    "omvarld": Section("Omvärld", "Befolkning, behov, arbetsmarknad och annat runt omkring nästa år.", (_PLAN,)),
}
"""Key → section, in the order in which they are asked for."""

COLUMNS = (
    Column("rubrik", "Avsnitt", Kind.TEXT, 30),
    Column("hjalp", "Vad som hör hit", Kind.LONG_TEXT, 36),
    Column(
        "text",
        "Text",
        Kind.LONG_TEXT,
        90,
        help="Tom rad ger nytt stycke (Alt+Retur). Börja raden med - för punktlista. **Fetstil** mellan stjärnor.",
    ),
)
_OPEN = frozenset({"text"})


def sections(master: MasterData, period: Period) -> tuple[str, ...]:
    """Return the keys of the sections that a period asks for: those of its documents in the årshjul, else the general.

    A document that prints no section of its own asks for the general ones too.
    """
    step = master.step(period)
    due = frozenset(step.documents) if step else frozenset()
    asked = tuple(key for key, section in SECTIONS.items() if not due.isdisjoint(section.documents))
    return asked or tuple(key for key, section in SECTIONS.items() if section.general)


def layout(master: MasterData, _unit: OrgUnit, period: Period, prefill: Prefill) -> Layout:
    """Return the sheet: one row a section."""
    asked = sections(master, period)
    return _layout(asked, prefill) if prefill.entries else _blank(asked)


@lru_cache(maxsize=16)
def _blank(asked: tuple[str, ...]) -> Layout:
    """Return the sheet with nothing typed in, which is the same for all units."""
    return _layout(asked, Prefill())


def _layout(asked: tuple[str, ...], prefill: Prefill) -> Layout:
    rows = []
    for key in asked:
        section = SECTIONS[key]
        text = prefill.entries.get((NAME, key, "text"))
        cells = {"rubrik": section.heading, "hjalp": section.belongs} | ({} if text is None else {"text": text})
        rows.append(Row(key, RowStyle.ITEM, cells, _OPEN))
    return Layout(
        NAME,
        NAME,
        "Skriv kort. Lämna tomt där du inget har att säga. Skriv aldrig namn eller personnummer på enskilda.",
        COLUMNS,
        ("rubrik",),
        tuple(rows),
    )
