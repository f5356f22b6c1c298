Attribute VB_Name = "Starter"
Option Explicit

' Starts Python with one verb for one workbook, and waits for it.
' Keep this file ASCII: what people read comes from Python, or from the sheet xlwings.conf that Python wrote.

Private Const CONFIGURATION As String = "xlwings.conf"
Private Const TITLE As String = "xltools"

Public Sub StartVerb(ByVal Verb As String, ByVal Book As Object)
    Dim Host As Object, Files As Object
    If Book Is Nothing Then
        Tell Setting("MESSAGE_NO_BOOK")
    ElseIf IsMac() Then
        StartThroughXlwings Verb
    Else
        Set Host = Created("WScript.Shell")
        Set Files = Created("Scripting.FileSystemObject")
        If Host Is Nothing Or Files Is Nothing Then
            StartAlone Verb, Book
        Else
            StartAndWait Host, Files, Verb, Book
        End If
    End If
End Sub

' Python is started as it is, without cmd.exe: nothing in a path can then be taken for a command, and it works where
' the command prompt is forbidden. Errors go to a file, in the code page that VBA reads.
Private Sub StartAndWait(ByVal Host As Object, ByVal Files As Object, ByVal Verb As String, ByVal Book As Object)
    Dim Python As String, Errors As String, Redirected As String, ExitCode As Long
    Python = Interpreter(Host, Files)
    If Python = "" Then
        Tell Setting("MESSAGE_NO_PYTHON")
        Exit Sub
    End If
    Errors = Files.BuildPath(Host.ExpandEnvironmentStrings("%TEMP%"), "xltools-" & Files.GetTempName())
    Redirected = "import runpy,sys;" & _
        "sys.stderr=open(sys.argv.pop(),'w',1,'locale','replace');" & _
        "runpy.run_module('xltools.buttons',run_name='__main__',alter_sys=True)"
    ExitCode = -1
    On Error Resume Next
    Application.Cursor = xlWait
    ' 0: no window. True: wait; Excel answers Python meanwhile.
    ExitCode = Host.Run(Quoted(Python) & " -P -c " & Quoted(Redirected) & " " & Arguments(Verb, Book) & _
        " --app=" & Quoted(Application.Path) & " --hwnd=" & Application.Hwnd & " " & Quoted(Errors), 0, True)
    Application.Cursor = xlDefault
    If ExitCode <> 0 Then Tell FirstOf(Content(Files, Errors), Setting("MESSAGE_FAILED"))
    Files.DeleteFile Errors
End Sub

' No Windows Script Host, as in LibreOffice: start, and let Python itself tell how it went.
Private Sub StartAlone(ByVal Verb As String, ByVal Book As Object)
    On Error GoTo Failed
    Shell Quoted(Setting("INTERPRETER_WIN")) & " -P -m xltools.buttons " & Arguments(Verb, Book), 0
    Exit Sub
Failed:
    Tell Setting("MESSAGE_FAILED")
End Sub

' On a Mac only xlwings' own add-in may start programs. It works on the active workbook, which is the one with the
' button, and Python reports errors through it.
Private Sub StartThroughXlwings(ByVal Verb As String)
    On Error GoTo Missing
    Application.Run "xlwings.xlam!RunPython", "import runpy,sys;sys.argv.insert(1,'" & Verb & "');" & _
        "runpy.run_module('xltools.buttons',run_name='__main__',alter_sys=True)"
    Exit Sub
Missing:
    Tell Setting("MESSAGE_MAC")
End Sub

' xlwings finds the workbook by its name alone, in the Excel that the window belongs to.
Private Function Arguments(ByVal Verb As String, ByVal Book As Object) As String
    Arguments = Verb & " " & Quoted("--wb=" & Book.Name) & " --from_xl=1"
End Function

' Paths hold no quotation marks, on any system that Excel runs on.
Private Function Quoted(ByVal Text As String) As String
    Quoted = Chr(34) & Text & Chr(34)
End Function

' The interpreter of the sheet, or else of the user's own configuration of xltools; empty when there is none.
Private Function Interpreter(ByVal Host As Object, ByVal Files As Object) As String
    Dim Path As String
    Path = Host.ExpandEnvironmentStrings(Setting("INTERPRETER_WIN"))
    If Not Files.FileExists(Path) Then
        Path = Host.ExpandEnvironmentStrings("%APPDATA%\xltools\xlwings.conf")
        Path = Host.ExpandEnvironmentStrings(UserSetting(Files, Path, "INTERPRETER_WIN"))
    End If
    If Files.FileExists(Path) Then Interpreter = Path
End Function

' A value of the sheet xlwings.conf by its key; empty when there is none, or no such sheet.
Private Function Setting(ByVal Key As String) As String
    Dim Sheet As Object, Row As Long
    On Error GoTo Missing
    Set Sheet = ThisWorkbook.Worksheets(CONFIGURATION)
    Row = 1
    Do While Sheet.Cells(Row, 1).Value <> ""
        If UCase(Sheet.Cells(Row, 1).Value) = Key Then
            Setting = Sheet.Cells(Row, 2).Value
            Exit Function
        End If
        Row = Row + 1
    Loop
Missing:
End Function

' A line of the file is "KEY","value".
Private Function UserSetting(ByVal Files As Object, ByVal Path As String, ByVal Key As String) As String
    Dim Entry As Variant, Parts As Variant
    For Each Entry In Split(Replace(Content(Files, Path), vbCr, ""), vbLf)
        Parts = Split(Entry, Chr(34))
        If UBound(Parts) >= 3 Then
            If UCase(Parts(1)) = Key Then UserSetting = Parts(3)
        End If
    Next Entry
End Function

' The text of a file in the code page of Windows; empty when it cannot be read.
Private Function Content(ByVal Files As Object, ByVal Path As String) As String
    On Error Resume Next
    If Files.GetFile(Path).Size > 0 Then Content = Files.OpenTextFile(Path).ReadAll()
End Function

Private Function FirstOf(ByVal One As String, ByVal Other As String) As String
    FirstOf = IIf(Trim(One) = "", Other, One)
End Function

Private Sub Tell(ByVal Text As String)
    MsgBox Text, vbExclamation, TITLE
End Sub

Private Function Created(ByVal ProgId As String) As Object
    On Error Resume Next
    Set Created = CreateObject(ProgId)
End Function

Private Function IsMac() As Boolean
    On Error Resume Next
    IsMac = InStr(Application.OperatingSystem, "Mac") > 0
End Function
