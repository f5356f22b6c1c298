"""What was written: documents, workbooks, folders; and the dated copies of what someone had changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import file_list
from xltools.model.finding import Finding


def show(console: Console, made: Sequence[str], kept: Sequence[str] = (), found: Sequence[Finding] = ()) -> None:
    """Name the files after what was wrong; paths as people are shown them."""
    show_findings(console, found)
    file_list(console, "Skrivet:", made)
    file_list(console, "Sparat som daterad kopia, eftersom någon hade ändrat filen:", kept)


def as_json(made: Sequence[str], kept: Sequence[str] = (), found: Sequence[Finding] = ()) -> Json:
    """Return the same for programs."""
    return {"skrivet": list(made), "daterade_kopior": list(kept), "fynd": findings(found)}
