"""Writes styrbok.xlsm: buttons in the order of the work, the choice of period and document, and what the buttons fill.

All looks lie in the workbook from the start, as formats of whole columns and as conditional formats: a button writes
values alone. Where everything stands is in `sheets.styrbok`.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xltools.excel import styles
from xltools.excel.configuration import INTERPRETER, configuration_sheet
from xltools.excel.repack import repacked
from xltools.excel.styles import Formats, Style
from xltools.excel.vba.modules import WORKBOOK_CODE_NAME, styrbok_project
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.place import column_letter, row_column
from xltools.sheets import styrbok as spec
from xltools.sheets.spec import Column, Kind
from xltools.sheets.styrbok import BUTTONS, DELIVERIES, FINDINGS, LOG, Listing

_TITLE_ROW, _INTRO_ROW, _LABEL_ROW, _CHOICE_ROW, _STEP_ROW, _BUTTON_ROW = range(6)
_MESSAGE_ROW = row_column(spec.MESSAGE_CELL)[0]
_LAST_COLUMN = len(DELIVERIES.columns) - 1
# The document's cell is merged over these columns, the progress over the rest.
_DOCUMENT_TO = row_column(spec.PROGRESS_CELL)[1] - 2

_BUTTON_WIDTH, _BUTTON_HEIGHT, _BUTTON_GAP = 168, 46, 9
# XlsxWriter has no words for the letters of a button.
_THEIR_LETTERS = '<font face="Calibri" size="220" color="#000000">'
_OUR_LETTERS = f'<font face="{styles.FONT}" size="200" color="{styles.NAVY}">'
_ROWS = 5000
"""How far down the looks of lists reach."""

_INTRO = "Välj period och dokument. Tryck sedan på knapparna i ordning, från vänster till höger."
_READY = f"{spec.MARK_NOTE} Här står hur det gick när du har tryckt på en knapp."
_NO_FINDINGS = "Tryck på Kontrollera på bladet Start. Klicka sedan på platsen för att öppna boken i rätt cell."
_LOG_NOTE = "Det senaste står överst. Bladet fylls på varje gång någon trycker på en knapp."

# The mark that a text begins with → its look in lists, and as a whole message.
_WORDS: dict[str, Style] = {
    spec.MARK_GOOD: {"font_color": styles.GOOD},
    spec.MARK_WARNING: {"font_color": "#8A5A00"},
    spec.MARK_BAD: {"font_color": styles.NEGATIVE},
    spec.MARK_NOTE: {"font_color": styles.GREY},
}
_MESSAGES: dict[str, Style] = {
    spec.MARK_GOOD: {"font_color": styles.GOOD, "bg_color": "#E6F2E7"},
    spec.MARK_WARNING: {"font_color": "#8A5A00", "bg_color": "#FFF3D6"},
    spec.MARK_BAD: {"font_color": styles.NEGATIVE, "bg_color": "#FBE6E6"},
}
_MESSAGE: Style = {
    "bold": True, "font_size": 11, "font_color": styles.SLATE, "bg_color": styles.MIST, "valign": "vcenter",
    "text_wrap": True, "indent": 1, "num_format": "@",
}  # fmt: skip
_LABEL: Style = {"font_color": styles.GREY, "font_size": 9, "valign": "bottom"}
_CHOICE: Style = {**styles.ENTRY, **styles.TEXT, "bold": True, "font_size": 11, "indent": 1}
_PROGRESS: Style = {"font_color": styles.SLATE, "italic": True, "valign": "vcenter", "num_format": "@"}
_RULE: Style = {"bottom": 1, "bottom_color": styles.RULE}
_BODY: Style = {"valign": "vcenter"}
_COUNT: Style = {**styles.RIGHT, "indent": 1}
_WORDS_BODY: Style = {**_BODY, "align": "left", "indent": 1, "num_format": "@"}
_LINKED: Style = {**_BODY, "font_color": styles.LINK, "underline": 1, "align": "left", "indent": 1}


def styrbok_workbook(
    master: MasterData, documents: Sequence[str], period: Period | None, *, interpreter: str = INTERPRETER
) -> bytes:
    """Return the workbook as bytes; the same input gives the same bytes.

    `documents` are the titles to choose from; `period` is the one chosen at first, None for the first of the årshjul.
    """
    buffer = BytesIO()
    with styles.new_workbook(buffer, "Styrbok", "Knappar för periodens arbete") as workbook:
        workbook.add_vba_project(BytesIO(styrbok_project()), is_stream=True)
        workbook.set_vba_name(WORKBOOK_CODE_NAME)
        formats = Formats(workbook)
        made = {name: workbook.add_worksheet(name) for name in spec.CODE_NAMES if name != spec.CONFIGURATION}
        for name, sheet in made.items():
            sheet.set_vba_name(spec.CODE_NAMES[name])
        _lists(made[spec.LISTS], formats, master, documents)
        _start(workbook, made[spec.START], formats, master, period)
        _list_sheet(made[spec.FINDINGS_SHEET], formats, FINDINGS, "Fynd", _NO_FINDINGS)
        _list_sheet(made[spec.LOG_SHEET], formats, LOG, "Logg", _LOG_NOTE)
        made[spec.CONFIGURATION] = configuration_sheet(workbook, formats, interpreter)
        for name in spec.HIDDEN:
            made[name].hide()
        made[spec.START].activate()
    return repacked(buffer.getvalue(), {"xl/drawings/vmlDrawing1.vml": {_THEIR_LETTERS: _OUR_LETTERS}})


# --- Start -----------------------------------------------------------------------------------------------------------


def _start(workbook: Any, sheet: Any, formats: Formats, master: MasterData, period: Period | None) -> None:
    board = master.organisation.root.name
    _columns(sheet, formats, DELIVERIES)
    sheet.write_string(_TITLE_ROW, 0, f"Styrbok – {board}", formats(styles.TITLE))
    sheet.write_string(_INTRO_ROW, 0, _INTRO, formats(styles.INTRO))
    _choices(workbook, sheet, formats, master, period)
    _buttons(sheet)
    sheet.merge_range(_MESSAGE_ROW, 0, _MESSAGE_ROW, _LAST_COLUMN, _READY, formats(_MESSAGE))
    for mark, look in _MESSAGES.items():
        sheet.conditional_format(
            _MESSAGE_ROW, 0, _MESSAGE_ROW, _LAST_COLUMN, _begins(spec.MESSAGE_CELL, mark, formats, look)
        )
    sheet.write_string(DELIVERIES.head - 1, 0, "Inlämningar", formats(styles.SUBTITLE))
    _list(sheet, formats, DELIVERIES, "status")
    for row, unit in enumerate(master.organisation.units, DELIVERIES.head + 1):
        sheet.write_string(row, 0, f"{unit.code} {unit.name}", formats(_WORDS_BODY))
    heights = {_TITLE_ROW: 26, _INTRO_ROW: 18, _LABEL_ROW: 18, _CHOICE_ROW: 22, _STEP_ROW: 18,
               _BUTTON_ROW: 42, _MESSAGE_ROW - 1: 6, _MESSAGE_ROW: 34, DELIVERIES.head - 1: 24,
               DELIVERIES.head: 20}  # fmt: skip
    for row, height in heights.items():
        sheet.set_row(row, height)
    sheet.freeze_panes(DELIVERIES.head + 1, 0)
    sheet.set_default_row(17)
    styles.landscape_page(sheet, f"Styrbok {board}", repeat=DELIVERIES.head)
    sheet.set_selection(spec.PERIOD_CELL)


def _choices(workbook: Any, sheet: Any, formats: Formats, master: MasterData, period: Period | None) -> None:
    """Write the choice of period and document, with what the period is called and when it is due."""
    chosen = period or min((step.period for step in master.cycle), default=None)
    for cell, label in ((spec.PERIOD_CELL, "Period"), (spec.DOCUMENT_CELL, "Dokument")):
        row, column = row_column(cell)
        sheet.write_string(row - 1, column, label, formats(_LABEL))
    sheet.write_string(spec.PERIOD_CELL, str(chosen or ""), formats(_CHOICE))
    row, column = row_column(spec.DOCUMENT_CELL)
    sheet.merge_range(row, column, row, _DOCUMENT_TO, spec.EVERY_DOCUMENT, formats(_CHOICE))
    row, column = row_column(spec.PROGRESS_CELL)
    sheet.merge_range(row, column, row, _LAST_COLUMN, "", formats(_PROGRESS))
    step = master.step(chosen) if chosen else None
    sheet.write_formula(
        _STEP_ROW,
        0,
        _step_formula(),
        formats(styles.HELPER),
        f"{step.name}, lämnas senast {step.deadline}" if step else "",
    )
    for cell, column_of, title, help_text in (
        (spec.PERIOD_CELL, spec.LIST_PERIOD, "Period", "Välj perioden som knapparna ska gälla."),
        (spec.DOCUMENT_CELL, spec.LIST_DOCUMENT, "Dokument", "Välj vad Skapa dokument ska skriva."),
    ):
        sheet.data_validation(cell, {
            "validate": "list", "source": _list_formula(column_of), "input_title": title, "input_message": help_text,
            "error_title": title, "error_message": "Välj i listan. Perioderna kommer från bladet Årshjul i grunddata.",
        })  # fmt: skip
    for name, cell in spec.NAMES.items():
        row, column = row_column(cell)
        workbook.define_name(name, f"={spec.START}!${column_letter(column)}${row + 1}")


def _list_formula(letter: str) -> str:
    """Return the choices below a heading on Listor, however many there are."""
    first, last = f"${letter}${spec.LIST_FIRST_ROW}", f"${letter}${spec.LIST_LAST_ROW}"
    return f"=OFFSET({spec.LISTS}!{first},0,0,MAX(1,COUNTA({spec.LISTS}!{first}:{last})),1)"


def _step_formula() -> str:
    """Return what shows the chosen period's name and deadline, and nothing for a period that the årshjul lacks."""
    corners = f"${spec.LIST_PERIOD}${spec.LIST_FIRST_ROW}:${spec.LIST_DEADLINE}${spec.LIST_LAST_ROW}"
    area = f"{spec.LISTS}!{corners}"
    found = [f"VLOOKUP({spec.PERIOD_CELL},{area},{column},FALSE)" for column in (2, 3)]
    return f'=IFERROR({found[0]}&", lämnas senast "&{found[1]},"")'


