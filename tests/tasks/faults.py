"""One faulty workbook for every code: each made from a good one by the change that its name tells."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from tests.builders import PERIOD, filled_entries, small_master
from tests.folders import workbook
from xltools.excel.entry import entry_workbook
from xltools.model.codes import Code
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.period import Period
from xltools.model.report import BookReport
from xltools.sheets.entry import layouts
from xltools.sheets.spec import FORM_SHEET, Layout, Prefill, workbook_name
from xltools.tasks.validate import CheckContext, check_book

UNIT = "2011"
MASTER = small_master()
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Book = Any
"""An openpyxl workbook: what tests change cells with."""


def book_layouts(master: MasterData = MASTER, unit: str = UNIT) -> dict[str, Layout]:
    node = master.organisation.by_code[unit]
    filled = Prefill(entries=filled_entries(master, PERIOD)[unit])
    return {layout.sheet: layout for layout in layouts(master, node, PERIOD, filled)}


def good_book(master: MasterData = MASTER, unit: str = UNIT) -> bytes:
    found = tuple(book_layouts(master, unit).values())
    return entry_workbook(found, master.organisation.by_code[unit], PERIOD)


def cell(sheet: str, row: str, column: str, master: MasterData = MASTER, unit: str = UNIT) -> str:
    layout = book_layouts(master, unit)[sheet]
    return layout.cell([r.key for r in layout.rows].index(row), column)


def without_august(master: MasterData = MASTER) -> MasterData:
    """Return a grunddata whose ledger has no August, so that the unit types it."""
    year = PERIOD.year
    outcome = tuple(replace(r, ore=(*r.ore[:7], *[None] * 5)) if r.year == year else r for r in master.outcome)
    return replace(master, outcome=outcome)


@dataclass
class Bench:
    """A folder to lay workbooks in and have them checked."""

    folder: Path

    def check(self, data: bytes, master: MasterData = MASTER, period: str = str(PERIOD), **context: Any) -> BookReport:
        path = self.folder / "inlamning" / period / workbook_name(UNIT, PERIOD)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return check_book(path, CheckContext(self.folder, master, **context))

    def change(self, edit: Callable[[Book], object], master: MasterData = MASTER, **context: Any) -> BookReport:
        return self.check(changed(good_book(master), edit), master, **context)

    def typed(self, sheet: str, row: str, column: str, value: object, master: MasterData = MASTER) -> BookReport:
        def edit(book: Book) -> None:
            book[sheet][cell(sheet, row, column, master)] = value

        return self.change(edit, master)


def changed(data: bytes, edit: Callable[[Book], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def surgery(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """Return the workbook with its parts changed by `edit`, for what openpyxl cannot write."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", bytes(20 * 2**20))
    return buffer.getvalue()


def form_fact(key: str, value: str) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        for row in book[FORM_SHEET].iter_rows():
            if row[0].value == key:
                row[1].value = value

    return edit


def open_elsewhere(bench: Bench) -> BookReport:
    (bench.folder / "inlamning" / str(PERIOD)).mkdir(parents=True)
    (bench.folder / "inlamning" / str(PERIOD) / f"~${workbook_name(UNIT, PERIOD)}").write_bytes(b"Maja")
    return bench.check(good_book())


def gone(bench: Bench) -> BookReport:
    return check_book(bench.folder / "x.xlsx", CheckContext(bench.folder, MASTER))


