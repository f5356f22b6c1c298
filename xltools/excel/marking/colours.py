"""Colours marked cells through conditional formats of top priority, and takes these away again.

The cells' own styles stay as they are; the formula tells our rules from everybody else's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml import etree

from xltools.excel.marking.listing import FILLS
from xltools.excel.package import MAIN, NotMarkableError, Package, insert_in_order, local_name
from xltools.model.codes import Severity
from xltools.model.place import a1, row_column

# Always true; a text nobody else writes.
FORMULA = 'N("xltools-kontroll")=0'

STYLES = "xl/styles.xml"
STYLES_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
SHEET_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
    "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst"
)


def append_once(parent: etree._Element, child: etree._Element) -> int:
    """Return the index of the first child that equals `child`, which is added when there is none."""
    for index, sibling in enumerate(parent):
        if _equal(sibling, child):
            return index
    parent.append(child)
    parent.set("count", str(len(parent)))
    return len(parent) - 1


def add_fills(package: Package) -> dict[Severity, int]:
    """Add the formats of all severities to the workbook's styles and return their numbers."""
    if STYLES not in package.names:
        raise NotMarkableError("the workbook has no styles")
    styles = package.change(STYLES)
    formats = styles.find(f"{MAIN}dxfs")
    if formats is None:
        formats = etree.Element(f"{MAIN}dxfs", count="0")
        insert_in_order(styles, formats, STYLES_ORDER)
    return {severity: append_once(formats, _fill(f"FF{colour}")) for severity, colour in FILLS.items()}


def paint(sheet: etree._Element, cells: Mapping[str, Severity], formats: Mapping[Severity, int]) -> None:
    """Colour the cells of a sheet, by one rule a severity that goes before all other rules."""
    groups = [(severity, [c for c, s in cells.items() if s is severity]) for severity in FILLS]
    groups = [(severity, group) for severity, group in groups if group]
    _shift_priorities(sheet, len(groups))
    for priority, (severity, group) in enumerate(groups, 1):
        block = etree.Element(f"{MAIN}conditionalFormatting", sqref=ranges(group))
        attributes = {"type": "expression", "dxfId": str(formats[severity]), "priority": str(priority)}
        rule = etree.SubElement(block, f"{MAIN}cfRule", attributes)
        etree.SubElement(rule, f"{MAIN}formula").text = FORMULA
        insert_in_order(sheet, block, SHEET_ORDER)


def unpaint(package: Package, part: str) -> None:
    """Remove the colours of an earlier run from a sheet; a sheet without any is not touched."""
    if b"xltools-kontroll" not in package.raw(part):
        return
    sheet = package.change(part)
    removed = 0
    for block in sheet.findall(f"{MAIN}conditionalFormatting"):
        for rule in block.findall(f"{MAIN}cfRule"):
            if rule.findtext(f"{MAIN}formula") == FORMULA:
                block.remove(rule)
                removed += 1
        if block.find(f"{MAIN}cfRule") is None:
            sheet.remove(block)
    _shift_priorities(sheet, -removed)


def ranges(cells: list[str]) -> str:
    """Return the cells as few ranges: A1, A2, A3 and C1 become "A1:A3 C1"."""
    columns: dict[int, set[int]] = defaultdict(set)
    for row, column in map(row_column, cells):
        columns[column].add(row)
    areas: list[str] = []
    for column, rows in sorted(columns.items()):
        starts = sorted(row for row in rows if row - 1 not in rows)
        ends = sorted(row for row in rows if row + 1 not in rows)
        areas += [
            a1(top, column) if top == end else f"{a1(top, column)}:{a1(end, column)}"
            for top, end in zip(starts, ends, strict=True)
        ]
    return " ".join(areas)


def _shift_priorities(sheet: etree._Element, by: int) -> None:
    """Move all rules of a sheet, those of Excel 2010 too; not when one would leave the top."""
    rules = [element for element in sheet.iter() if local_name(element) == "cfRule" and element.get("priority")]
    priorities = [int(rule.get("priority", "1")) for rule in rules]
    if priorities and min(priorities) + by >= 1:
        for rule, priority in zip(rules, priorities, strict=True):
            rule.set("priority", str(priority + by))


def _fill(colour: str) -> etree._Element:
    format_ = etree.Element(f"{MAIN}dxf")
    pattern = etree.SubElement(etree.SubElement(format_, f"{MAIN}fill"), f"{MAIN}patternFill")
    etree.SubElement(pattern, f"{MAIN}bgColor", rgb=colour)
    return format_


def _equal(one: etree._Element, other: etree._Element) -> bool:
    return (
        one.tag == other.tag
        and sorted(one.items()) == sorted(other.items())
        and (one.text or "").strip() == (other.text or "").strip()
        and len(one) == len(other)
        and all(map(_equal, one, other))
    )
