"""Imports ledger exports: first a plan that shows everything and writes nothing, then, on demand, the writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from xltools.core.ledger.checks import (
    Export,
    StoredSource,
    check_against_stored,
    check_export,
    check_imported,
    check_together,
    sources_by_period,
)
from xltools.core.ledger.mapping import added, mapped, merge_outcome, monthly
from xltools.core.ledger.reconcile import reconcile
from xltools.model.codes import Code
from xltools.model.finding import Finding, errors
from xltools.model.ledger import CellKey, RowKey
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.reconciled import Reconciled
from xltools.model.report import CannotRunError
from xltools.sources import table, text
from xltools.tasks.import_read import FileReport, ImportOptions, read_export
from xltools.tasks.imported import (
    LOG,
    OWN_FILES,
    Store,
    StoreRow,
    budget_path,
    imported_outcome,
    log_lines,
    plain_kr,
    read_store,
    render_store,
    replaced,
    replaced_budget,
    store_path,
)
from xltools.tasks.left_out import left_out_path, read_left_out, render_left_out, with_new
from xltools.tasks.master import load_written
from xltools.workspace import Workspace, write_atomic


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """What an import does to one month, in öre over all units and lines of the nämnd.

    `before` is the outcome as the program had it, from the sheet Utfall or an earlier import; None when the month had
    none. `imported_before` tells that an earlier import is replaced. `cells` counts units and lines that change.
    """

    period: Period
    before: int | None
    after: int
    imported_before: bool
    cells: int

    @property
    def difference(self) -> int:
        """Return after − before."""
        return self.after - (self.before or 0)


@dataclass(frozen=True)
class ImportPlan:
    """Everything that an import would do. Nothing is written yet.

    `amounts` are öre by (unit, line, year, month). `accounts` tells which line each account fell on.
    """

    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...]
    amounts: Mapping[CellKey, int]
    accounts: Mapping[str, str]
    changes: tuple[PeriodChange, ...]
    reconciled: tuple[Reconciled, ...]
    unit_names: Mapping[str, str] = field(default_factory=dict)
    line_names: Mapping[str, str] = field(default_factory=dict)
    store: Store = field(default_factory=Store)
    rows: tuple[StoreRow, ...] = ()
    budget_store: Store = field(default_factory=Store)
    budget_rows: tuple[StoreRow, ...] = ()

    @property
    def has_new_budget(self) -> bool:
        """Return whether the files bring a budget that is not stored yet."""
        return set(self.budget_rows) != set(self.budget_store.rows)

    @property
    def budget_by_year(self) -> dict[int, int]:
        """Return the budget as it will be stored, in öre by year."""
        found: dict[int, int] = {}
        for row in self.budget_rows:
            found[row.key[2]] = found.get(row.key[2], 0) + row.ore
        return dict(sorted(found.items()))

    @property
    def blocked(self) -> bool:
        """Return whether faults stop the import, unless it is forced."""
        return errors(self.findings) > 0

    @property
    def is_news(self) -> bool:
        """Return whether the import would change what is stored."""
        return set(self.rows) != set(self.store.rows) or self.has_new_budget

    @property
    def by_unit(self) -> dict[str, int]:
        """Return öre by unit code, in the order of the tree."""
        return _sums(self.amounts, 0, self.unit_names)

    @property
    def by_line(self) -> dict[str, int]:
        """Return öre by line code, in the order of grunddata."""
        return _sums(self.amounts, 1, self.line_names)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was written: the outcome, what was left out of it, and the log.

    `kept` is the dated copy of a store that someone had changed, where one was made; `budget` the budget that came with
    the ledger, where there was one.
    """

    written: bool
    store: Path
    left_out: Path
    log: Path
    kept: Path | None = None
    budget: Path | None = None


