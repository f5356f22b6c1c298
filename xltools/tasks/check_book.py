"""Checks one entry workbook: from path to result, without touching anything else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from xltools.core.book.facts import collect, outdated
from xltools.core.book.filled import Filled, fill
from xltools.core.book.form import Form, Grid, KnownCodes, Sheet, Spot, examine
from xltools.core.cells.parse import quoted, text
from xltools.core.cells.suggest import did_you_mean
from xltools.core.checks import checklist
from xltools.core.checks.book import Book
from xltools.core.checks.checklist import Stage
from xltools.excel.marking.listing import HEADLINE
from xltools.excel.open import Refusal, inspect, is_open_elsewhere
from xltools.excel.read import Workbook, read_opened
from xltools.model.codes import Code, Severity
from xltools.model.fact import Delivery, Fact
from xltools.model.finding import CheckResult, Finding, Outcome
from xltools.model.master import MasterData
from xltools.model.organisation import Level
from xltools.model.period import MONTHS, Period
from xltools.model.place import Place
from xltools.model.report import BookReport
from xltools.sheets import drift, investeringar, justeringar, mal
from xltools.sheets.entry import layouts
from xltools.sheets.spec import FORM_SHEET, HEADER, TEMPLATE_VERSION, Layout, Prefill
from xltools.tasks.refused import CODES
from xltools.workspace import Workspace, sha256

ONCE = next(check.title for check in checklist.BASIC_CHECKS if Code.DELIVERED_TWICE in check.codes)
"""The check that one workbook alone cannot answer."""

_STRUCTURE = "struktur:"


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a workbook is checked against. `root` is the working folder.

    `previous_outcome` is the accumulated outcome in öre by (unit, line) of `previous_period`, the last archived one;
    None when nothing is archived.
    """

    root: Path
    master: MasterData
    previous_period: Period | None = None
    previous_outcome: Mapping[tuple[str, str], int] | None = None


@dataclass(frozen=True, slots=True)
class _Identity:
    """What the hidden sheet says."""

    unit: str
    period: Period
    fingerprints: dict[str, str]


def check_book(path: Path, context: CheckContext) -> BookReport:
    """Return everything that one workbook holds and everything that is wrong with it; never raises for a file."""
    spots = [Spot(Code.OPEN_ELSEWHERE, "", "", {})] if is_open_elsewhere(path) else []
    opened = inspect(path)
    workbook = opened if isinstance(opened, Refusal) else read_opened(opened)
    if isinstance(opened, Refusal) or isinstance(workbook, Refusal):
        refusal = opened if isinstance(opened, Refusal) else workbook
        assert isinstance(refusal, Refusal)  # noqa: S101 - tells mypy what the line above has settled
        code, reason = CODES[refusal]
        return _stopped(_relative(path, context.root), "", [Spot(code, "", "", {"reason": reason}), *spots], Stage.FILE)
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return _check(workbook, path, context, spots, modified, sha256(opened.data))


def check_open(workbook: Workbook, path: Path, context: CheckContext) -> BookReport:
    """Return the same for a workbook that is open, with what stands in it just now.

    `path` is where it is saved, or is to be. Its delivery has no digest, for no file need hold these values.
    """
    return _check(workbook, path, context, [], datetime.now(UTC), "")


def _check(
    workbook: Workbook, path: Path, context: CheckContext, spots: list[Spot], modified: datetime, digest: str
) -> BookReport:
    file = _relative(path, context.root)
    workbook = _without_list(workbook)
    identity = _identify(workbook.values.get(FORM_SHEET, ()), context.master, _folder_period(path.parent.name), spots)
    if isinstance(identity, str):
        return _stopped(file, identity, spots, Stage.IDENTITY)
    sheets, results = _examine(workbook, identity, context, spots)
    findings = _findings(spots, file, identity.unit)
    delivery = None
    # A book of another period must never be added to this one's, and one that nobody has filled in says nothing.
    if not any(spot.code in (Code.WRONG_PERIOD, Code.NOT_FILLED_IN) for spot in spots):
        facts, statements = collect(sheets, context.master, identity.unit, identity.period, file)
        saved = modified.astimezone().isoformat(timespec="seconds")
        other = _outdated(sheets, context.master, identity, file)
        delivery = Delivery(identity.unit, identity.period, file, digest, saved, facts, statements, other)
    return BookReport(file, identity.unit, delivery, findings, results)


