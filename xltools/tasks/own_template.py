"""A template of one's own: a copy of the built-in one to change in Word, and what is wrong with it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xltools.documents import tjansteskrivelse
from xltools.documents.catalogue import LETTER, TITLES
from xltools.documents.common import Context
from xltools.model.finding import Finding, errors
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.model.totals import Summary
from xltools.resources import builtin
from xltools.tasks.appearance import appearance_of
from xltools.tasks.batch import check_bytes
from xltools.tasks.report import unknown_document, values_of
from xltools.tasks.templates import compiled, rendered, template_bytes
from xltools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """The copy, and the dated copy of a template that someone had changed, where `force` made one.

    `was_there` tells that the very same copy was there already, and nothing was written.
    """

    path: Path
    kept: Path | None = None
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class TemplateChecked:
    """What is wrong with a template, with its tags and with the document that it makes."""

    shown: str
    document: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """Return how many findings are of severity fel."""
        return errors(self.findings)


def export(workspace: Workspace, document: str, to: Path | None = None, *, force: bool = False) -> Exported:
    """Put a copy of the built-in template of a document into `to`, a folder, else into mallar, where it wins.

    CannotRunError when the document is unknown, or there is a template of one's own there and `force` is not given.
    """
    _known(document)
    path = (to or workspace.templates) / f"{document}.docx"
    with workspace.locked(force=force):
        data = builtin(f"templates/{document}.docx").read_bytes()
        was_there = path.is_file() and path.read_bytes() == data
        return Exported(path, workspace.write(path, data, force=force), was_there)


def check_template(workspace: Workspace, path: Path, document: str | None, period: Period) -> TemplateChecked:
    """Return every fault of a template at once, tried on the figures of a period.

    `document` says what it is a template of; else its file name does. A template without faults is filled in, and the
    document that it makes is checked for accessibility. CannotRunError when the document is unknown.
    """
    from xltools.tasks.aggregate import load_summary
    from xltools.tasks.master import load_master

    shown = workspace.relative(path)
    if path.suffix.casefold() != ".docx":
        raise CannotRunError(f"{shown} är inget Worddokument (.docx), och kan inte vara en mall.")
    if not document and path.stem not in TITLES:
        choices = ", ".join(TITLES)
        raise CannotRunError(f"Filnamnet {path.name} säger inte vad det är en mall för. Ange --document: {choices}.")
    document = document or path.stem
    _known(document)
    data = template_bytes(path, shown)
    master = load_master(workspace)
    schema, values = _values(document, master, load_summary(workspace, master, period))
    appearance, findings = appearance_of(workspace, master)
    template = compiled(data, schema, shown, appearance)
    made = template if isinstance(template, tuple) else rendered(template, values, shown)
    # Of a template that makes no document, the template itself is all there is to look at.
    faults = made if isinstance(made, tuple) else ()
    finished = data if isinstance(made, tuple) else made
    found = [finding for finding in check_bytes(finished, shown) if finding not in faults]
    return TemplateChecked(shown, document, (*faults, *found, *findings))


def _values(document: str, master: MasterData, summary: Summary) -> tuple[Context, Context]:
    """Return an example of all that the template may quote, and the values of one document."""
    if document != LETTER:
        values = values_of(document, master, summary)
        return values, values
    cases = [case for case in master.cases if case.period == summary.period]
    if not cases:
        raise CannotRunError(f"Bladet Ärenden i grunddata har inget ärende för {summary.period.name}.")
    return (
        tjansteskrivelse.example(master, cases[0], summary),
        tjansteskrivelse.context(master, cases[0], summary),
    )


def _known(document: str) -> None:
    if document not in TITLES:
        raise unknown_document(document, TITLES)