def error_value(bench: Bench) -> BookReport:
    address = cell("Drift", "50", "prognos").encode()

    def edit(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return part
        head, tail = part.split(b'<c r="%b"' % address, 1)
        attributes, rest = tail.split(b">", 1)
        return head + b'<c r="%b"%b t="e"><v>#REF!</v>' % (address, attributes) + rest.split(b"</v>", 1)[1]

    return bench.check(surgery(good_book(), edit))


def older(bench: Bench) -> BookReport:
    other_name = tuple(replace(g, name="Annat namn") if g.code == "N2" else g for g in MASTER.goals)
    return bench.check(good_book(), replace(MASTER, goals=other_name))


def moved_column(book: Book) -> None:
    sheet = book["Texter"]
    sheet["E5"], sheet["C5"] = sheet["C5"].value, None
    for row in range(6, 12):
        sheet.cell(row, 5).value, sheet.cell(row, 3).value = sheet.cell(row, 3).value, None


def swapped_rows(book: Book) -> None:
    sheet = book["Texter"]
    for column in (1, 2, 3):
        one, other = sheet.cell(7, column), sheet.cell(10, column)
        one.value, other.value = other.value, one.value


def wrong_total(book: Book) -> None:
    book["Personal"][cell("Personal", "anstallda", "totalt")] = 5


def fraction(bench: Bench) -> BookReport:
    return bench.typed("Volymer", "belaggning", "m1", 0.93)


def answer_outside(bench: Bench) -> BookReport:
    survey = (
        Measure("hme_svar", "Antal svar", MeasureSheet.STAFF, "antal", Rule.SUM),
        Measure("hme1", "Arbetet känns meningsfullt", MeasureSheet.STAFF, "1–5", Rule.WEIGHTED, 1, weight="hme_svar"),
    )
    return bench.typed("Personal", "hme1", "totalt", 7, replace(MASTER, measures=(*MASTER.measures, *survey)))


def part_above_whole(bench: Bench) -> BookReport:
    return bench.typed("Personal", "sjuktid", "kvinnor", 10**6)


def negative_month(bench: Bench) -> BookReport:
    return bench.typed("Drift", "46", "m8", -100, without_august())


def outcome_fell(bench: Bench) -> BookReport:
    before = {(UNIT, "46"): 10**12}
    return bench.check(good_book(), previous_period=Period(2022, 6), previous_outcome=before)


def adjusted(bench: Bench, line: str, amount: object, reason: str | None = "Omorganisation i mars") -> BookReport:
    """Return the check of a workbook with one row on Justeringar, for the rest of the year."""
    values = {"kostnadsslag": line, "manad": "resten av året", "belopp": amount, "orsak": reason, "namn": "Maja Ekdal"}

    def edit(book: Book) -> None:
        for column, value in values.items():
            book["Justeringar"][cell("Justeringar", "1", column)] = value

    return bench.change(edit)


def cleared_action(book: Book) -> None:
    book["Åtgärder"][cell("Åtgärder", "1", "atgard")] = None


FAULTS: dict[Code, Callable[[Bench], BookReport]] = {
    Code.NOT_A_WORKBOOK: lambda b: b.check(b"hej"),
    Code.OLD_FORMAT: lambda b: b.check(OLE2 + bytes(600) + "Workbook\0".encode("utf-16-le") + bytes(600)),
    Code.ENCRYPTED: lambda b: b.check(OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)),
    Code.DAMAGED: lambda b: b.check(good_book()[:-2000]),
    Code.TOO_LARGE: lambda b: b.check(bomb()),
    Code.UNREADABLE: gone,
    Code.OPEN_ELSEWHERE: open_elsewhere,
    Code.NOT_OUR_TEMPLATE: lambda b: b.change(lambda book: book.remove(book[FORM_SHEET])),
    Code.OLD_TEMPLATE: lambda b: b.change(form_fact("mall", "0")),
    Code.WRONG_UNIT: lambda b: b.change(form_fact("enhet", "9999")),
    Code.WRONG_PERIOD: lambda b: b.check(good_book(), period="2022-04"),
    Code.SHEET_MISSING: lambda b: b.change(lambda book: book.remove(book["Mål"])),
    Code.SHEET_RENAMED: lambda b: b.change(lambda book: setattr(book["Mål"], "title", "Mål 2022")),
    Code.SHEET_EXTRA: lambda b: b.change(lambda book: book.create_sheet("Egna anteckningar")),
    Code.COLUMN_MISSING: lambda b: b.change(lambda book: book["Texter"].delete_cols(2)),
    Code.COLUMN_RENAMED: lambda b: b.change(lambda book: book["Texter"].__setitem__("C5", "Min text")),
    Code.COLUMN_MOVED: lambda b: b.change(moved_column),
    Code.ROW_MISSING: lambda b: b.change(lambda book: book["Texter"].delete_rows(8)),
    Code.ROW_RENAMED: lambda b: b.change(lambda book: book["Texter"].__setitem__("A8", "Verksamhetsplanen")),
    Code.ROW_MOVED: lambda b: b.change(swapped_rows),
    Code.STRUCTURE_CHANGED: lambda b: b.change(lambda book: book["Texter"].__setitem__("A11", "Eget avsnitt")),
    Code.OLDER_MASTER: older,
    Code.NOT_FILLED_IN: lambda b: b.check(workbook(MASTER, UNIT, {})),
    Code.FORMULA_OVERWRITTEN: lambda b: b.typed("Drift", "50", "avvikelse", 12),
    Code.ERROR_VALUE: error_value,
    Code.TEXT_AS_NUMBER: lambda b: b.typed("Investeringar", "I01", "prognos", "300 tkr"),
    Code.NOT_A_NUMBER: lambda b: b.typed("Investeringar", "I01", "prognos", "vet ej"),
    Code.AMBIGUOUS_NUMBER: lambda b: b.typed("Investeringar", "I01", "prognos", "1.234"),
    Code.NOT_IN_LIST: lambda b: b.typed("Mål", "N2", "bedomning", "Nästan uppfyllt"),
    Code.MISSING: lambda b: b.typed("Personal", "anstallda", "man", None),
    Code.NOT_A_DATE: lambda b: b.typed("Åtgärder", "1", "fran", "efter jul"),
    Code.UNKNOWN_CODE: lambda b: b.change(lambda book: book["Mål"].__setitem__("A8", "N9x")),
    Code.LOCKED_CHANGED: lambda b: b.typed("Drift", "46", "budget", 1),
    Code.NOT_WHOLE: lambda b: b.typed("Personal", "anstallda", "man", 7.5),
    Code.TOO_LONG: lambda b: b.typed("Texter", "kvalitet", "text", "lång " * 2000),
    Code.TOO_BIG: lambda b: b.typed("Volymer", "brukare", "m1", 1e12),
    Code.REVENUE_SIGN: lambda b: b.typed("Drift", "31", "prognos", 2000),
    Code.COST_SIGN: negative_month,
    Code.THOUSANDFOLD: lambda b: b.typed("Investeringar", "I01", "prognos", 300_000),
    Code.OUTCOME_FELL: outcome_fell,
    Code.NEGATIVE_COUNT: lambda b: b.typed("Volymer", "brukare", "m1", -3),
    Code.SHARE_OUTSIDE: lambda b: b.typed("Volymer", "belaggning", "m1", 930),
    Code.COMMENT_MISSING: lambda b: b.typed("Drift", "50", "kommentar", None),
    Code.FORECAST_BELOW_OUTCOME: lambda b: b.change(
        lambda book: book["Drift"].__setitem__(cell("Drift", "46", "prognos"), 7500),
        replace(MASTER, rules=replace(MASTER.rules, threshold_ore=10**12)),
    ),
    Code.SEXES_DO_NOT_ADD_UP: lambda b: b.change(wrong_total),
    Code.GOAL_NOT_ASSESSED: lambda b: b.typed("Mål", "N2", "bedomning", None),
    Code.DATE_OUTSIDE: lambda b: b.typed("Åtgärder", "1", "fran", date(2019, 1, 1)),
    Code.PART_ABOVE_WHOLE: part_above_whole,
    Code.ACTION_INCOMPLETE: lambda b: b.change(cleared_action),
    Code.ACTION_NEGATIVE: lambda b: b.typed("Åtgärder", "1", "effekt", -180),
    Code.STATUS_AND_DATE: lambda b: b.typed("Uppdrag", "U2", "status", "Avslutat"),
    Code.SHARE_AS_FRACTION: fraction,
    Code.GOAL_NOT_EXPLAINED: lambda b: b.typed("Mål", "N2", "bedomning", "Ej uppfyllt"),
    Code.SEXES_NOT_AROUND: lambda b: b.typed("Mål", "N2a", "utfall", 99),
    Code.ANSWER_OUTSIDE: answer_outside,
    Code.ADJUSTMENT_INCOMPLETE: lambda b: adjusted(b, "50 Personalkostnader", 120, None),
    Code.ADJUSTMENT_SIGN: lambda b: adjusted(b, "50 Personalkostnader", -120),
    Code.ADJUSTMENT_LARGE: lambda b: adjusted(b, "50 Personalkostnader", 350_000),
    Code.ADJUSTMENT_TWICE: lambda b: adjusted(b, "50 Personalkostnader", 350),
    Code.PERSONAL_NUMBER: lambda b: b.typed("Texter", "kvalitet", "text", "Ring 890701-9809 om saken."),
}
"""Code → what makes a workbook with that fault and has it checked. DELIVERED_TWICE takes two books: see the tests."""

COMPANIONS: dict[Code, set[Code]] = {
    Code.SEXES_DO_NOT_ADD_UP: {Code.FORMULA_OVERWRITTEN},
}
"""Faults that cannot come alone."""

__all__ = ["COMPANIONS", "FAULTS", "MASTER", "UNIT", "Bench", "changed", "good_book"]