def _outdated(sheets: Mapping[str, Filled], master: MasterData, identity: _Identity, file: str) -> tuple[Fact, ...]:
    filled = sheets.get(drift.NAME)
    return outdated(filled, master, identity.unit, identity.period, file) if filled else ()


def _without_list(workbook: Workbook) -> Workbook:
    """Return the workbook without the list of findings that a check has put in it: it is ours, and no extra sheet."""
    lists = {name for name, rows in workbook.values.items() if rows and rows[0] and rows[0][0] == HEADLINE}
    return replace(workbook, names=tuple(n for n in workbook.names if n not in lists)) if lists else workbook


def _examine(
    workbook: Workbook, identity: _Identity, context: CheckContext, spots: list[Spot]
) -> tuple[dict[str, Filled], tuple[CheckResult, ...]]:
    """Return the sheets as filled in and how every check went; add what is found to `spots`."""
    master = context.master
    expected, form = _form(workbook, identity, master)
    form_spots = form.spots
    if any(spot.code is Code.WRONG_PERIOD for spot in spots):
        # Another period has other headings and rows, whatever grunddata says.
        form_spots = [spot for spot in form_spots if spot.code is not Code.OLDER_MASTER]
    cells: list[Spot] = []
    filled: dict[str, Filled] = {}
    for name, sheet in form.sheets.items():
        filled[name], found = fill(sheet, master.rules.entry_ore, workbook.errors[sheet.name])
        cells += found
    names = [layout.sheet for layout in expected]
    if _is_blank(filled.values(), form.spots, checklist.gaps(names, form.sheets)):
        spots += [*form_spots, Spot(Code.NOT_FILLED_IN, "", "", {})]
        return filled, tuple(_once_is_open(checklist.blank_results({spot.code for spot in spots})))
    earlier = context.previous_period
    if earlier and (earlier.year != identity.period.year or earlier >= identity.period):
        earlier = None
    book = Book(
        master,
        identity.unit,
        identity.period,
        filled,
        workbook,
        earlier,
        context.previous_outcome if earlier else None,
    )
    figures, figure_results = checklist.run(book, names)
    spots += _without_echoes(form_spots, [*cells, *figures], workbook)
    spots += cells + figures
    gaps = checklist.gaps(names, form.sheets)
    results = [*checklist.basic_results(Stage.CONTENT, {spot.code for spot in spots}, gaps), *figure_results]
    return filled, tuple(_once_is_open(results))


def _form(workbook: Workbook, identity: _Identity, master: MasterData) -> tuple[tuple[Layout, ...], Form]:
    """Return the sheets that the book should have, and where everything stands in those it has."""
    unit = master.organisation.by_code[identity.unit]
    expected = layouts(master, unit, identity.period, _prefill(workbook))
    expected = tuple(_as_made(layout, workbook, identity) for layout in expected if _had(layout, identity))
    return expected, examine(expected, workbook, identity.fingerprints, _known_codes(master))


def sheets_of(workbook: Workbook, master: MasterData) -> dict[str, Sheet]:
    """Return where everything stands on the sheets of an entry workbook, by standard name; {} for other workbooks."""
    identity = _identify(workbook.values.get(FORM_SHEET, ()), master, None, [])
    return {} if isinstance(identity, str) else _form(_without_list(workbook), identity, master)[1].sheets


def _is_blank(sheets: Iterable[Filled], form: Sequence[Spot], gaps: str) -> bool:
    """Return whether a book is as it was made: a whole form in which no open cell holds anything.

    Justeringar does not count: what was known last period already stands there when the book is made.
    """
    if gaps or any(spot.code.value.severity is Severity.FEL for spot in form):
        return False
    return not any(s.entries or s.unread for s in sheets if s.sheet.layout.sheet != justeringar.NAME)


def _identify(grid: Grid, master: MasterData, folder: Period | None, spots: list[Spot]) -> _Identity | str:
    """Return what the hidden sheet says, or the unit (if known) of a book that cannot be followed further."""
    facts = {row[0]: row[1] for row in grid if len(row) > 1}
    unit, version, written = (text(facts.get(key, "")) for key in ("enhet", "mall", "period"))
    try:
        period = Period.parse(written)
    except ValueError:
        version = ""
    if not version or not unit:
        spots.append(Spot(Code.NOT_OUR_TEMPLATE, "", "", {}))
        return ""
    if version != TEMPLATE_VERSION:
        spots.append(Spot(Code.OLD_TEMPLATE, "", "", {"found": quoted(version), "expected": TEMPLATE_VERSION}))
        return unit
    node = master.organisation.by_code.get(unit)
    if node is None or node.level is not Level.ENHET:
        units = [known.code for known in master.organisation.units]
        spots.append(Spot(Code.WRONG_UNIT, "", "", {"found": quoted(unit), "near": did_you_mean(unit, units)}))
        return ""
    if folder is not None and folder != period:
        spots.append(Spot(Code.WRONG_PERIOD, "", "", {"found": str(period), "expected": str(folder)}))
    prints = {str(key).removeprefix(_STRUCTURE): str(value) for key, value in facts.items()}
    return _Identity(unit, period, prints)


