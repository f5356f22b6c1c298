"""Puts the sheet "Kontroll" first in a marked copy: every finding with a link to its cell; and takes it out again."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from xltools.excel.marking.colours import SHEET_ORDER, STYLES, STYLES_ORDER, append_once, paint
from xltools.excel.marking.listing import FIRST_ROW, HEADINGS, HEADLINE, NAME, WIDTHS, Line, counts, free_title
from xltools.excel.package import (
    MAIN,
    OFFICE_RELATIONS,
    NotMarkableError,
    Package,
    clean,
    insert_in_order,
)
from xltools.excel.styles import HIGHEST_ROW, LINE_HEIGHT
from xltools.excel.styles import lines as lines_of
from xltools.model.codes import Severity

WORKBOOK = "xl/workbook.xml"
_PART = "xl/worksheets/xltoolsKontroll{}.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHEET_KINDS = ("worksheet", "chartsheet", "dialogsheet")
_WORKBOOK_ORDER = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)


def remove_sheet(package: Package) -> None:
    """Take out the sheet of an earlier run; a workbook without one is not touched."""
    workbook = package.tree(WORKBOOK)
    mark = next((n for n in workbook.iterfind(f"{MAIN}definedNames/{MAIN}definedName") if n.get("name") == NAME), None)
    if mark is None:
        return
    workbook = package.change(WORKBOOK)
    names = workbook.find(f"{MAIN}definedNames")
    sheets = _sheets(workbook)
    title = (mark.text or "").rpartition("!")[0].strip("'").replace("''", "'")
    index = next((i for i, sheet in enumerate(sheets) if sheet.get("name") == title), None)
    if names is not None:
        names.remove(mark)
    if index is not None:
        part = package.related(WORKBOOK, "worksheet").get(sheets[index].get(f"{OFFICE_RELATIONS}id", ""), "")
        sheets.remove(sheets[index])
        package.unrelate(WORKBOOK, part)
        package.remove(part)
        _renumber_names(workbook, index, -1)
        for view in workbook.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
            view.set("activeTab", str(_first_visible(sheets)))
    if names is not None and not len(names):
        workbook.remove(names)


def add_sheet(package: Package, lines: Sequence[Line], formats: dict[Severity, int]) -> None:
    """Add the list as the first sheet, and let the workbook open on it."""
    workbook = package.change(WORKBOOK)
    sheets = _sheets(workbook)
    title = free_title({sheet.get("name", "") for sheet in sheets})
    part = package.free_name(_PART)
    _deselect_all(package)
    package.add(part, _sheet(package, lines, formats), _SHEET_TYPE)
    number = max((int(sheet.get("sheetId", "0")) for sheet in sheets), default=0) + 1
    relation = package.relate(WORKBOOK, "worksheet", part)
    attributes = {"name": title, "sheetId": str(number), f"{OFFICE_RELATIONS}id": relation}
    sheets.insert(0, etree.Element(f"{MAIN}sheet", attributes))
    _renumber_names(workbook, 0, 1)
    names = workbook.find(f"{MAIN}definedNames")
    if names is None:
        names = etree.Element(f"{MAIN}definedNames")
        insert_in_order(workbook, names, _WORKBOOK_ORDER)
    etree.SubElement(names, f"{MAIN}definedName", name=NAME, hidden="1").text = f"'{title}'!$A$1"
    for view in workbook.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", "")


def _sheets(workbook: etree._Element) -> etree._Element:
    sheets = workbook.find(f"{MAIN}sheets")
    if sheets is None:
        raise NotMarkableError("the workbook lists no sheets")
    return sheets


def _first_visible(sheets: etree._Element) -> int:
    return next((i for i, sheet in enumerate(sheets) if sheet.get("state", "visible") == "visible"), 0)


def _renumber_names(workbook: etree._Element, index: int, by: int) -> None:
    """Let names that belong to one sheet follow their sheet when one at `index` comes (+1) or goes (−1)."""
    names = workbook.find(f"{MAIN}definedNames")
    for name in () if names is None else list(names):
        local = int(name.get("localSheetId", "-1"))
        if local == index and by < 0:
            name.getparent().remove(name)  # type: ignore[union-attr]  # it is a child of `names`
        elif local >= index:
            name.set("localSheetId", str(local + by))


def _deselect_all(package: Package) -> None:
    """Unselect every sheet: two selected ones would be edited together."""
    for part in package.related(WORKBOOK, *_SHEET_KINDS).values():
        if b"tabSelected" in package.raw(part):
            for view in package.change(part).iter(f"{MAIN}sheetView"):
                view.attrib.pop("tabSelected", "")


def _sheet(package: Package, lines: Sequence[Line], formats: dict[Severity, int]) -> etree._Element:
    styles = _styles(package)
    last = FIRST_ROW + len(lines) - 1
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(WIDTHS, 1))
    root = etree.fromstring(
        f'<worksheet xmlns="{MAIN.strip("{}")}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:D{last}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{FIRST_ROW - 1}" topLeftCell="A{FIRST_ROW}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{FIRST_ROW}" sqref="A{FIRST_ROW}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData/>'
        '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    data = root.find(f"{MAIN}sheetData")
    if data is None:
        raise AssertionError("the sheet above has data")
    _row(data, 1, [(HEADLINE, styles.title)], 26)
    _row(data, 2, [(counts([line.severity for line in lines]), styles.plain)])
    _row(data, 3, [(_ADVICE, styles.plain)])
    _row(data, FIRST_ROW - 1, [(heading, styles.heading) for heading in HEADINGS], 20)
    links = etree.Element(f"{MAIN}hyperlinks")
    for number, line in enumerate(lines, FIRST_ROW):
        cell = line.cell or ("hela bladet" if line.sheet else "")
        link_style = styles.link if line.link else styles.body
        written = [(line.sheet or "hela filen", styles.body), (cell, link_style)]
        # Excel fits heights by itself only where someone types, LibreOffice not even then.
        most = max(lines_of(text, width) for text, width in zip((line.sheet, cell, "", line.text), WIDTHS, strict=True))
        height = 4 + LINE_HEIGHT * most
        _row(data, number, [*written, (line.severity.value, styles.body), (line.text, styles.body)], height)
        if line.link:
            quoted = line.sheet.replace("'", "''")
            location = f"'{quoted}'!{line.cell or 'A1'}"
            etree.SubElement(links, f"{MAIN}hyperlink", ref=f"B{number}", location=location, display=cell)
    if len(links):
        insert_in_order(root, links, SHEET_ORDER)
    paint(root, {f"C{number}": line.severity for number, line in enumerate(lines, FIRST_ROW)}, formats)
    return root


_ADVICE = (
    "Klicka på en cell i listan så kommer du dit. Det här är en kopia: rätta i din egen arbetsbok och lämna in den."
)


def _row(data: etree._Element, number: int, cells: list[tuple[str, int]], height: float = 0) -> None:
    row = etree.SubElement(data, f"{MAIN}row", r=str(number))
    if height:
        row.set("ht", f"{min(height, HIGHEST_ROW):g}")
        row.set("customHeight", "1")
    for letter, (text, style) in zip("ABCD", cells, strict=False):
        cell = etree.SubElement(row, f"{MAIN}c", r=f"{letter}{number}", s=str(style), t="inlineStr")
        written = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        written.text = clean(text)
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


@dataclass(frozen=True, slots=True)
class _Styles:
    """Numbers of the cell formats that the list uses."""

    title: int
    plain: int
    heading: int
    body: int
    link: int


def _styles(package: Package) -> _Styles:
    styles = package.change(STYLES)
    fonts, fills = _group(styles, "fonts"), _group(styles, "fills")
    formats = _group(styles, "cellXfs")
    base = fonts[0] if len(fonts) else etree.Element(f"{MAIN}font")
    bold = append_once(fonts, _font(base, "b"))
    title = append_once(fonts, _font(base, "b", size="14"))
    link = append_once(fonts, _font(base, "u", colour="FF0563C1"))
    shade = etree.Element(f"{MAIN}fill")
    pattern = etree.SubElement(shade, f"{MAIN}patternFill", patternType="solid")
    etree.SubElement(pattern, f"{MAIN}fgColor", rgb="FFD9E1F2")
    etree.SubElement(pattern, f"{MAIN}bgColor", indexed="64")
    grey = append_once(fills, shade)
    return _Styles(
        title=append_once(formats, _format(title, 0, wrap=False)),
        plain=append_once(formats, _format(0, 0, wrap=False)),
        heading=append_once(formats, _format(bold, grey, wrap=True)),
        body=append_once(formats, _format(0, 0, wrap=True)),
        link=append_once(formats, _format(link, 0, wrap=True)),
    )


def _group(styles: etree._Element, name: str) -> etree._Element:
    group = styles.find(f"{MAIN}{name}")
    if group is None:
        group = etree.Element(f"{MAIN}{name}", count="0")
        insert_in_order(styles, group, STYLES_ORDER)
    return group


def _font(base: etree._Element, emphasis: str, *, size: str = "", colour: str = "") -> etree._Element:
    """Return the workbook's own font, bold (b) or underlined (u)."""
    font = copy.deepcopy(base)
    font.tail = None
    for name, attribute, value in (("sz", "val", size), ("color", "rgb", colour)):
        old = font.find(f"{MAIN}{name}")
        if value and old is not None:
            old.attrib.clear()
            old.set(attribute, value)
    if font.find(f"{MAIN}{emphasis}") is None:
        font.insert(0, etree.Element(f"{MAIN}{emphasis}"))
    return font


def _format(font: int, fill: int, *, wrap: bool) -> etree._Element:
    attributes = {"numFmtId": "0", "fontId": str(font), "fillId": str(fill), "borderId": "0", "xfId": "0"}
    format_ = etree.Element(f"{MAIN}xf", attributes | {"applyFont": "1", "applyFill": "1", "applyAlignment": "1"})
    alignment = etree.SubElement(format_, f"{MAIN}alignment", vertical="top")
    if wrap:
        alignment.set("wrapText", "1")
    return format_
