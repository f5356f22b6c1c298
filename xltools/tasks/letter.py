"""Writes the tjänsteskrivelser of a period, one file for each ärende in grunddata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xltools.documents import tjansteskrivelse
from xltools.documents.catalogue import LETTER, TITLES, attachment
from xltools.documents.common import Context
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import Case, MasterData
from xltools.model.period import Period
from xltools.model.provenance import Origin
from xltools.model.report import CannotRunError
from xltools.model.totals import Summary
from xltools.sheets.grunddata import ARENDEN, KOMMUN, cell_of
from xltools.tasks.appearance import appearance_of
from xltools.tasks.batch import ONLY_WORD, BatchReport, Progress, Wishes, make_documents
from xltools.tasks.press import Order, Press, template_file
from xltools.workspace import Workspace

# What Windows refuses in a file name, whatever the name's suffix.
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+|\s+')
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class LetterComposer:
    """What the letters are written from: the sums of each period that has any."""

    master: MasterData
    summaries: Mapping[Period, Summary | None]

    def values(self, order: Order) -> Context:
        """Return what the template of a letter may quote."""
        case = _case_of(order)
        return tjansteskrivelse.context(self.master, case, self.summaries.get(case.period))

    def schema(self, order: Order) -> Context:
        """Return an example where nothing is empty, since one template serves all letters."""
        case = _case_of(order)
        return tjansteskrivelse.example(self.master, case, self.summaries.get(case.period))

    def origin(self, order: Order) -> Origin:
        """Return the letter, its period and ärende, and the files that the sums of the period were made from."""
        case = _case_of(order)
        summary = self.summaries.get(case.period)
        return Origin(order.document, str(case.period), case.number, files=summary.files if summary else {})

    def faults(self, _order: Order, _values: Context) -> tuple[Finding, ...]:
        """Return nothing: a letter has no sums of its own."""
        return ()


def letters(
    workspace: Workspace,
    period: Period | None,
    *,
    wishes: Wishes = ONLY_WORD,
    progress: Progress | None = None,
) -> BatchReport:
    """Write resultat/<period>/tjansteskrivelse_<diarienummer>.docx for every ärende of a period, or of all periods.

    Letters that have not changed are left as they are, and one that fails stops no other. A missing attachment is a
    finding (XL702); its letter is written all the same. CannotRunError when there is no ärende or grunddata has faults.
    """
    from xltools.tasks.aggregate import load_summary
    from xltools.tasks.master import MasterFaultsError, check_master

    master, findings = check_master(workspace, period.year if period else None)
    if master is None:
        raise MasterFaultsError(findings)
    of_look = tuple(finding for finding in findings if finding.place.sheet == KOMMUN.name)
    periods = sorted({case.period for case in master.cases}) if period is None else [period]
    if not periods:
        raise CannotRunError("Bladet Ärenden i grunddata har inget ärende.")
    for one in periods:
        _cases(master, one)
    summaries = {one: load_summary(workspace, master, one) if workspace.books(one) else None for one in periods}
    made = _make(workspace, master, summaries, wishes, progress)
    return BatchReport((), of_look).joined(made)


def letter_batch(
    workspace: Workspace, master: MasterData, period: Period, summary: Summary | None, *, force: bool = False
) -> BatchReport:
    """Write the letters of a period with sums that are at hand; one that fails stops no other.

    CannotRunError when the period has no ärende.
    """
    return _make(workspace, master, {period: summary}, Wishes(force=force))


def _make(
    workspace: Workspace,
    master: MasterData,
    summaries: Mapping[Period, Summary | None],
    wishes: Wishes,
    progress: Progress | None = None,
) -> BatchReport:
    orders, findings = [], []
    for period in summaries:
        cases = _cases(master, period)
        for case, file in zip(cases, file_names(case.number for case in cases), strict=True):
            name = f"{TITLES[LETTER]} {case.number}"
            orders.append(Order(LETTER, workspace.results(period) / file, name, case))
            findings += _missing(workspace, case)
    appearance, of_logo = appearance_of(workspace, master)
    press = Press(LetterComposer(master, summaries), {LETTER: template_file(workspace, LETTER)}, appearance)
    made = make_documents(workspace, orders, press, wishes, progress)
    return made.joined(BatchReport((), (*findings, *of_logo)))


def _case_of(order: Order) -> Case:
    if order.case is None:
        raise ValueError("a letter is ordered for an ärende")
    return order.case


def file_names(numbers: Iterable[str]) -> list[str]:
    """Return a file name for each diarienummer that Windows takes, no two alike even where case is ignored."""
    taken: set[str] = set()
    names = []
    for number in numbers:
        stem = f"{LETTER}_{safe(number)}"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}_{count}"
        taken.add(name.casefold())
        names.append(f"{name}.docx")
    return names


def safe(text: str) -> str:
    """Return a text as part of a file name: `SN 2022/0148.04.02` → `SN_2022-0148.04.02`."""
    name = _UNSAFE.sub(lambda match: "_" if match[0].isspace() else "-", text.strip())[:_LONGEST].strip(" .-_")
    if name.split(".")[0].casefold() in _RESERVED:
        name = f"_{name}"
    return name or "utan_nummer"


def _cases(master: MasterData, period: Period) -> list[Case]:
    found = [case for case in master.cases if case.period == period]
    if not found:
        raise CannotRunError(f"Bladet Ärenden i grunddata har inget ärende för {period.name}.")
    return found


def _missing(workspace: Workspace, case: Case) -> list[Finding]:
    folder = workspace.results(case.period)
    place = cell_of(ARENDEN, case.row, "bilagor")
    present = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    return [
        Finding(Code.ATTACHMENT_MISSING, place, details={"found": written, "folder": workspace.relative(folder)})
        for written in case.attachments
        if attachment(written, case.period)[0].casefold() not in present
    ]
