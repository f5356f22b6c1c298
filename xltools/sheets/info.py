"""Info: whose workbook this is, who filled it in, and how it is done."""

from __future__ import annotations

from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period, swedish_date
from xltools.sheets.spec import CellValue, Column, Kind, Layout, Prefill, Row, RowStyle

NAME = "Info"
CONTACT = "kontakt"
"""Key of the row that tells who filled the workbook in."""
COLUMNS = (
    Column("uppgift", "Uppgift", Kind.TEXT, 26),
    Column("varde", "Värde", Kind.TEXT, 62),
)
_GUIDE = (
    "Gula celler fyller du i. Övriga celler är låsta och räknas ut eller hämtas från grunddata.",
    "Flytta, byt namn på eller ta bort inga blad, rader eller kolumner.",
    "Kommentera varje avvikelse som markeras. Kommentaren kan komma att stå i rapporten.",
    "Skriv aldrig personnummer eller uppgifter om enskilda personer.",
    "Spara boken i mappen den kom i, eller skicka tillbaka den till ekonomen.",
)
_GUIDE_ROWS = (
    Row("rubrik:anvisning", RowStyle.HEADING, {"uppgift": "Så fyller du i boken"}),
    *(Row(f"anvisning:{i}", RowStyle.NOTE, {"uppgift": text}) for i, text in enumerate(_GUIDE, 1)),
)
_OPEN = frozenset({"varde"})


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout:
    """Return the first sheet of the workbook."""
    organisation = master.organisation
    above = [organisation.by_code[code].name for code in organisation.path(unit.code)[1:-1]]
    step = master.step(period)
    facts: list[tuple[str, str]] = [
        ("Enhet", f"{unit.code} {unit.name}"),
        ("Hör till", " > ".join(above)),
        ("Period", period.name),
        ("Ansvarig", unit.responsible),
        ("Lämnas senast", swedish_date(step.deadline) if step else ""),
    ]
    rows = [Row(f"uppgift:{label}", RowStyle.ITEM, {"uppgift": label, "varde": text}) for label, text in facts]
    for key, label in ((CONTACT, "Ifylld av"), ("datum", "Ifylld den")):
        cells: dict[str, CellValue] = {"uppgift": label}
        value = prefill.entries.get((NAME, key, "varde"))
        if value is not None:
            cells["varde"] = value
        rows.append(Row(key, RowStyle.ITEM, cells, _OPEN, _OPEN, dated=key == "datum"))
    return Layout(
        NAME,
        f"{unit.name}",
        f"Inlämning {period.name}" + (f" · {step.name}" if step else ""),
        COLUMNS,
        ("uppgift",),
        (*rows, *_GUIDE_ROWS),
    )