def plan(workspace: Workspace, files: Sequence[Path], options: ImportOptions | None = None) -> ImportPlan:
    """Return what an import of these files would do; several files are parts of one export. Writes nothing.

    CannotRunError when grunddata or what is stored cannot be used, or no file is given.
    """
    options = options or ImportOptions()
    _check(options)
    chosen = [path for path in files if path.resolve().parent != store_path(workspace).parent.resolve()
              or path.name not in OWN_FILES]  # fmt: skip
    if not chosen:
        raise CannotRunError("Ange minst en fil att läsa in, till exempel utfall/augusti.csv.")
    for path in chosen:
        _must_be_file(path, workspace.relative(path))
    master, store = load_written(workspace), read_store(workspace)
    budget_store = read_store(workspace, budget_path(workspace))
    imported = imported_outcome(workspace)
    findings = list(check_imported(master, imported))
    master = merge_outcome(master, imported)
    reports: list[FileReport] = []
    exports: list[Export] = []
    for path in chosen:
        export, report, wrong = read_export(path, workspace.relative(path), master, options)
        reports.append(report)
        findings.extend(wrong)
        if export is None:
            continue
        twin = next((other for other in exports if other.sha256 == export.sha256), None)
        if twin is not None:
            findings.append(Finding(Code.LEDGER_FILE_TWICE, Place(export.file), details={"other": twin.file}))
            continue
        exports.append(export)
        findings.extend(check_export(master, export))
    amounts = added(export.mapped.amounts for export in exports)
    findings.extend(check_together(master, exports, amounts))
    findings.extend(check_against_stored(exports, amounts, store.stored))
    new = replaced(store, amounts, sources_by_period(exports))
    new_budget = replaced_budget(budget_store, *_budget(master, exports))
    return ImportPlan(
        tuple(reports),
        tuple(findings),
        amounts,
        {account: line for export in exports for account, line in export.mapped.accounts.items()},
        _changes(master, store, new, amounts),
        reconcile(master, _ledger(exports), amounts),
        {unit.code: unit.name for unit in master.organisation.units} | master.former,
        {line.code: line.name for line in master.lines.all},
        store,
        new,
        budget_store,
        new_budget,
    )


def apply(workspace: Workspace, plan: ImportPlan, *, force: bool = False) -> ImportResult:
    """Write what the plan says, and a line in the log for each month that changes; return what was written.

    A plan that changes nothing writes nothing. CannotRunError when faults block it and it is not forced, when the
    store has changed since the plan was made, or when someone has edited it (with `force` a dated copy is kept).
    """
    path, outside = store_path(workspace), left_out_path(workspace)
    log = path.parent / LOG
    if plan.blocked and not force:
        raise CannotRunError(
            f"Ingenting är inläst: {errors(plan.findings)} fel måste rättas först. "
            "Kör med --force för att läsa in det som går trots felen."
        )
    with workspace.locked(force=force):
        stored = read_store(workspace).sha256, read_store(workspace, budget_path(workspace)).sha256
        if stored != (plan.store.sha256, plan.budget_store.sha256):
            raise CannotRunError("Någon har läst in utfall sedan planen gjordes. Kör xltools import igen.")
        if not plan.is_news:
            return ImportResult(False, path, outside, log)
        if plan.has_new_budget:
            workspace.write(budget_path(workspace), render_store(plan.budget_rows), force=force)
        left_out = render_left_out(with_new(read_left_out(workspace), plan.reconciled))
        workspace.write(outside, left_out, force=force)
        kept = workspace.write(path, render_store(plan.rows), force=force)
        present = log.read_bytes() if log.exists() else b""
        write_atomic(log, log_lines(present, _log(plan)))
    return ImportResult(True, path, outside, log, kept, budget_path(workspace) if plan.has_new_budget else None)


