"""The sheet xlwings.conf in workbooks with macros: where Python is, and what to say when it cannot be started.

xlwings reads its keys here, and so does our own starter, which finds its Swedish sentences here too: VBA holds none.
"""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.sheets.styrbok import CODE_NAMES, CONFIGURATION

INTERPRETER = r"%USERPROFILE%\xltools-program\Scripts\python.exe"
"""Where an installation by the handbook has its Python: in the folder of whoever presses the button."""

_SETTINGS = {
    "Interpreter_Win": INTERPRETER,
    "Interpreter_Mac": "$HOME/xltools-program/bin/python",
    "PYTHONPATH": "",
    # As text: otherwise a pandas.py beside the workbook would be imported before the real one.
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "Show Console": "False",
    "Use UDF Server": "False",
}
_MESSAGES = {
    "MESSAGE_NO_BOOK": "Öppna en bok först, och tryck igen.",
    "MESSAGE_NO_PYTHON": (
        "Hittar inte Python för xltools på den här datorn. Installera xltools som det står i handboken, och skriv "
        "sedan xltools button install i ett terminalfönster."
    ),
    "MESSAGE_FAILED": (
        "xltools gick inte att starta från Excel. Skriv xltools doctor i ett terminalfönster: där står vad som saknas. "
        "Knapparna går också att köra därifrån, till exempel med xltools button run validate."
    ),
    "MESSAGE_MAC": (
        "Excel på Mac behöver xlwings tillägg för att starta Python. Skriv detta i Terminal, en gång: "
        "xlwings addin install, och sedan xlwings runpython install. Starta om Excel och tryck igen."
    ),
}


def configuration_sheet(workbook: Any, formats: Formats, interpreter: str = INTERPRETER) -> Any:
    """Add the sheet to a workbook and return it; `interpreter` may name variables of Windows, as %USERPROFILE%."""
    sheet = workbook.add_worksheet(CONFIGURATION)
    sheet.set_vba_name(CODE_NAMES[CONFIGURATION])
    for row, (key, value) in enumerate((_SETTINGS | {"Interpreter_Win": interpreter} | _MESSAGES).items()):
        sheet.write_string(row, 0, key, formats(styles.HELPER))
        sheet.write_string(row, 1, value, formats(styles.TEXT))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 120)
    return sheet


def interpreter_of(workbook: bytes) -> str:
    """Return which Python a workbook with buttons starts, as it is written there; empty when it does not say."""
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name(CONFIGURATION).to_python()
    except (CalamineError, OSError, ValueError):
        return ""
    return next((str(value) for key, value, *_ in rows if key == "Interpreter_Win"), "")
