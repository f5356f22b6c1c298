"""Reminders in the terminal: which mails were written and why, and the same for programs."""

from __future__ import annotations

from rich.console import Console

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, file_list, line
from xltools.model.period import swedish_date
from xltools.tasks.remind import RemindReport

_HEADS = (Head("Enhet", wraps=True), Head("Varför"), Head("Till", wraps=True), Head("Fil", wraps=True))


def show(console: Console, report: RemindReport) -> None:
    """Draw one line a mail, and what is to be done with them."""
    when = ""
    if report.deadline:
        when = f" {'Skulle lämnas' if report.late else 'Lämnas'} senast {swedish_date(report.deadline)}."
    if not report.written:
        line(console, f"Ingen enhet behöver påminnas för {report.period.name}.{when}")
    else:
        line(console, f"{counted(len(report.written), 'påminnelse', 'påminnelser')} för {report.period.name}.{when}")
        folder = report.written[0].path.rpartition("/")[0]
        rows = (
            (
                f"{one.unit.code} {one.unit.name}",
                one.lacking.value,
                one.email or one.unit.responsible,
                one.path.rpartition("/")[2],
            )
            for one in report.written
        )
        draw(console, _HEADS, rows)
        line(console, f"De ligger i {folder}. xltools skickar inget: öppna dem i ditt e-postprogram, läs och skicka.")
        if not all(one.email for one in report.written):
            line(console, "Adresser skrivs i kolumnen E-post på bladet Organisation i grunddata.")
    file_list(console, "Borttagna, för de behövs inte längre", report.removed)
    file_list(console, "Ändrade av någon, sparade som kopior", report.kept)


def as_json(report: RemindReport) -> Json:
    """Return every reminder."""
    return {
        "period": str(report.period),
        "senast": report.deadline.isoformat() if report.deadline else None,
        "försenat": report.late,
        "påminnelser": [
            {
                "enhet": one.unit.code,
                "namn": one.unit.name,
                "varför": one.lacking.value,
                "ansvarig": one.unit.responsible or None,
                "epost": one.email or None,
                "fil": one.path,
            }
            for one in report.written
        ],
        "borttagna": list(report.removed),
        "kopior": list(report.kept),
        "utan_påminnelse": report.silent,
    }