def _prefill(workbook: Workbook) -> Prefill:
    """Return the name that the book gives the last forecast: it was the last one when the book was made."""
    name = _heading(workbook)
    return Prefill(previous_name=name if name in _FORECASTS else _NAMES[0], worked_out=False)


def _as_made(layout: Layout, workbook: Workbook, identity: _Identity) -> Layout:
    """Return Drift with the name of the last forecast that it was made with, when its heading no longer stands there.

    The fingerprint from when the book was made tells which name it was, whatever has become of the heading since.
    """
    if layout.sheet != drift.NAME or _heading(workbook) in _NAMES:
        return layout
    made = identity.fingerprints.get(layout.sheet)
    named = (replace(layout, columns=drift.columns(identity.period, name)) for name in _NAMES)
    return next((one for one in named if one.fingerprint == made), layout)


def _had(layout: Layout, identity: _Identity) -> bool:
    """Return whether a book of its age has the sheet: Justeringar came later than the rest, and is never obligatory."""
    return layout.sheet != justeringar.NAME or layout.sheet in identity.fingerprints


def _heading(workbook: Workbook) -> str:
    grid = workbook.values.get(drift.NAME, [])
    heading = grid[HEADER][_FORRA] if len(grid) > HEADER and len(grid[HEADER]) > _FORRA else ""
    return str(heading).replace("\n", " ")


_FORRA = [column.key for column in drift.columns(Period(2000, 1), "")].index("forra")
_FORECASTS = tuple(f"Prognos {month}" for month in MONTHS)
_NAMES = (Prefill().previous_name, *_FORECASTS)


def _known_codes(master: MasterData) -> KnownCodes:
    return {
        drift.NAME: ("Kostnadsslag", master.lines.by_code.keys()),
        mal.GOALS: ("Mål", master.goals_by_code.keys()),
        mal.ASSIGNMENTS: ("Mål", master.goals_by_code.keys()),
        investeringar.NAME: ("Investeringar", {project.code for project in master.investments}),
    }


def _without_echoes(form: Sequence[Spot], others: Sequence[Spot], workbook: Workbook) -> list[Spot]:
    """Return the faults of form without error values that a whole formula shows because of its own row's fault."""
    faulty = {(spot.sheet, _row(spot.cell)) for spot in others}
    return [
        spot
        for spot in form
        if spot.code is not Code.ERROR_VALUE
        or spot.cell not in workbook.formula_cells[spot.sheet]
        or (spot.sheet, _row(spot.cell)) not in faulty
    ]


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _once_is_open(results: Sequence[CheckResult]) -> list[CheckResult]:
    waiting = CheckResult(ONCE, Outcome.NOT_RUN, "bara den här boken är läst")
    return [waiting if result.check == ONCE and result.outcome is Outcome.PASSED else result for result in results]


def _stopped(file: str, unit: str, spots: Sequence[Spot], stage: Stage) -> BookReport:
    """Return the report of a book that could not be followed beyond `stage`."""
    results = checklist.basic_results(stage, {spot.code for spot in spots}, "") + checklist.stopped_results(stage)
    return BookReport(file, unit, None, _findings(spots, file, unit), tuple(_once_is_open(results)))


def _findings(spots: Sequence[Spot], file: str, unit: str) -> tuple[Finding, ...]:
    return tuple(Finding(spot.code, Place(file, spot.sheet, spot.cell), unit, spot.details) for spot in spots)


@lru_cache(maxsize=64)
def _folder_period(folder: str) -> Period | None:
    """Return the period of the folder that a delivered book lies in; None when it lies somewhere else."""
    try:
        return Period.parse(folder)
    except ValueError:
        return None


def _relative(path: Path, root: Path) -> str:
    # As text, for pathlib takes longer over this than the checks take over a sheet.
    inside = f"{root}{os.sep}"
    whole = str(path)
    return (
        whole.removeprefix(inside).replace(os.sep, "/") if whole.startswith(inside) else Workspace(root).relative(path)
    )