def _buttons(sheet: Any) -> None:
    for number, button in enumerate(BUTTONS):
        sheet.insert_button(_BUTTON_ROW, 0, {
            "macro": button.macro, "caption": button.label, "description": button.hint,
            "width": _BUTTON_WIDTH, "height": _BUTTON_HEIGHT,
            "x_offset": number * (_BUTTON_WIDTH + _BUTTON_GAP), "y_offset": 5,
        })  # fmt: skip


# --- lists ------------------------------------------------------------------------------------------------------------


def _list_sheet(sheet: Any, formats: Formats, listing: Listing, title: str, note: str) -> None:
    _columns(sheet, formats, listing)
    sheet.write_string(0, 0, title, formats(styles.TITLE))
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, note, formats(styles.INTRO, styles.TEXT))
    _list(sheet, formats, listing, "allvar" if listing is FINDINGS else "utfall")
    sheet.set_row(listing.head, 20)
    sheet.freeze_panes(listing.head + 1, 0)
    styles.landscape_page(sheet, title, repeat=listing.head)


def _columns(sheet: Any, formats: Formats, listing: Listing) -> None:
    """Give whole columns their width and look: a value that a button writes needs no format of its own."""
    for number, column in enumerate(listing.columns):
        sheet.set_column(number, number, column.width, formats(*_body(listing, column)))