def _budget(
    master: MasterData, exports: Sequence[Export]
) -> tuple[dict[CellKey, int], dict[Period, tuple[StoredSource, ...]]]:
    """Return the budget that the exports bring by unit, line and month, and the files behind each month."""
    amounts: list[Mapping[CellKey, int]] = []
    sources: dict[Period, dict[str, StoredSource]] = {}
    for export in exports:
        years = {year for _, _, year, _ in export.sums.budget}
        found = mapped(master, export.sums.budget, {}, years).amounts
        amounts.append(found)
        for _, _, year, month in found:
            sources.setdefault(Period(year, month), {})[export.sha256] = StoredSource(export.file, export.sha256)
    return added(amounts), {period: tuple(files.values()) for period, files in sources.items()}


def _must_be_file(path: Path, shown: str) -> None:
    if path.is_dir():
        raise CannotRunError(f"{shown} är en mapp. Ange filerna i den, till exempel {shown}/augusti.csv.")
    if not path.exists():
        raise CannotRunError(f"Filen {shown} finns inte. Kontrollera namnet och mappen.")


def _check(options: ImportOptions) -> None:
    for what, given, known in (
        ("Teckenkodningen", options.encoding, text.ENCODINGS),
        ("Avgränsaren", options.separator, table.SEPARATORS),
    ):
        if given and given not in known:
            raise CannotRunError(f"{what} {given} finns inte. Välj en av {', '.join(known)}.")


def _ledger(exports: Sequence[Export]) -> dict[RowKey, int]:
    """Return the exports as one ledger, the months that were imported only."""
    total: dict[RowKey, int] = {}
    for export in exports:
        months = {key[2:] for key in export.mapped.amounts}
        for key, ore in export.sums.sums.items():
            if key[2:] in months:
                total[key] = total.get(key, 0) + ore
    return total


def _changes(
    master: MasterData, store: Store, rows: Sequence[StoreRow], amounts: Mapping[CellKey, int]
) -> tuple[PeriodChange, ...]:
    """Return the imported months, each with the outcome as it was and as it will be."""
    after = _by_month(merge_outcome(master, monthly({row.key: row.ore for row in rows})).outcome)
    before = _by_month(master.outcome)
    stored = store.stored.sources
    found = []
    for period in sorted({Period(*key[2:]) for key in amounts}):
        old, new = before.get(period), after[period]
        cells = sum((old or {}).get(key, 0) != ore for key, ore in new.items())
        cells += sum(key not in new for key in old or ())
        total = None if old is None else sum(old.values())
        found.append(PeriodChange(period, total, sum(new.values()), period in stored, cells))
    return tuple(found)


def _by_month(outcome: Sequence[MonthlyAmounts]) -> dict[Period, dict[tuple[str, str], int]]:
    found: dict[Period, dict[tuple[str, str], int]] = {}
    for row in outcome:
        for month, ore in enumerate(row.ore, 1):
            if ore is not None:
                found.setdefault(Period(row.year, month), {})[row.unit, row.line] = ore
    return found


def _log(plan: ImportPlan) -> list[tuple[str, ...]]:
    """Return a row for each month whose stored amounts or files change."""
    now = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"
    before, after = _totals(plan.store.rows), _totals(plan.rows)
    sources = {Period(*row.key[2:]): row.sources for row in plan.rows}
    changed = {Period(*row.key[2:]) for row in set(plan.rows) ^ set(plan.store.rows)}
    lines: list[tuple[str, ...]] = []
    for period in sorted(changed):
        old, new = before.get(period), after.get(period, 0)
        files = " | ".join(source.file for source in sources.get(period, ()))
        first = "" if old is None else plain_kr(old)
        lines.append((now, str(period), first, plain_kr(new), plain_kr(new - (old or 0)), files))
    return lines


def _totals(rows: Sequence[StoreRow]) -> dict[Period, int]:
    found: dict[Period, int] = {}
    for row in rows:
        period = Period(*row.key[2:])
        found[period] = found.get(period, 0) + row.ore
    return found


def _sums(amounts: Mapping[CellKey, int], part: int, order: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, ore in amounts.items():
        code = str(key[part])
        found[code] = found.get(code, 0) + ore
    return {code: found[code] for code in order if code in found}
