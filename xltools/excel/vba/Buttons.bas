Attribute VB_Name = "Buttons"
Option Explicit

' One Sub for each button on the sheet Start.

Public Sub RunNew()
    StartVerb "new", ThisWorkbook
End Sub

Public Sub RunValidate()
    StartVerb "validate", ThisWorkbook
End Sub

Public Sub RunStatus()
    StartVerb "status", ThisWorkbook
End Sub

Public Sub RunAggregate()
    StartVerb "aggregate", ThisWorkbook
End Sub

Public Sub RunForecast()
    StartVerb "forecast", ThisWorkbook
End Sub

Public Sub RunReport()
    StartVerb "report", ThisWorkbook
End Sub

Public Sub RunRefresh()
    StartVerb "refresh", ThisWorkbook
End Sub