def _body(listing: Listing, column: Column) -> tuple[Style, ...]:
    if column.key in listing.links:
        # No text format: a formula must stay a formula.
        return (_LINKED, styles.WRAP)
    if column.kind is Kind.NUMBER:
        return (_BODY, styles.number(), _COUNT)
    return (_WORDS_BODY, styles.WRAP) if column.kind is Kind.LONG_TEXT else (_WORDS_BODY,)


def _list(sheet: Any, formats: Formats, listing: Listing, marked: str) -> None:
    """Write the headings, rules below rows that have something in them, and colours by mark in the column `marked`."""
    for number, column in enumerate(listing.columns):
        side = _COUNT if column.kind is Kind.NUMBER else styles.LEFT
        sheet.write_string(listing.head, number, column.title, formats(styles.HEADING, side))
    first, last = listing.head + 1, listing.head + _ROWS
    right, at = len(listing.columns) - 1, listing.index[marked]
    # Programs differ in what they make of two looks of one cell, so each cell has one: a rule, or a rule and a colour.
    for mark, look in _WORDS.items():
        cell = f"${column_letter(at)}{first + 1}"
        sheet.conditional_format(first, at, last, at, _begins(cell, mark, formats, {**look, **_RULE}))
    filled = {
        "type": "formula", "criteria": f"=COUNTA($A{first + 1}:${column_letter(right)}{first + 1})>0",
        "format": formats.mark(_RULE),
    }  # fmt: skip
    for left, end in ((0, at - 1), (at, at), (at + 1, right)):
        sheet.conditional_format(first, left, last, end, filled)
    sheet.autofilter(listing.head, 0, listing.head + _ROWS, len(listing.columns) - 1)


def _begins(cell: str, mark: str, formats: Formats, look: Style) -> dict[str, Any]:
    row, column = row_column(cell.replace("$", ""))
    fixed = cell if cell.startswith("$") else f"${column_letter(column)}${row + 1}"
    return {"type": "formula", "criteria": f'=LEFT({fixed},1)="{mark}"', "format": formats.mark(look)}


def _lists(sheet: Any, formats: Formats, master: MasterData, documents: Sequence[str]) -> None:
    """Write the choices of the drop-downs on a hidden sheet, which a button may fill anew from grunddata."""
    columns: dict[str, tuple[str, list[str]]] = {
        spec.LIST_PERIOD: ("Period", [str(step.period) for step in master.cycle]),
        spec.LIST_PERIOD_NAME: ("Namn", [step.name for step in master.cycle]),
        spec.LIST_DEADLINE: ("Lämnas senast", [step.deadline.isoformat() for step in master.cycle]),
        spec.LIST_DOCUMENT: ("Dokument", [spec.EVERY_DOCUMENT, *documents]),
    }
    for letter, (title, values) in columns.items():
        sheet.write_string(f"{letter}1", title, formats(styles.HEADING))
        sheet.set_column(f"{letter}:{letter}", 30, formats(styles.TEXT))
        for row, value in enumerate(values, spec.LIST_FIRST_ROW):
            sheet.write_string(f"{letter}{row}", value, formats(styles.TEXT))
