"""Links between workbooks as Excel follows them: written to a cell of another one, and read from a saved one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from xltools.excel.ooxml import elements, relations_part, sheet_parts
from xltools.excel.open import Refusal, RefusedError, inspect
from xltools.model.place import Place

MOST_LINKS = 65_530
"""Excel opens no sheet with more links than this; what comes after them is written without."""


def link_target(up: str, place: Place) -> str:
    """Return the address that XlsxWriter takes for a place; `up` leads from the workbook to the working folder.

    Of several ranges the first is meant: Excel's links lead to one.
    """
    target = f"external:{up}{place.file}".replace("/", "\\")
    if not place.sheet:
        return target
    quoted = place.sheet.replace("'", "''")
    return f"{target}#'{quoted}'!{place.cell.partition(',')[0] or 'A1'}"


def link_at(path: Path, sheet: str, cell: str) -> tuple[str, str, str] | None:
    """Return where the link on a cell of a saved workbook leads: file (as seen from its folder), sheet and cell.

    None when there is no link to another file on it, or the workbook cannot be read.
    """
    opened = inspect(path)
    if isinstance(opened, Refusal):
        return None
    try:
        part = sheet_parts(opened).get(sheet, "")
        links = elements(opened.part(part), "hyperlink") if part else []
        found = next((link for link in links if link.get("ref") == cell and link.get("id")), None)
        if found is None:
            return None
        relations = elements(opened.part(relations_part(part)), "Relationship")
    except RefusedError:
        return None
    target = next((one.get("Target", "") for one in relations if one.get("Id") == found["id"]), "")
    file, _, within = unquote(target).removeprefix("file:///").replace("\\", "/").partition("#")
    place = found.get("location") or within
    name, _, at = place.rpartition("!")
    return file, name.strip("'").replace("''", "'"), at.replace("$", "")
