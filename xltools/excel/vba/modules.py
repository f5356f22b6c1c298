"""The two projects that xltools makes: that of styrbok, with a Sub for each button, and that of the tab in Excel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xltools.excel.vba.project import Module, ModuleKind, vba_project
from xltools.sheets.styrbok import CODE_NAMES, CONFIGURATION

WORKBOOK_CODE_NAME = "ThisWorkbook"
_NAME = "xltools"
_STARTER = "Starter"


def styrbok_project() -> bytes:
    """Return vbaProject.bin of styrbok, whose sheets have the code names of `sheets.styrbok`."""
    return _project(CODE_NAMES.values(), "Buttons")


def addin_project() -> bytes:
    """Return vbaProject.bin of the add-in, whose one sheet is the configuration."""
    return _project([CODE_NAMES[CONFIGURATION]], "Ribbon")


def source(name: str) -> str:
    """Return the text of one of our modules, as it can be imported in Excel's own editor."""
    return (Path(__file__).parent / f"{name}.bas").read_text("ascii")


def _project(sheets: Iterable[str], own: str) -> bytes:
    documents = (
        Module(WORKBOOK_CODE_NAME, ModuleKind.WORKBOOK),
        *(Module(sheet, ModuleKind.WORKSHEET) for sheet in sheets),
    )
    code = (Module(name, code=source(name)) for name in (_STARTER, own))
    return vba_project(_NAME, (*documents, *code))
