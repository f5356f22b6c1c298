"""Texter: the unit's own words, by section of the reports."""

from __future__ import annotations

from functools import lru_cache

from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets.spec import Column, Kind, Layout, Prefill, Row, RowStyle

NAME = "Texter"
SECTIONS: dict[str, tuple[str, str]] = {
    "handelser": ("Väsentliga händelser", "Det viktigaste som hänt i verksamheten under perioden."),
    "prognos": ("Kommentar till prognosen", "Vad förklarar prognosen, och vad är osäkert?"),
    "verksamhetsplan": ("Verksamhetsplan", "Hur går arbetet med verksamhetsplanen?"),
    "personal": ("Väsentliga personalförhållanden", "Bemanning, rekrytering, sjukfrånvaro, arbetsmiljö."),
    "kvalitet": ("Kvalitet, styrning och kontroll", "Internkontroll, avvikelser, klagomål, förbättringar."),
    "framtid": ("Framtiden", "Vad väntar nästa år?"),
}
"""Key → heading and what belongs there, in the order of the reports."""

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


def layout(_master: MasterData, _unit: OrgUnit, _period: Period, prefill: Prefill) -> Layout:
    """Return the sheet: one row a section."""
    return _layout(prefill) if prefill.entries else _blank()


@lru_cache(maxsize=1)
def _blank() -> Layout:
    """Return the sheet with nothing typed in, which is the same for all."""
    return _layout(Prefill())


def _layout(prefill: Prefill) -> Layout:
    rows = []
    for key, (heading, belongs) in SECTIONS.items():
        text = prefill.entries.get((NAME, key, "text"))
        cells = {"rubrik": heading, "hjalp": belongs} | ({} if text is None else {"text": text})
        rows.append(Row(key, RowStyle.ITEM, cells, _OPEN))
    return Layout(
        NAME,
        NAME,
        "Skriv kort. Lämna tomt där du inget har att säga. Skriv aldrig namn eller personnummer på enskilda.",
        COLUMNS,
        ("rubrik",),
        tuple(rows),
    )
