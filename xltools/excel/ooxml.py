"""The inner map of a workbook file, read with expat alone: which part holds which sheet.

Light on purpose: everything that reads an entry workbook goes through here, so nothing heavy is imported.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Literal
from xml.parsers import expat

from xltools.excel.open import Opened, Refusal, RefusedError

WORKBOOK = "xl/workbook.xml"

# An element as nearly all programs write it: no prefix, no entities. expat reads all others, ten times slower.
_USUAL = {
    name: re.compile(rb"<%b((?:\s+[\w:]+=\"[^\"<>&]*\")*)\s*/?>" % name.encode())
    for name in ("sheet", "Relationship", "hyperlink")
}
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


def elements(xml: bytes, wanted: Literal["sheet", "Relationship", "hyperlink"]) -> list[dict[str, str]]:
    """Return the attributes (by local name) of every element with the local name `wanted`, in order.

    RefusedError: UNSAFE for a document type, for no spreadsheet program writes one and entities hide in it;
    DAMAGED when the XML is not well-formed.
    """
    usual = _USUAL[wanted].findall(xml)
    if usual and len(usual) == xml.count(wanted.encode() + b" ") and b"<!" not in xml:
        try:
            return [dict(_ATTRIBUTE.findall(tag.decode())) for tag in usual]
        except UnicodeDecodeError as error:
            raise RefusedError(Refusal.DAMAGED) from error
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append({key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser = safe_parser()
    parser.StartElementHandler = start
    run(parser, xml)
    return found


def safe_parser() -> expat.XMLParserType:
    """Return an expat parser that refuses document types."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def run(parser: expat.XMLParserType, xml: bytes) -> None:
    """Parse the whole document; RefusedError(DAMAGED) when it is not well-formed."""
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RefusedError(Refusal.DAMAGED) from error


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_part(part: str, target: str) -> str:
    """Return the part that a relation of `part` points to; `target` is relative to it or starts with a slash."""
    folder = part.rpartition("/")[0]
    if target.startswith("/"):
        folder, target = "", target[1:]
    path = f"{folder}/{target}" if folder else target
    return posixpath.normpath(path.replace("\\", "/")) if ".." in path or "\\" in path else path


def sheet_parts(opened: Opened) -> dict[str, str]:
    """Return sheet name → part of every worksheet, in the workbook's order, hidden ones too.

    Chart sheets have no cells and are left out. RefusedError(DAMAGED) when the map and the parts disagree.
    """
    names = {name.lower(): name for name in opened.members}
    workbook = names[WORKBOOK]
    relations, book = opened.part(names.get(relations_part(WORKBOOK), "")), opened.part(workbook)
    # Books that were made alike have the same map, which is read once; a map too large to keep is no such book's.
    mapped = _mapped if len(relations) + len(book) <= _MAX_KEPT else _mapped.__wrapped__
    parts: dict[str, str] = {}
    for name, target in mapped(workbook, relations, book):
        if target.lower() not in names:
            raise RefusedError(Refusal.DAMAGED)
        parts[name] = names[target.lower()]
    return parts


_MAX_KEPT = 64 * 2**10


@lru_cache(maxsize=64)
def _mapped(workbook: str, relations: bytes, book: bytes) -> tuple[tuple[str, str], ...]:
    """Return name and part of every worksheet in the part `workbook`, from its XML and that of its relations."""
    targets = {
        relation.get("Id", ""): target_part(workbook, relation.get("Target", ""))
        for relation in elements(relations, "Relationship")
        if relation.get("Type", "").endswith("/worksheet")
    }
    return tuple(
        (sheet.get("name", ""), targets[sheet.get("id", "")])
        for sheet in elements(book, "sheet")
        if sheet.get("id", "") in targets
    )


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Refusal.UNSAFE)
