"""How the starter starts Python on Windows: its VBA, run in LibreOffice with stand-ins for what only Windows has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PERIOD, small_master
from tests.live.clicking import opened, run
from tests.live.engine import Engine
from xltools.excel.styrbok import styrbok_workbook
from xltools.sheets.styrbok import BUTTON_CONFIGURATION, LOG_SHEET

PYTHON = r"C:\Users\Åsa O'Neil\xltools-program\Scripts\python.exe"
ELSEWHERE = r"D:\Program & annat\python.exe"
ERRORS = r"C:\Temp\xltools-rad1.tmp"
SETTINGS = rf"C:\Users\Åsa O'Neil\AppData\Roaming\xltools\{BUTTON_CONFIGURATION}"

# WScript.Shell and Scripting.FileSystemObject as far as the starter asks for them. What they are asked to do is noted
# in column J of the log; the files that there are stand in column K, with their texts in L.
STAND_INS = {
    "StandIns": """Rem Attribute VBA_ModuleType=VBAModule
Option VBASupport 1
Function StandIn(ByVal ProgId As String) As Object
    If ProgId = "WScript.Shell" Then Set StandIn = New StandHost Else Set StandIn = New StandFiles
End Function
Sub Note(ByVal Text As String)
    Dim Row As Long
    Row = 1
    Do While ThisWorkbook.Worksheets("Logg").Cells(Row, 10).Value <> ""
        Row = Row + 1
    Loop
    ThisWorkbook.Worksheets("Logg").Cells(Row, 10).Value = Text
End Sub
Function TextOf(ByVal Path As String) As String
    Dim Row As Long
    For Row = 1 To 5
        If ThisWorkbook.Worksheets("Logg").Cells(Row, 11).Value = Path Then
            TextOf = ThisWorkbook.Worksheets("Logg").Cells(Row, 12).Value
        End If
    Next Row
End Function
""",
    "StandHost": """Rem Attribute VBA_ModuleType=VBAClassModule
Option VBASupport 1
Option ClassModule
Public Function ExpandEnvironmentStrings(ByVal Text As String) As String
    Text = Replace(Text, "%USERPROFILE%", "C:\\Users\\\u00c5sa O'Neil")
    Text = Replace(Text, "%TEMP%", "C:\\Temp")
    ExpandEnvironmentStrings = Replace(Text, "%APPDATA%", "C:\\Users\\\u00c5sa O'Neil\\AppData\\Roaming")
End Function
Public Function Run(ByVal Command As String, ByVal Style As Long, ByVal Waiting As Boolean) As Long
    Note Command
    Note Style & " " & IIf(Waiting, "waits", "goes on")
    Run = Val(TextOf("exit code"))
End Function
""",
    "StandFiles": """Rem Attribute VBA_ModuleType=VBAClassModule
Option VBASupport 1
Option ClassModule
Public Function FileExists(ByVal Path As String) As Boolean
    FileExists = TextOf(Path) <> ""
End Function
Public Function BuildPath(ByVal Folder As String, ByVal Name As String) As String
    BuildPath = Folder & "\\" & Name
End Function
Public Function GetTempName() As String
    GetTempName = "rad1.tmp"
End Function
Public Function GetFile(ByVal Path As String) As Object
    Set GetFile = New StandFile
    GetFile.Text = TextOf(Path)
End Function
Public Function OpenTextFile(ByVal Path As String) As Object
    Set OpenTextFile = New StandFile
    OpenTextFile.Text = TextOf(Path)
End Function
Public Sub DeleteFile(ByVal Path As String)
    Note "deleted " & Path
End Sub
""",
    "StandFile": """Rem Attribute VBA_ModuleType=VBAClassModule
Option VBASupport 1
Option ClassModule
Public Text As String
Public Function Size() As Long
    Size = Len(Text)
End Function
Public Function ReadAll() As String
    ReadAll = Text
End Function
""",
}
# What LibreOffice lacks, or would show to nobody.
REPLACED = {
    "CreateObject(ProgId)": "StandIn(ProgId)",
    "MsgBox Text, vbExclamation, TITLE": 'Note "said " & Text',
    "Application.Hwnd": "4711",
    "Application.Path": '"C:\\Program Files\\Office"',
}


@pytest.fixture
def styrbok(tmp_path: Path) -> Path:
    path = tmp_path / "Åsas & min 'styrbok'.xlsm"
    path.write_bytes(styrbok_workbook(small_master(), ["Tertialrapport"], PERIOD))
    return path


@contextmanager
def windows(engine: Engine, path: Path, answers: Mapping[str, str]) -> Iterator[Any]:
    """Yield styrbok open on a computer whose files, by path, have these texts."""
    with opened(engine.desktop, path) as document:
        library = document.BasicLibraries.getByName("xltools")
        code = library.getByName("Starter")
        for old, new in REPLACED.items():
            assert old in code
            code = code.replace(old, new)
        library.replaceByName("Starter", code)
        for name, text in STAND_INS.items():
            library.insertByName(name, text)
        sheet = document.Sheets.getByName(LOG_SHEET)
        for row, (name, text) in enumerate(answers.items()):
            sheet.getCellByPosition(10, row).String = name
            sheet.getCellByPosition(11, row).String = text
        yield document


def noted(document: Any) -> list[str]:
    sheet = document.Sheets.getByName(LOG_SHEET)
    cells = (sheet.getCellByPosition(9, row).String for row in range(9))
    return [text for text in cells if text]


def test_python_is_started_without_a_window_and_waited_for(engine: Engine, styrbok: Path) -> None:
    with windows(engine, styrbok, {PYTHON: "there", "exit code": "0"}) as document:
        run(document, "Buttons.RunStatus")
        command, how, after = noted(document)
    assert command.startswith(f'"{PYTHON}" -P -c "import runpy,sys;')
    arguments = f'status "--wb={styrbok.name}" --from_xl=1 --app="C:\\Program Files\\Office" --hwnd=4711'
    assert command.endswith(f'" {arguments} "{ERRORS}"')
    assert (how, after) == ("0 waits", f"deleted {ERRORS}")


def test_what_python_says_on_failure_is_shown(engine: Engine, styrbok: Path) -> None:
    answers = {PYTHON: "there", "exit code": "1", ERRORS: "Boken är inte sparad än."}
    with windows(engine, styrbok, answers) as document:
        run(document, "Buttons.RunStatus")
        assert "said Boken är inte sparad än." in noted(document)


def test_a_failure_without_words_points_to_the_doctor(engine: Engine, styrbok: Path) -> None:
    with windows(engine, styrbok, {PYTHON: "there", "exit code": "1"}) as document:
        run(document, "Buttons.RunStatus")
        assert [text for text in noted(document) if text.startswith("said xltools gick inte att starta från Excel.")]


def test_a_python_elsewhere_is_found_in_the_user_s_own_settings(engine: Engine, styrbok: Path) -> None:
    settings = f'"PYTHONPATH",""\r\n"interpreter_win","{ELSEWHERE}"\r\n'
    with windows(engine, styrbok, {ELSEWHERE: "there", "exit code": "0", SETTINGS: settings}) as document:
        run(document, "Buttons.RunStatus")
        assert noted(document)[0].startswith(f'"{ELSEWHERE}" -P')


def test_where_there_is_no_python_the_workbook_says_so(engine: Engine, styrbok: Path) -> None:
    with windows(engine, styrbok, {"exit code": "0"}) as document:
        run(document, "Buttons.RunStatus")
        (said,) = noted(document)
    assert said.startswith("said Hittar inte Python för xltools")
