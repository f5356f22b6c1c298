"""Leveranser and Kontroller in sammanstallning.xlsx: who has delivered, what was checked and what was found."""

from __future__ import annotations

from collections import Counter
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, link
from xltools.excel.summary.page import Line, Page, Value
from xltools.model.codes import Severity
from xltools.model.finding import CheckResult, Finding, Outcome
from xltools.model.report import BookReport
from xltools.sheets.spec import Column, Formula, Kind

_WHOLE = {**styles.CELL, "bold": True}


def deliveries(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Leveranser: one row a unit, with its workbook, when it was saved and how it stands; then other files."""
    columns = (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Enhet", Kind.TEXT, 34),
        Column("ansvarig", "Ansvarig", Kind.TEXT, 24),
        Column("status", "Läge", Kind.TEXT, 18),
        Column("fil", "Bok", Kind.TEXT, 40),
        Column("sparad", "Sparad", Kind.TEXT, 18),
        Column("fel", "Fel", Kind.NUMBER, 8),
        Column("varningar", "Varningar", Kind.NUMBER, 11),
        Column("kontrollsumma", "Kontrollsumma, början", Kind.TEXT, 17),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Leveranser, {content.period.name}",
        intro=_late(content),
        footer=footer,
        frozen=2,
    )
    used = set(content.summary.delivered.values())
    by_file = {book.file: book for book in content.books}
    for unit in content.master.organisation.units:
        file = content.summary.delivered.get(unit.code)
        names: dict[str, Value] = {"kod": unit.code, "namn": unit.name, "ansvarig": unit.responsible}
        if file is None:
            page.add(names | {"status": "Saknas"}, Line({**styles.CELL, "font_color": styles.NEGATIVE}))
        else:
            page.add(names | _book(by_file.get(file), file), Line(links={"fil": link(file)}))
    for book in content.books:
        if book.file not in used:
            cells = _book(book, book.file) | {
                "kod": book.unit,
                "namn": content.names.get(book.unit),
                "status": "Ej ifylld" if book.blank else "Ingår inte",
            }
            page.add(cells, Line({**styles.CELL, "font_color": styles.NEGATIVE}, links={"fil": link(book.file)}))
    page.filter()


def _late(content: SummaryContent) -> str:
    units, missing = len(content.master.organisation.units), len(content.summary.missing)
    return f"{units - missing} av {units} enheter har lämnat in. Blå text leder till boken."


def _book(book: BookReport | None, file: str) -> dict[str, Value]:
    cells: dict[str, Value] = {"fil": file}
    if book is None:
        return cells | {"status": "Inlämnad"}
    warnings = sum(finding.severity is Severity.VARNING for finding in book.findings)
    cells |= {"status": "Har fel" if book.errors else "Godkänd", "fel": book.errors, "varningar": warnings}
    if book.delivery:
        cells |= {"sparad": book.delivery.modified.replace("T", " ")[:16], "kontrollsumma": book.delivery.sha256[:12]}
    return cells


def checks(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Kontroller: how many findings there are, each finding with its cell, and what was checked."""
    columns = (
        Column("allvar", "Allvar", Kind.TEXT, 12),
        Column("kod", "Kod", Kind.CODE, 9),
        Column("enhet", "Enhet", Kind.TEXT, 30),
        Column("plats", "Plats", Kind.TEXT, 24),
        Column("namn", "Vad", Kind.TEXT, 70),
        Column("gor", "Gör så här", Kind.TEXT, 56),
        Column("antal", "Antal", Kind.NUMBER, 8),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Kontroller, {content.period.name}",
        intro="Allt som kontrollen har hittat, det allvarligaste först, och vad som har kontrollerats.",
        footer=footer,
        frozen=0,
    )
    found = sorted(content.findings, key=lambda f: (list(Severity).index(f.severity), f.unit, f.code.id, str(f.place)))
    page.section("Sammanfattning")
    first = page.row + len(Severity) + 2
    for severity in Severity:
        count = sum(finding.severity is severity for finding in found)
        cells = f"A${first}:A${first + max(1, len(found)) - 1}"
        page.add(
            {"namn": severity.value.capitalize(), "antal": Formula(f'=COUNTIF({cells},"{severity.value}")', count)},
            Line(_WHOLE),
        )
    page.section("Anmärkningar")
    for finding in found:
        page.add(
            _finding(content, finding),
            Line(links={"plats": link(finding.place.file, finding.place.sheet, finding.place.cell)}),
        )
    if not found:
        page.add({"namn": "Inget att anmärka på."})
    page.section("Vad som har kontrollerats")
    for name, outcomes in _by_check(content).items():
        for outcome, results in outcomes.items():
            reasons = Counter(result.reason for result in results if result.reason)
            why = "; ".join(f"{reason} ({count})" if count > 1 else reason for reason, count in reasons.most_common(3))
            page.add({"allvar": outcome.value, "namn": name, "gor": why, "antal": len(results)})


def _finding(content: SummaryContent, finding: Finding) -> dict[str, Value]:
    place = finding.place
    spot = "!".join(part for part in (place.sheet, place.cell) if part)
    return {
        "allvar": finding.severity.value,
        "kod": finding.code.id,
        "enhet": content.names.get(finding.unit) or place.file,
        "plats": spot or place.file.rsplit("/", 1)[-1],
        "namn": finding.message,
        "gor": finding.remedy,
    }


def _by_check(content: SummaryContent) -> dict[str, dict[Outcome, list[CheckResult]]]:
    """Return what was checked, in order, with how many books it went how for."""
    found: dict[str, dict[Outcome, list[CheckResult]]] = {}
    for book in content.books:
        for result in book.checks:
            found.setdefault(result.check, {}).setdefault(result.outcome, []).append(result)
    return found
