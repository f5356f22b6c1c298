"""What is wrong with a template of one's own, or that nothing is."""

from __future__ import annotations

from rich.console import Console

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import line
from xltools.tasks.own_template import TemplateChecked


def show(console: Console, checked: TemplateChecked) -> None:
    """Draw the faults."""
    show_findings(console, checked.findings)
    if not checked.findings:
        line(console, f"{checked.shown}: inga anmärkningar. Mallen kan användas för {checked.document}.")


def as_json(checked: TemplateChecked) -> Json:
    """Return the same for programs."""
    return {"mall": checked.shown, "dokument": checked.document, "fynd": findings(checked.findings)}
