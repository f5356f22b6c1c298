"""Who has delivered, which documents are made and how the årshjul stands, and the same for programs."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_books
from xltools.console.tables import WIDE, Head, counted, draw, heading, item, line
from xltools.model.period import swedish_date
from xltools.tasks.cycle import DocumentDue, Stage, StepStatus
from xltools.tasks.status import State, StatusReport, UnitStatus

_SYMBOLS = {State.CLEAN: "+", State.WARNINGS: "!", State.ERRORS: "×", State.BLANK: "-", State.MISSING: "-"}
_STYLES = {
    State.CLEAN: "green",
    State.WARNINGS: "yellow",
    State.ERRORS: "red",
    State.BLANK: "dim",
    State.MISSING: "dim",
}

_STAGES = {
    Stage.DONE: "green",
    Stage.WRITE: "yellow",
    Stage.OPEN: "",
    Stage.LATE: "red",
    Stage.NOTHING: "dim",
    Stage.LATER: "dim",
}
_CYCLE = (
    Head("Steg", wraps=True),
    Head("Period", wraps=True),
    Head("Lämnas"),
    Head("Böcker"),
    Head("Dokument"),
    Head("Läge", wraps=True),
)

# Days. How long ago a deadline was is of interest for no longer than this.
_YEAR = 365

# The longest word that is kept whole in a unit's name: with one longer, the other columns have no room in 80.
_WORD = 19

_COUNTED = {
    State.CLEAN: ("klar", "klara"),
    State.WARNINGS: ("med varningar", "med varningar"),
    State.ERRORS: ("med fel att rätta", "med fel att rätta"),
}


def show(console: Console, report: StatusReport) -> None:
    """Draw one line a unit and the counts below."""
    line(console, Text(_title(report), style="bold"))
    longest = max((len(word) for unit in report.units for word in unit.unit.name.split()), default=0)
    heads = (
        Head("Enhet", wraps=True, least=min(longest, _WORD)),
        Head("Läge"),
        Head("Fel", number=True),
        Head("Varn.", number=True),
        Head("Inlämnad"),
        Head("Av", wraps=True),
    )
    draw(console, heads, (_row(unit, " " if console.width >= WIDE else "\n") for unit in report.units))
    several = [unit for unit in report.units if unit.others]
    for unit in several:
        names = ", ".join((unit.file, *unit.others))
        line(console, f"{unit.unit.name} är inlämnad flera gånger: {names}. Behåll den bok som gäller.")
    if report.strangers:
        line(console, "Böcker som inte hör till någon enhet:")
        show_books(console, report.strangers)
    line(console, _counts(report))
    _show_documents(console, report)
    _show_cycle(console, report)


def _show_documents(console: Console, report: StatusReport) -> None:
    """Tell which documents the period asks for and which are there."""
    if report.documents:
        console.print()
        heading(console, f"Dokument för {report.period.name}")
        for one in report.documents:
            item(console, f"{one.name}: {_document(one)}")


def _show_cycle(console: Console, report: StatusReport) -> None:
    """Draw the steps of the årshjul of the year."""
    if report.cycle:
        console.print()
        rows = [
            (
                step.step.name,
                step.step.period.name,
                f"{step.step.deadline:%Y-%m-%d}",
                f"{step.delivered} av {step.units}",
                _made(step),
                Text(_stage(step), style=_STAGES[step.stage]),
            )
            for step in report.cycle
        ]
        draw(console, _CYCLE, rows, f"Årshjulet {report.period.year}")


def _document(one: DocumentDue) -> str:
    if one.made is None:
        return "inte skriven"
    later = ". Underlaget har ändrats sedan dess; skriv om den" if one.outdated else ""
    return f"skriven {one.made:%Y-%m-%d}{later}"


def _made(step: StepStatus) -> str:
    if not step.documents:
        return ""
    return f"{sum(one.made is not None for one in step.documents)} av {len(step.documents)}"


def _stage(step: StepStatus) -> str:
    left = step.days_left
    if step.stage is Stage.LATE and -left <= _YEAR:
        return f"{step.stage.value} {counted(-left, 'dag', 'dagar')}"
    if step.stage in (Stage.OPEN, Stage.LATER):
        when = f"om {counted(left, 'dag', 'dagar')}" if left else "i dag"
        return f"{step.stage.value}, {when}"
    return str(step.stage.value)


def _title(report: StatusReport) -> str:
    name = f"{report.name}, {report.period.name}" if report.name else report.period.name
    if report.deadline is None or report.days_left is None:
        return f"Inlämning {name}. Perioden finns inte i årshjulet, så det finns inget sista datum."
    left = report.days_left
    day = swedish_date(report.deadline)
    if left < -_YEAR:
        return f"Inlämning {name}. Skulle lämnas senast {day}."
    if left < 0:
        return f"Inlämning {name}. Skulle lämnas senast {day}, för {counted(-left, 'dag', 'dagar')} sedan."
    when = f"om {counted(left, 'dag', 'dagar')}" if left else "i dag"
    return f"Inlämning {name}. Lämnas senast {day}, {when}."


def _row(unit: UnitStatus, gap: str) -> tuple[str | Text, ...]:
    state = Text(f"{_SYMBOLS[unit.state]} {unit.state.value}", style=_STYLES[unit.state])
    name = f"{unit.unit.code} {unit.unit.name}"
    if unit.state in (State.MISSING, State.BLANK):
        return name, state, "", "", "", ""
    return name, state, str(unit.errors), str(unit.warnings), _when(unit.modified, gap, late=unit.late), unit.contact


def _when(moment: datetime | None, gap: str, *, late: bool) -> str:
    return (f"{moment:%Y-%m-%d}" + (f"{gap}(sent)" if late else "")) if moment else ""


def _counts(report: StatusReport) -> str:
    delivered = f"{report.delivered} av {counted(len(report.units), 'enhet', 'enheter')} har lämnat in"
    parts = [f"{found} {words[found != 1]}" for state, words in _COUNTED.items() if (found := report.count(state))]
    return f"{delivered}: {', '.join(parts)}." if parts else f"{delivered}."


def as_json(report: StatusReport) -> Json:
    """Return every unit's standing."""
    return {
        "period": str(report.period),
        "namn": report.name,
        "senast": report.deadline.isoformat() if report.deadline else None,
        "dag": report.today.isoformat(),
        "dagar_kvar": report.days_left,
        "inlämnade": report.delivered,
        "enheter": [_unit(unit) for unit in report.units],
        "dokument": [_document_json(one) for one in report.documents],
        "årshjul": [
            {
                "period": str(one.step.period),
                "namn": one.step.name,
                "senast": one.step.deadline.isoformat(),
                "dagar_kvar": one.days_left,
                "läge": one.stage.value,
                "enheter": one.units,
                "inlämnade": one.delivered,
                "dokument": [_document_json(document) for document in one.documents],
            }
            for one in report.cycle
        ],
        "andra_filer": [{"fil": book.file, "fynd": findings(book.findings)} for book in report.strangers],
    }


def _document_json(one: DocumentDue) -> Json:
    return {
        "namn": one.name,
        "fil": one.file,
        "skriven": one.made.isoformat() if one.made else None,
        "inaktuell": one.outdated,
    }


def _unit(unit: UnitStatus) -> Json:
    return {
        "enhet": unit.unit.code,
        "namn": unit.unit.name,
        "läge": unit.state.value,
        "fil": unit.file,
        "ändrad": unit.modified.isoformat(timespec="seconds") if unit.modified else None,
        "ifylld_av": unit.contact,
        "fel": unit.errors,
        "varningar": unit.warnings,
        "försenad": unit.late,
        "fler_böcker": list(unit.others),
    }
