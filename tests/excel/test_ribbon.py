"""xltools.xlam: an add-in by its content type, with a tab that Excel since 2007 reads."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from zipfile import ZipFile

from xltools.excel.ribbon import addin_workbook, ribbon_xml
from xltools.excel.vba.modules import source
from xltools.sheets.styrbok import RIBBON

UI = "{http://schemas.microsoft.com/office/2006/01/customui}"


def part(name: str) -> str:
    with ZipFile(io.BytesIO(addin_workbook())) as archive:
        return archive.read(name).decode()


def buttons() -> list[ET.Element]:
    return list(ET.fromstring(part("customUI/customUI.xml")).iter(f"{UI}button"))


def test_it_is_an_add_in_and_no_workbook() -> None:
    types = part("[Content_Types].xml")
    assert "addin.macroEnabled.main+xml" in types
    assert "sheet.macroEnabled.main+xml" not in types


def test_the_package_leads_to_the_tab() -> None:
    relations = ET.fromstring(part("_rels/.rels"))
    targets = {relation.get("Type"): relation.get("Target") for relation in relations}
    assert targets["http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"] == "customUI/customUI.xml"
    assert len({relation.get("Id") for relation in relations}) == len(relations)


def test_every_verb_has_its_button_with_its_swedish_label() -> None:
    assert [(button.get("tag"), button.get("label")) for button in buttons()] == [
        (button.verb, button.label) for button in RIBBON
    ]


def test_every_button_calls_a_sub_that_is_there() -> None:
    assert {button.get("onAction") for button in buttons()} == {"RibbonButton"}
    assert "Public Sub RibbonButton(ByVal Control As Object)" in source("Ribbon")


def test_a_screen_tip_says_what_each_button_does_within_what_excel_allows() -> None:
    # Excel refuses a whole tab where one of these is longer than 1024 characters.
    assert all(0 < len(button.get("supertip", "")) <= 1024 for button in buttons())
    assert len({element.get("id") for element in ET.fromstring(ribbon_xml()).iter() if element.get("id")}) == 9


def test_the_same_program_gives_the_same_bytes() -> None:
    assert addin_workbook() == addin_workbook()
