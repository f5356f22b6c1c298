"""The marks that show a workbook's findings, with the same texts in marked copies and in open workbooks."""

from __future__ import annotations

from collections import defaultdict

from xltools.excel.marking.listing import Mark
from xltools.model.report import BookReport


def marks_of(report: BookReport) -> dict[str, list[Mark]]:
    """Return the findings of one workbook as marks, by sheet name ("" for the whole file)."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for finding in report.findings:
        text = f"{finding.code.id} {finding.message} {finding.remedy}"
        marks[finding.place.sheet].append(Mark(finding.place.cell, text, finding.severity))
    return dict(marks)
