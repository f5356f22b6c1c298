"""Which documents xltools writes: their names on the command line, titles and file names."""

from __future__ import annotations

from xltools.model.period import Period

REPORTS: dict[str, str] = {
    "manadsrapport": "Månadsrapport",
    "tertialrapport": "Tertialrapport",
    "tertialuppfoljning": "Tertialuppföljning av verksamhetsplan",
    "delarsbokslut": "Delårsbokslut",
    "bokslut": "Bokslut",
    "namndplan": "Nämndplan med budget",
}
"""Reports of a whole period: name on the command line and in the årshjul → title."""

OF_NEXT_YEAR = frozenset({"namndplan"})
"""Documents that are about the year after the period's."""

LETTER = "tjansteskrivelse"
TITLES: dict[str, str] = REPORTS | {LETTER: "Tjänsteskrivelse"}


def report_file(document: str, period: Period) -> str:
    """Return the file name of a report: `tertialrapport_2022-08.docx`."""
    return f"{document}_{period}.docx"


def report_name(document: str, period: Period) -> str:
    """Return a report's name as people say it: `Tertialrapport augusti 2022`, `Nämndplan med budget 2023`."""
    return f"{REPORTS[document]} {period.year + 1 if document in OF_NEXT_YEAR else period.name}"


def attachment(written: str, period: Period) -> tuple[str, str]:
    """Return file name and name as shown of an attachment, which may be written either way for the period's reports."""
    wanted = written.strip().casefold()
    for document in REPORTS:
        file, name = report_file(document, period), report_name(document, period)
        if wanted in (file.casefold(), name.casefold()):
            return file, name
    return written.strip(), written.strip()
