"""Finds the Word template of a document, and compiles it: one's own in mallar, or else the built-in one."""

from __future__ import annotations

from pathlib import Path

from xltools.documents.common import Context
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.place import Place
from xltools.model.provenance import Origin
from xltools.model.report import CannotRunError
from xltools.resources import builtin
from xltools.word.appearance import PLAIN, Appearance
from xltools.word.template import NotAWordFile, Template, TemplateErrors, compile_template
from xltools.workspace import Workspace, why_unread


def template_path(workspace: Workspace, document: str) -> Path:
    """Return the template of a document: one's own in mallar, else the built-in one."""
    name = f"{document}.docx"
    own = workspace.templates / name
    if (workspace.templates / f"~${name}").exists():
        raise CannotRunError(f"Mallen {workspace.relative(own)} är öppen i Word. Spara och stäng den, och kör igen.")
    return own if own.is_file() else builtin(f"templates/{name}")


def template_bytes(path: Path, shown: str) -> bytes:
    """Return a template's file as it is; CannotRunError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"Mallen {shown} går inte att läsa: {why_unread(error)}.") from None


def compiled(
    data: bytes, values: Context, shown: str, appearance: Appearance = PLAIN
) -> Template | tuple[Finding, ...]:
    """Return the template ready to be rendered, or every fault in it as a finding."""
    try:
        return compile_template(data, values, appearance)
    except TemplateErrors as errors:
        return _findings(errors, shown)
    except NotAWordFile as error:
        return (Finding(Code.TEMPLATE_FAULT, Place(shown), details={"message": str(error)}),)


def rendered(
    template: Template, values: Context, shown: str, origin: Origin | None = None
) -> bytes | tuple[Finding, ...]:
    """Return the finished document, linked where an origin is given, or the values that did not fit as findings."""
    try:
        return template.render(values, origin)
    except TemplateErrors as errors:
        return _findings(errors, shown)


def _findings(errors: TemplateErrors, shown: str) -> tuple[Finding, ...]:
    found = []
    for problem in errors.problems:
        where = f"{problem.part}, {problem.where}" if problem.where else problem.part
        near = f" Menade du {problem.nearest}?" if problem.nearest else ""
        message = f"{problem.tag} ({where}): {problem.message}.{near}"
        found.append(Finding(Code.TEMPLATE_FAULT, Place(shown), details={"message": message}))
    return tuple(found)
