"""Makes kontroll.xlsx: what every delivered workbook came to, every finding with a link to its cell, every check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from xltools.excel import lists, styles
from xltools.excel.links import MOST_LINKS
from xltools.excel.styles import Formats, Style
from xltools.model.codes import Severity
from xltools.model.finding import Finding, Outcome
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.report import BookReport

# Word and symbol say what the colour says.
_SEVERITIES: dict[Severity, tuple[str, Style]] = {
    Severity.FEL: ("● fel", lists.BAD),
    Severity.VARNING: ("◐ varning", lists.WARNING),
    Severity.UPPLYSNING: ("○ upplysning", lists.CALM),
}
_RESULTS = (
    (Severity.FEL, "● har fel att rätta"),
    (Severity.VARNING, "◐ har varningar"),
    (Severity.UPPLYSNING, "○ klar, med upplysning"),
)
_OUTCOMES: dict[Outcome, Style] = {
    Outcome.PASSED: lists.GOOD,
    Outcome.FAILED: lists.BAD,
    Outcome.NOT_RUN: lists.CALM,
}

_BOOK_COLUMNS = {"Enhet": 40, "Bok": 26, "Resultat": 25, "Fel": 13, "Varningar": 13, "Upplysningar": 14,
                 "Ej körda kontroller": 20}  # fmt: skip
_FINDING_COLUMNS = {"Kod": 9, "Allvar": 15, "Enhet": 34, "Plats": 34, "Vad som är fel": 56, "Vad du gör": 50}
_CHECK_COLUMNS = {"Kontroll": 46, "Enhet": 38, "Bok": 24, "Utfall": 13, "Skäl": 48}
# Headings over counts stand to the right, as the counts do.
_COUNTED = ("Fel", "Varningar", "Upplysningar", "Ej körda kontroller")


def control_workbook(
    period: Period,
    books: Sequence[BookReport],
    checks: Mapping[str, Mapping[Outcome, int]],
    up: str,
    names: Mapping[str, str],
    missing: Sequence[str] = (),
) -> bytes:
    """Return the workbook as bytes. `checks` counts books by check and outcome; `up` leads to the working folder.

    `names` are the units' names by code, `missing` those without a book.
    Links are relative, so that they hold wherever the working folder lies.
    """
    buffer = BytesIO()
    with styles.new_workbook(buffer, f"Kontroll {period}", "Kontroll av inlämningar") as workbook:
        formats = Formats(workbook)
        _summary(workbook.add_worksheet("Sammanfattning"), formats, period, books, checks, up, names, missing)
        _findings(workbook.add_worksheet("Fynd"), formats, period, books, up, names)
        _checks(workbook.add_worksheet("Kontroller"), formats, period, books, names)
    return buffer.getvalue()


def _summary(
    sheet: Any,
    formats: Formats,
    period: Period,
    books: Sequence[BookReport],
    checks: Mapping[str, Mapping[Outcome, int]],
    up: str,
    names: Mapping[str, str],
    missing: Sequence[str],
) -> None:
    errors = sum(book.errors for book in books)
    clean = sum(not book.errors for book in books)
    note = f"{len(books)} böcker, {clean} utan fel, {errors} fel att rätta."
    lists.start(sheet, formats, f"Kontroll {period.name}", note)
    if missing:
        said = f"Inte inlämnat: {', '.join(missing)}."
        sheet.merge_range(2, 0, 2, len(_BOOK_COLUMNS) - 1, said, formats(styles.INTRO, styles.WRAP))
        lines = styles.lines(said, sum(_BOOK_COLUMNS.values()))
        sheet.set_row(2, 4 + styles.LINE_HEIGHT * lines)
    lists.headings(sheet, formats, _BOOK_COLUMNS, _COUNTED)
    row = lists.HEADER
    for row, book in enumerate(books, lists.HEADER + 1):
        counts = {severity: sum(f.severity is severity for f in book.findings) for severity in Severity}
        worst = next(((severity, text) for severity, text in _RESULTS if counts[severity]), None)
        look = _SEVERITIES[worst[0]][1] if worst else _OUTCOMES[Outcome.PASSED]
        sheet.write_string(row, 0, _named(book.unit, names), formats(styles.CELL))
        place = Place(book.file)
        lists.link(sheet, row, 1, place, up, _where(place), formats)
        sheet.write_string(
            row, 2, "– ej ifylld" if book.blank else worst[1] if worst else "✓ klar", formats(styles.CELL, look)
        )
        for column, severity in enumerate(Severity, 3):
            _count(sheet, formats, row, column, counts[severity], _SEVERITIES[severity][1])
        waiting = sum(result.outcome is Outcome.NOT_RUN for result in book.checks)
        _count(sheet, formats, row, len(_BOOK_COLUMNS) - 1, waiting, _OUTCOMES[Outcome.NOT_RUN])
    top = row + 3
    # The second table begins a page of its own: headings at the foot of a page say nothing.
    sheet.set_h_pagebreaks([top - 1])
    sheet.write_string(top - 1, 0, "Vad som kontrollerades", formats(styles.SUBTITLE))
    sheet.merge_range(top, 0, top, 1, "Kontroll", formats(styles.HEADING))
    for column, title in enumerate(("Godkända", "Underkända", "Ej körda"), 2):
        sheet.write_string(top, column, title, formats(styles.HEADING, styles.RIGHT))
    for row, (check, outcomes) in enumerate(checks.items(), top + 1):
        sheet.merge_range(row, 0, row, 1, check, formats(styles.CELL))
        for column, outcome in enumerate(_OUTCOMES, 2):
            _count(sheet, formats, row, column, outcomes[outcome], _OUTCOMES[outcome])
    styles.landscape_page(sheet, f"Kontroll {period}")
    # Excel passes over page breaks when it fits to pages.
    sheet.set_print_scale(styles.columns_scale(list(_BOOK_COLUMNS.values())))


def _count(sheet: Any, formats: Formats, row: int, column: int, count: int, look: Style) -> None:
    """Write a count; what there is none of stays grey."""
    sheet.write_number(row, column, count, formats(styles.CELL, styles.number(), look if count else lists.CALM))


def _named(unit: str, names: Mapping[str, str]) -> str:
    return f"{unit} {names.get(unit, '')}".rstrip()


def _findings(
    sheet: Any, formats: Formats, period: Period, books: Sequence[BookReport], up: str, names: Mapping[str, str]
) -> None:
    found = [finding for book in books for finding in book.findings]
    note = "Klicka på platsen för att öppna boken i rätt cell." if found else "Inga fynd."
    lists.start(sheet, formats, "Fynd", note)
    lists.headings(sheet, formats, _FINDING_COLUMNS)
    for row, finding in enumerate(found, lists.HEADER + 1):
        word, look = _SEVERITIES[finding.severity]
        sheet.write_string(row, 0, finding.code.id, formats(styles.CELL))
        sheet.write_string(row, 1, word, formats(styles.CELL, look))
        sheet.write_string(row, 2, _named(finding.unit, names), formats(styles.CELL, styles.WRAP))
        if row - lists.HEADER <= MOST_LINKS:
            lists.link(sheet, row, 3, finding.place, up, _where(finding.place), formats)
        else:
            sheet.write_string(row, 3, _where(finding.place), formats(styles.CELL))
        sheet.write_string(row, 4, finding.message, formats(styles.CELL, styles.WRAP))
        sheet.write_string(row, 5, finding.remedy, formats(styles.CELL, styles.WRAP))
        sheet.set_row(row, _height(finding))
    lists.finish(sheet, len(found), len(_FINDING_COLUMNS), f"Kontroll {period}")


def _checks(
    sheet: Any, formats: Formats, period: Period, books: Sequence[BookReport], names: Mapping[str, str]
) -> None:
    lists.start(
        sheet, formats, "Kontroller", "Vad som kontrollerades i varje bok. En kontroll som inte kördes är inte godkänd."
    )
    lists.headings(sheet, formats, _CHECK_COLUMNS)
    rows = [(book, result) for book in books for result in book.checks]
    for row, (book, result) in enumerate(rows, lists.HEADER + 1):
        file = book.file.rpartition("/")[2]
        texts = (result.check, _named(book.unit, names), file, result.outcome.value, result.reason)
        for column, text in enumerate(texts):
            look = _OUTCOMES[result.outcome] if column == len(texts) - 2 else {}
            sheet.write_string(row, column, text, formats(styles.CELL, look))
    lists.finish(sheet, len(rows), len(_CHECK_COLUMNS), f"Kontroll {period}")


def _where(place: Place) -> str:
    return str(Place(place.file.rpartition("/")[2], place.sheet, place.cell))


def _height(finding: Finding) -> float:
    widths = (_FINDING_COLUMNS["Plats"], _FINDING_COLUMNS["Vad som är fel"], _FINDING_COLUMNS["Vad du gör"])
    texts = (_where(finding.place), finding.message, finding.remedy)
    return 4 + styles.LINE_HEIGHT * max(styles.lines(text, width) for text, width in zip(texts, widths, strict=True))
