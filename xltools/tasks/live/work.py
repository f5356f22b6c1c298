"""The work of each button of styrbok: one task of the command line, and the sentence that tells how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xltools.excel.marking.listing import counts
from xltools.model.codes import Severity
from xltools.model.finding import Finding
from xltools.model.number import tkr
from xltools.model.period import Period
from xltools.model.refreshed import Fate, Refreshed, RefreshedFigure
from xltools.model.report import CannotRunError
from xltools.sheets import styrbok as spec
from xltools.tasks.live.styrbok import Made, Outcome, Tick
from xltools.workspace import Workspace

# Days. How long ago a deadline was is of interest for no longer than this.
_YEAR = 365


def new(workspace: Workspace, period: Period, _document: str, _tick: Tick) -> Outcome:
    """Make the entry workbooks that are not there."""
    from xltools.tasks.new import new as make

    made = make(workspace, period)
    folder = workspace.relative(workspace.deliveries(period))
    if not made.made:
        return Outcome(spec.MARK_NOTE, f"Alla {len(made.skipped)} böcker finns redan i {folder}. Inget är ändrat.")
    there = f" {_of(len(made.skipped), 'bok fanns', 'böcker fanns')} redan." if made.skipped else ""
    return Outcome(spec.MARK_GOOD, f"{_of(len(made.made), 'bok är skapad', 'böcker är skapade')} i {folder}.{there}")


def validate(workspace: Workspace, period: Period, _document: str, tick: Tick) -> Outcome:
    """Check all workbooks of the period."""
    from xltools.tasks.validate import validate as check

    report = check(workspace, period=period, progress=tick)
    said = _tally(report.findings)
    missing = f" {_of(len(report.missing), 'enhet', 'enheter')} har ingen bok." if report.missing else ""
    unwritten = "".join(f" {sentence}" for sentence in report.unwritten)
    made = tuple(Made(file, what) for file, what in ((report.control, "Kontrollbok med alla kontroller"),) if file)
    sentence = f"{_of(len(report.books), 'bok', 'böcker')} kontrollerade: {said}.{missing}{unwritten}"
    return Outcome(_mark(report.findings), sentence, report.findings, made)


def status(workspace: Workspace, period: Period, _document: str, tick: Tick) -> Outcome:
    """Look at who has delivered."""
    from xltools.tasks.status import State
    from xltools.tasks.status import status as look

    report = look(workspace, period, progress=tick)
    left = report.days_left
    due = ""
    if left is not None and abs(left) <= _YEAR:
        days = _of(abs(left), "dag", "dagar")
        due = f" {days} kvar till sista dagen." if left >= 0 else f" Sista dagen var för {days} sedan."
    faulty = report.count(State.ERRORS)
    errors = f" {_of(faulty, 'bok', 'böcker')} har fel att rätta." if faulty else ""
    good = report.delivered == len(report.units) and not faulty
    return Outcome(
        spec.MARK_GOOD if good else spec.MARK_WARNING if report.delivered else spec.MARK_NOTE,
        f"{report.delivered} av {len(report.units)} har lämnat in.{due}{errors}",
    )


def aggregate(workspace: Workspace, period: Period, _document: str, tick: Tick) -> Outcome:
    """Add the workbooks up."""
    from xltools.tasks.aggregate import aggregate as add_up
    from xltools.tasks.overview import overview

    made = add_up(workspace, period, progress=tick)
    total = overview(workspace, made.summary).total
    missing = len(made.summary.missing)
    said = f" {_of(missing, 'enhet', 'enheter')} har inte lämnat in, och har beräknad prognos." if missing else ""
    sentence = (
        f"Nettokostnaden väntas bli {tkr(total.forecast)} tkr, {tkr(total.deviation)} tkr mot budget. "
        f"{_tally(made.findings).capitalize()}.{said}"
    )
    files = (Made(workspace.relative(made.path), f"Sammanställning {period.name}"),)
    return Outcome(_mark(made.findings), sentence, made.findings, files)


def forecast(workspace: Workspace, period: Period, _document: str, _tick: Tick) -> Outcome:
    """Compute the year-end forecast from the ledger."""
    from xltools.tasks.forecast import forecast as compute

    report = compute(workspace, period)
    rows = len(report.marked)
    said = f" {_of(rows, 'rad', 'rader')} behöver ses över: xltools forecast visar vilka." if rows else ""
    return Outcome(
        spec.MARK_WARNING if rows else spec.MARK_GOOD,
        f"Beräknad prognos för {period.year}: {tkr(report.total.forecast)} tkr i nettokostnad, "
        f"{tkr(report.total.deviation)} tkr mot budget.{said}",
    )


def report(workspace: Workspace, period: Period, document: str, tick: Tick) -> Outcome:
    """Write the chosen document, all that are due, or the letters."""
    from xltools.tasks.batch import BatchReport
    from xltools.tasks.batch import Outcome as Became
    from xltools.tasks.button import document_choices
    from xltools.tasks.letter import letters
    from xltools.tasks.report import reports

    if document == spec.LETTERS:
        made: BatchReport = letters(workspace, period, progress=tick)
    else:
        wanted = None if document in ("", spec.EVERY_DOCUMENT) else [document_choices().get(document, document)]
        made = reports(workspace, period, wanted, progress=tick)
    there = [one for one in made.documents if one.path is not None]
    files = tuple(Made(workspace.relative(one.path), f"{one.name}: {one.outcome.value}") for one in there if one.path)
    new_ones, same = made.of(Became.MADE), made.of(Became.UNCHANGED)
    failed = [f"{one.name}: {one.reason}" for one in made.of(Became.FAILED)]
    said = [f"{_of(len(new_ones), 'dokument är skrivet', 'dokument är skrivna')}"] if new_ones else []
    said += [f"{len(same)} har inte ändrats"] if same else []
    sentence = ", ".join(said) or "Inget dokument är skrivet"
    rest = "".join(f" {text}" for text in (*failed, *made.notes))
    mark = spec.MARK_BAD if failed else _mark(made.findings)
    return Outcome(mark, f"{sentence[0].upper()}{sentence[1:]}.{rest}", made.findings, files)


def refresh(workspace: Workspace, period: Period, document: str, tick: Tick) -> Outcome:
    """Bring the figures of written documents up to date, without touching what people have written."""
    from xltools.tasks.button import document_choices
    from xltools.tasks.refresh import documents_of
    from xltools.tasks.refresh import refresh as bring_up_to_date

    name = document_choices().get(document, "")
    paths = [path for path in documents_of(workspace, period) if path.name.startswith(name)]
    if not paths:
        raise CannotRunError(f"{document} är inte skriven för {period.name}. Tryck på Skapa dokument först.")
    done = bring_up_to_date(workspace, paths, progress=tick)
    written = [one for one in done if one.written]
    failed = [one for one in done if one.refreshed is None]
    rows = [Made(one.name, one.reason, spec.MARK_BAD, "gick inte") for one in failed]
    for one in done:
        if one.refreshed is not None:
            rows += _looked_at(one.name, one.refreshed)
    rows += [Made(one.name, f"Uppdaterat. Som det var: {one.kept}" if one.kept else "Uppdaterat") for one in written]
    told = f"{_of(len(written), 'dokument är uppdaterat', 'dokument är uppdaterade')} av {len(done)}."
    waiting = len(rows) - len(written)
    said = f" {_of(waiting, 'ställe', 'ställen')} behöver du se över; de står på bladet Fynd." if waiting else ""
    mark = spec.MARK_BAD if failed else spec.MARK_WARNING if waiting else spec.MARK_GOOD
    return Outcome(mark, f"{told}{said}", (), tuple(rows))


def _looked_at(file: str, refreshed: Refreshed) -> Iterator[Made]:
    """Yield what a person must decide or read in a document."""
    for one in refreshed.everything:
        if one.fate in (Fate.CONFLICT, Fate.GONE):
            label = one.label if isinstance(one, RefreshedFigure) else one.key
            what = f"{label}: i dokumentet {one.old}, i underlaget {one.new or 'inget'} ({one.where})"
            yield Made(file, what, spec.MARK_WARNING, one.fate.value, "Avgör i Word vilket som ska stå.")
    for seen in refreshed.attention:
        what = f"{seen.look.value}: {seen.words} ({seen.where})"
        yield Made(file, what, spec.MARK_WARNING, "att läsa", "Läs stället i Word.")


def _tally(findings: Iterable[Finding]) -> str:
    return counts([finding.severity for finding in findings]) or "inget att anmärka"


def _mark(findings: Iterable[Finding]) -> str:
    found = {finding.severity for finding in findings}
    if Severity.FEL in found:
        return spec.MARK_BAD
    return spec.MARK_WARNING if Severity.VARNING in found else spec.MARK_GOOD


def _of(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
