"""What the buttons of styrbok do: the same tasks as the commands, with their outcome shown in the workbook."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from xltools.excel.live import styrbok as sheet
from xltools.model.codes import Severity
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.sheets import styrbok as spec
from xltools.tasks.live.where import home, unsaved
from xltools.tasks.master import MasterFaultsError, load_master
from xltools.tasks.status import State, StatusReport, UnitStatus, status
from xltools.workspace import Workspace

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book

Tick = Callable[[int, int], None]

_STATES = {
    State.CLEAN: spec.MARK_GOOD,
    State.WARNINGS: spec.MARK_WARNING,
    State.ERRORS: spec.MARK_BAD,
    State.BLANK: spec.MARK_NOTE,
    State.MISSING: spec.MARK_NOTE,
}
_SEVERITIES = {
    Severity.FEL: spec.MARK_BAD,
    Severity.VARNING: spec.MARK_WARNING,
    Severity.UPPLYSNING: spec.MARK_NOTE,
}
_LABELS = {button.verb: button.label for button in spec.BUTTONS}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a button wrote, or something to look at in one: its path relative to the working folder, and what.

    `state` is told with `mark`; `todo` says what to do about it.
    """

    file: str
    what: str
    mark: str = spec.MARK_GOOD
    state: str = "skrivet"
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one button: a mark and a sentence, and what there is to show.

    `findings` is None where a button finds nothing, and then the list of the one before stays.
    """

    mark: str
    sentence: str
    findings: tuple[Finding, ...] | None = None
    made: tuple[Made, ...] = ()


Work = Callable[[Workspace, Period, str, Tick], Outcome]


def run(verb: str, work: Work, doing: str, book: Book) -> str:
    """Do the work of a button for the period and document that styrbok says, and show in it what came of it.

    Returns "": the outcome stands in the workbook. CannotRunError only where the workbook cannot be written itself.
    """
    if not sheet.is_styrbok(book):
        raise CannotRunError(
            f"{book.name} är ingen styrbok. Öppna styrbok.xlsm i arbetsmappen och tryck på {_LABELS[verb]} där."
        )
    workspace, _ = home(book)
    start, moment = time.monotonic(), datetime.now().astimezone()
    written, document = sheet.choices(book)
    deliveries: StatusReport | None = None
    with sheet.working(book, doing) as progress:
        try:
            period = _period(written)
            outcome = work(workspace, period, document, progress)
            # Looked at last, so that it tells of what the button has just made.
            deliveries = status(workspace, period, progress=progress)
            _offer(book, load_master(workspace))
        except MasterFaultsError as error:
            outcome = Outcome(spec.MARK_BAD, str(error), tuple(error.findings))
        except CannotRunError as error:
            outcome = Outcome(spec.MARK_BAD, str(error))
    if deliveries is not None:
        sheet.fill(book, spec.DELIVERIES, [*_units(deliveries), *_strangers(deliveries)])
    if outcome.findings is not None or outcome.made:
        names = {unit.unit.code: unit.unit.name for unit in deliveries.units} if deliveries else {}
        sheet.fill(book, spec.FINDINGS, [*_made(outcome.made), *_findings(outcome.findings or (), names)])
        sheet.note(book, f"{_LABELS[verb]}, {written}, {moment:%Y-%m-%d %H:%M}. Klicka på platsen för att öppna boken.")
    sentence = outcome.sentence + unsaved(workspace)
    sheet.tell(book, outcome.mark, sentence)
    seconds = round(time.monotonic() - start, 1)
    told = f"{outcome.mark} {sentence}"
    sheet.log(book, (f"{moment:%Y-%m-%d %H:%M:%S}", getpass.getuser(), _LABELS[verb], written, told, seconds))
    return ""


def _period(written: str) -> Period:
    try:
        return Period.parse(written)
    except ValueError:
        raise CannotRunError(
            f"Välj en period i cellen {spec.PERIOD_CELL} på bladet {spec.START}, till exempel 2022-08."
        ) from None


def _offer(book: Book, master: MasterData) -> None:
    from xltools.tasks.button import document_choices

    steps = [(str(step.period), step.name, step.deadline.isoformat()) for step in master.cycle]
    sheet.offer(book, steps, tuple(document_choices()))


# --- rows -----------------------------------------------------------------------------------------------------------


def _units(report: StatusReport) -> Iterator[tuple[sheet.Cell, ...]]:
    for unit in report.units:
        name = unit.file.rsplit("/", 1)[-1]
        yield (
            f"{unit.unit.code} {unit.unit.name}",
            f"{_STATES[unit.state]} {unit.state.value}",
            f"{unit.modified:%Y-%m-%d %H:%M}" if unit.modified else None,
            unit.contact or None,
            unit.errors if unit.file and not unit.blank else None,
            unit.warnings if unit.file and not unit.blank else None,
            sheet.link(unit.file, "", name) if unit.file else None,
            _besides(unit),
        )


def _besides(unit: UnitStatus) -> str | None:
    said = ["efter sista dagen"] if unit.late else []
    if unit.others:
        said.append("också " + ", ".join(other.rsplit("/", 1)[-1] for other in unit.others))
    return "; ".join(said) or None


def _strangers(report: StatusReport) -> Iterator[tuple[sheet.Cell, ...]]:
    for book in report.strangers:
        link = sheet.link(book.file, "", book.file.rsplit("/", 1)[-1])
        bad = f"{spec.MARK_BAD} {State.ERRORS.value}"
        yield ("okänd enhet", bad, None, None, book.errors, None, link, "hör inte till någon enhet")


def _made(made: Sequence[Made]) -> Iterator[tuple[sheet.Cell, ...]]:
    for one in made:
        link = sheet.link(one.file, "", one.file.rsplit("/", 1)[-1])
        yield (None, f"{one.mark} {one.state}", None, link, one.what, one.todo or None)


def _findings(findings: Iterable[Finding], names: dict[str, str]) -> Iterator[tuple[sheet.Cell, ...]]:
    order = list(Severity)
    for one in sorted(findings, key=lambda f: (order.index(f.severity), f.place.file)):
        spot = "!".join(part for part in (one.place.sheet, one.place.cell) if part)
        shown = f"{one.place.file.rsplit('/', 1)[-1]} {spot}".strip()
        yield (
            one.code.id,
            f"{_SEVERITIES[one.severity]} {one.severity.value}",
            f"{one.unit} {names.get(one.unit, '')}".strip() or None,
            sheet.link(one.place.file, sheet.place(one.place.sheet, one.place.cell), shown or "hela mappen"),
            one.message,
            one.remedy,
        )
