"""Writes a mail for each enhet that has not delivered, or has something to mend; sending it is left to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from xltools.core.cells.suggest import did_you_mean
from xltools.core.wording.reminder import TEMPLATE, Lacking, Reminder, Situation, TemplateError, reminder
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.sheets.spec import workbook_name
from xltools.tasks.master import load_master
from xltools.tasks.status import State, StatusReport, UnitStatus, standing
from xltools.tasks.validate import Progress
from xltools.workspace import Workspace, why_unread

FOLDER = "paminnelser"
OWN_TEMPLATE = "paminnelse.txt"
MAIL, TEXT = ".eml", ".txt"

_LACKING = {
    State.MISSING: Lacking.MISSING,
    State.BLANK: Lacking.BLANK,
    State.ERRORS: Lacking.ERRORS,
    State.WARNINGS: Lacking.NOTHING,
    State.CLEAN: Lacking.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A reminder that was written. `path` is relative to the working folder; `email` is "" where none is known."""

    unit: OrgUnit
    lacking: Lacking
    path: str
    email: str


@dataclass(frozen=True, slots=True)
class RemindReport:
    """What was written for a period. Paths are relative to the working folder.

    `late` tells whether the last day has passed. `removed` are reminders of before that nobody needs any longer,
    `kept` dated copies of what someone had changed, and `silent` how many enheter need no reminder.
    """

    period: Period
    deadline: date | None
    late: bool
    written: tuple[Written, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    silent: int = 0


def remind(
    workspace: Workspace,
    period: Period,
    today: date | None = None,
    *,
    units: Sequence[str] | None = None,
    every: bool = False,
    text: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> RemindReport:
    """Write resultat/<period>/paminnelser/<period>_<unit>.eml, or .txt with `text`, and return what was written.

    One for each enhet that has not delivered or has something to mend; with `every` for all, and with `units` (codes
    of enheter or of what lies above them) for those alone. Reminders of before that are no longer needed are taken
    away unless someone has changed them. CannotRunError when grunddata or a template of one's own has faults, a code
    is unknown, or a file has been changed and `force` is not given.
    """
    master = load_master(workspace, period.year)
    wanted = _wanted(master, units)
    template = _template(workspace)
    report = standing(workspace, master, period, today, progress=progress)
    folder = workspace.results(period) / FOLDER
    suffix = TEXT if text else MAIL
    written, removed, kept, silent = [], [], [], 0
    with workspace.locked(force=force):
        for unit in report.units:
            if unit.unit.code not in wanted:
                continue
            lacking = _LACKING[unit.state]
            needed = every or lacking is not Lacking.NOTHING
            stem = Path(workbook_name(unit.unit.code, period)).stem
            path = folder / f"{stem}{suffix}"
            removed += _cleared(workspace, [folder / f"{stem}{end}" for end in (MAIL, TEXT)], path if needed else None)
            if not needed:
                silent += 1
                continue
            made = _worded(_situation(workspace, master, report, unit, lacking), template)
            data = _as_text(unit.unit, made) if text else _as_mail(unit.unit, made)
            copy = workspace.write(path, data, force=force)
            kept += [workspace.relative(copy)] if copy else []
            written.append(Written(unit.unit, lacking, workspace.relative(path), unit.unit.email))
    late = report.deadline is not None and report.today > report.deadline
    return RemindReport(period, report.deadline, late, tuple(written), tuple(removed), tuple(kept), silent)


def _wanted(master: MasterData, codes: Sequence[str] | None) -> frozenset[str]:
    """Return the codes of the enheter at or below these nodes, or of all."""
    tree = master.organisation
    if not codes:
        return frozenset(unit.code for unit in tree.units)
    for code in codes:
        if code not in tree.by_code:
            near = did_you_mean(code, tuple(tree.by_code))
            where = near or " Koderna står på bladet Organisation i grunddata."
            raise CannotRunError(f"Koden {code} finns inte i organisationen.{where}")
    return frozenset(unit for code in codes for unit in tree.units_below(code))


def _template(workspace: Workspace) -> str:
    """Return the text of mallar/paminnelse.txt, or the built-in one."""
    path = workspace.templates / OWN_TEMPLATE
    if not path.is_file():
        return TEMPLATE
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        # What the oldest notepads save in.
        return path.read_text("cp1252", errors="replace")
    except OSError as error:
        raise CannotRunError(f"{workspace.relative(path)} går inte att läsa: {why_unread(error)}.") from None


def _situation(
    workspace: Workspace, master: MasterData, report: StatusReport, unit: UnitStatus, lacking: Lacking
) -> Situation:
    who = master.municipality
    name = who.department or who.board or master.organisation.root.name
    file = Path(unit.file).name if unit.file else workbook_name(unit.unit.code, report.period)
    folder = workspace.relative(workspace.deliveries(report.period))
    return Situation(
        _one_line(unit.unit.name),
        _one_line(unit.unit.responsible),
        report.period,
        _one_line(report.name),
        report.deadline,
        report.today,
        lacking,
        file,
        f"{workspace.root.resolve().name}/{folder}",
        "\n".join(_one_line(line) for line in (name, who.phone) if line),
        unit.findings,
        tuple(Path(other).name for other in unit.others),
    )


def _one_line(text: str) -> str:
    """Return text from a cell without what ends a line, which would begin a new one in a mail."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _worded(situation: Situation, template: str) -> Reminder:
    try:
        return reminder(situation, template)
    except TemplateError as error:
        raise CannotRunError(f"mallar/{OWN_TEMPLATE}: {error}") from None


def _as_mail(unit: OrgUnit, made: Reminder) -> bytes:
    """Return a mail that is not sent: X-Unsent makes Outlook open it as a draft, where the sender is filled in."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = _one_line(made.subject)
    if unit.email:
        message["To"] = Address(_one_line(unit.responsible), addr_spec=unit.email)
    message.set_content(made.body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _as_text(unit: OrgUnit, made: Reminder) -> bytes:
    """Return the same to be pasted into a mail, with a byte order mark so that every notepad shows å, ä and ö."""
    to = " ".join(filter(None, (_one_line(unit.responsible), f"<{unit.email}>" if unit.email else "")))
    head = [f"Till: {to}"] if to else []
    return "\r\n".join([*head, f"Ämne: {made.subject}", "", *made.body.split("\n")]).encode("utf-8-sig")


def _cleared(workspace: Workspace, paths: Sequence[Path], keep: Path | None) -> list[str]:
    """Take away reminders that are no longer needed and that nobody has changed; return which."""
    gone = [path for path in paths if path != keep and workspace.untouched(path)]
    for path in gone:
        try:
            path.unlink()
        except OSError:
            raise CannotRunError(f"{workspace.relative(path)} går inte att ta bort. Är den öppen? Stäng den.") from None
    return [workspace.relative(path) for path in gone]
