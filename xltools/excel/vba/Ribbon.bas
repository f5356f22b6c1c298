Attribute VB_Name = "Ribbon"
Option Explicit

' Every button of the tab calls this; its tag says what to do with the workbook that is open.

Public Sub RibbonButton(ByVal Control As Object)
    StartVerb Control.Tag, ActiveWorkbook
End Sub
