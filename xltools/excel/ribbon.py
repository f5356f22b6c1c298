"""Makes xltools.xlam: an add-in with a tab of its own in Excel, which works on whichever workbook is open."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import quoteattr

from xltools.excel import styles
from xltools.excel.configuration import INTERPRETER, configuration_sheet
from xltools.excel.repack import repacked
from xltools.excel.styles import Formats
from xltools.excel.vba.modules import WORKBOOK_CODE_NAME, addin_project
from xltools.sheets.styrbok import RIBBON, Button

_TAB = "xltools"
_CALLBACK = "RibbonButton"
# Groups of the tab, each with its verbs and the pictures that Excel has for them.
_GROUPS = (
    ("Kontroll", {"check": "AcceptInvitation", "clear": "ClearFormats"}),
    ("Inlämning", {"outcome": "RefreshAll", "submit": "FileSendAsAttachment"}),
    ("Siffror", {"origin": "TracePrecedents"}),
)

# The kind of 2006: every Excel since 2007 reads it, and other programs that save the file keep it.
_NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"
_PART = "customUI/customUI.xml"
_RELATION = (
    '<Relationship Id="rIdCustomUI" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"'
    f' Target="{_PART}"/></Relationships>'
)
# An add-in is a workbook with macros under another name.
_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def addin_workbook(*, interpreter: str = INTERPRETER) -> bytes:
    """Return the add-in as bytes; the same input gives the same bytes."""
    buffer = BytesIO()
    with styles.new_workbook(buffer, _TAB, "Fliken xltools i Excel") as workbook:
        workbook.add_vba_project(BytesIO(addin_project()), is_stream=True)
        workbook.set_vba_name(WORKBOOK_CODE_NAME)
        configuration_sheet(workbook, Formats(workbook), interpreter)
    changes = {"[Content_Types].xml": {_WORKBOOK_TYPE: _ADDIN_TYPE}, "_rels/.rels": {"</Relationships>": _RELATION}}
    return repacked(buffer.getvalue(), changes, {_PART: ribbon_xml()})


def ribbon_xml() -> str:
    """Return the tab as customUI: every button runs the same callback, with its verb as tag."""
    buttons = {button.verb: button for button in RIBBON}
    groups = "".join(
        f'<group id="xltoolsGroup{number}" label={quoteattr(label)}>'
        + "".join(_button(buttons[verb], picture) for verb, picture in pictures.items())
        + "</group>"
        for number, (label, pictures) in enumerate(_GROUPS, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns="{_NAMESPACE}"><ribbon><tabs><tab id="xltoolsTab" label="{_TAB}">{groups}'
        "</tab></tabs></ribbon></customUI>"
    )


def _button(button: Button, picture: str) -> str:
    return (
        f'<button id="xltools_{button.verb}" tag="{button.verb}" label={quoteattr(button.label)} size="large"'
        f' imageMso="{picture}" screentip={quoteattr(button.label)} supertip={quoteattr(button.hint)}'
        f' onAction="{_CALLBACK}"/>'
    )
