"""Who has delivered: the table, and the same for programs."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_books
from xltools.console.tables import WIDE, Head, counted, draw, line
from xltools.model.period import swedish_date
from xltools.tasks.status import State, StatusReport, UnitStatus

_SYMBOLS = {State.CLEAN: "+", State.WARNINGS: "!", State.ERRORS: "×", State.BLANK: "-", State.MISSING: "-"}
_STYLES = {
    State.CLEAN: "green",
    State.WARNINGS: "yellow",
    State.ERRORS: "red",
    State.BLANK: "dim",
    State.MISSING: "dim",
}

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
        "andra_filer": [{"fil": book.file, "fynd": findings(book.findings)} for book in report.strangers],
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
