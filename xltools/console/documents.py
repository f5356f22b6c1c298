"""What was written: documents, workbooks, folders; and the dated copies of what someone had changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import file_list
from xltools.model.finding import Finding


def show(
    console: Console,
    made: Sequence[str],
    kept: Sequence[str] = (),
    found: Sequence[Finding] = (),
    was_there: Sequence[str] = (),
) -> None:
    """Name the files after what was wrong; paths as people are shown them. `was_there` are those left as they were."""
    show_findings(console, found)
    file_list(console, "Skrivet:", made)
    file_list(console, "Fanns redan och är oförändrat:", was_there)
    file_list(console, "Sparat som daterad kopia, eftersom någon hade ändrat filen:", kept)


def as_json(
    made: Sequence[str], kept: Sequence[str] = (), found: Sequence[Finding] = (), was_there: Sequence[str] = ()
) -> Json:
    """Return the same for programs."""
    there = {"fanns_redan": list(was_there)} if was_there else {}
    return {"skrivet": list(made), "daterade_kopior": list(kept), "fynd": findings(found), **there}
