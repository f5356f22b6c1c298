"""An import: how each file was understood, where its money goes, what changes, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from rich.console import Console

from xltools.console import streams
from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings, tally
from xltools.console.tables import Head, counted, draw, file_list, heading, line
from xltools.model import number
from xltools.model.ledger import exact_kr
from xltools.model.reconciled import Cause, Reconciled
from xltools.tasks.import_ledger import ImportPlan, ImportResult, PeriodChange
from xltools.tasks.import_read import FileReport

_ROLES = {
    "account": "konto",
    "unit": "ansvar",
    "period": "period",
    "day": "datum",
    "year": "år",
    "amount": "belopp",
    "debit": "debet",
    "credit": "kredit",
    "month": "månader",
}
_ACCOUNTS_SHOWN = 6
_CAUSES_SHOWN = 10


def show_plan(console: Console, plan: ImportPlan) -> None:
    """Show everything that the import would do: what was read, what was found, and what changes last."""
    for file in plan.files:
        _file(console, file)
    show_findings(console, plan.findings)
    if plan.has_new_budget:
        sums = ", ".join(f"{year} {_kr(ore)} kr" for year, ore in plan.budget_by_year.items())
        line(console, f"Budget ur ekonomisystemet: {sums}. Den används av rader på bladet Budget där det står enligt "
                      "ekonomisystemet i kolumnen Periodisering.")  # fmt: skip
        console.print()
    if not plan.amounts:
        return
    _lines(console, plan)
    heads = (Head("Enhet", wraps=True), Head("Summa, kr", number=True))
    units = ((f"{code} {plan.unit_names[code]}", _kr(ore)) for code, ore in plan.by_unit.items())
    draw(console, heads, units, "Belopp per enhet")
    _reconciled(console, plan)
    _changes(console, plan.changes)


def agreed(plan: ImportPlan, answers: TextIO, questions: TextIO, *, yes: bool, force: bool) -> bool:
    """Return whether to go on, after asking a person who sits there; what cannot be carried out is not asked about."""
    if not plan.is_news or (plan.blocked and not force):
        return False
    return streams.agreed(f"Läsa in {_what(plan)}?", answers, questions, yes=yes)


def show(
    console: Console,
    plan: ImportPlan,
    result: ImportResult | None,
    written: Sequence[str] = (),
    kept: Sequence[str] = (),
) -> None:
    """Say what came of it, and how to go on where nothing was written."""
    if result is not None:
        then = " Nya inlämningsböcker, prognosen och summorna har nu utfallet." if plan.amounts else ""
        line(console, f"Inläst: {_what(plan)}.{then}")
        console.print()
        file_list(console, "Skrivet:", written)
        file_list(console, "Sparat som daterad kopia, eftersom någon hade ändrat filen:", kept)
    elif (plan.amounts or plan.budget_rows) and not plan.is_news:
        line(console, "Inget nytt: utfallet är redan inläst med samma belopp.")
    elif plan.blocked:
        what = tally(plan.findings)
        line(console, f"Ingenting är inläst: {what}. Rätta felen, eller läs in det som går med --force --yes.")
    else:
        line(console, "Ingenting är inläst. Kör samma kommando med --yes för att läsa in.")


def as_json(
    plan: ImportPlan, result: ImportResult | None, written: Sequence[str] = (), kept: Sequence[str] = ()
) -> Json:
    """Return the whole plan in öre and what came of it."""
    return {
        "inläst": result is not None and result.written,
        "nytt": plan.is_news,
        "skrivet": list(written),
        "daterade_kopior": list(kept),
        "filer": [_file_json(file) for file in plan.files],
        "konton": dict(plan.accounts),
        "enheter_öre": plan.by_unit,
        "kostnadsslag_öre": plan.by_line,
        "budget_öre": {str(year): ore for year, ore in plan.budget_by_year.items()} if plan.has_new_budget else {},
        "månader": [
            {
                "period": str(change.period),
                "före_öre": change.before,
                "efter_öre": change.after,
                "skillnad_öre": change.difference,
                "inläst_förut": change.imported_before,
                "ändrade_belopp": change.cells,
            }
            for change in plan.changes
        ],
        "avstämning": [_reconciled_json(month) for month in plan.reconciled],
        "fynd": findings(plan.findings),
    }


def _file(console: Console, file: FileReport) -> None:
    """Write how a file was understood, so that a person sees at once when it was misunderstood."""
    made = f"gjord i {file.program}" if file.program else ""
    dimension = f"dimension {file.dimension}" if file.dimension else ""
    sheet = f"bladet {file.sheet}" if file.sheet else ""
    how = ", ".join(part for part in (file.kind, sheet, file.encoding, file.separator, dimension, made) if part)
    heading(console, f"{file.file}: {how}" if how else file.file)
    if file.columns:
        line(console, f"  Kolumner: {_columns(file.columns)}.")
    if file.rows:
        parts = [counted(file.rows, "rad", "rader")]
        if file.vouchers:
            parts.append(counted(file.vouchers, "verifikation", "verifikationer"))
        parts += [_span(file), f"summa {exact_kr(file.total_ore)}"]
        line(console, f"  {', '.join(part for part in parts if part)}.")
    for note in file.notes:
        line(console, f"  {note}")
    console.print()


def _columns(columns: Iterable[tuple[str, str]]) -> str:
    by_role: dict[str, list[str]] = {}
    for role, written in columns:
        by_role.setdefault(role, []).append(f"«{written}»")
    return "; ".join(f"{_ROLES[role]} = {', '.join(names)}" for role, names in by_role.items())


def _span(file: FileReport) -> str:
    if not file.periods:
        return ""
    first, last = file.periods[0], file.periods[-1]
    return first.name if first == last else f"{first.name} till {last.name}"


def _lines(console: Console, plan: ImportPlan) -> None:
    """Draw which accounts fell on which kostnadsslag, with the sums."""
    accounts: dict[str, list[str]] = {}
    for account, code in plan.accounts.items():
        accounts.setdefault(code, []).append(account)
    heads = (Head("Kostnadsslag", wraps=True), Head("Konton", wraps=True), Head("Summa, kr", number=True))
    rows = (
        (f"{code} {plan.line_names[code]}", _accounts(accounts.get(code, ())), _kr(ore))
        for code, ore in plan.by_line.items()
    )
    draw(console, heads, rows, "Konton och kostnadsslag")


def _accounts(found: Iterable[str]) -> str:
    accounts = sorted(set(found))
    if len(accounts) <= _ACCOUNTS_SHOWN:
        return ", ".join(accounts)
    return f"{accounts[0]} till {accounts[-1]} ({len(accounts)} konton)"


def _changes(console: Console, changes: Iterable[PeriodChange]) -> None:
    heads = (
        Head("Månad"),
        Head("Före, kr", number=True),
        Head("Efter, kr", number=True),
        Head("Skillnad, kr", number=True),
        Head("Ändrade rader", number=True),
    )
    rows = (
        (
            change.period.name,
            number.DASH if change.before is None else _kr(change.before),
            _kr(change.after),
            _kr(change.difference),
            str(change.cells),
        )
        for change in changes
    )
    draw(console, heads, rows, "Vad som ändras i utfallet")


def _reconciled(console: Console, plan: ImportPlan) -> None:
    heads = (
        Head("Månad"),
        Head("Huvudboken, kr", number=True),
        Head("Enheterna, kr", number=True),
        Head("Skillnad, kr", number=True),
    )
    rows = (
        (month.period.name, _kr(month.ledger_ore), _kr(month.units_ore), _kr(month.difference_ore))
        for month in plan.reconciled
    )
    draw(console, heads, rows, "Avstämning")
    causes = _causes(plan.reconciled)
    if causes:
        heads = (Head("Ansvar", wraps=True), Head("Kostnadsslag", wraps=True), Head("Konton", wraps=True),
                 Head("Belopp, kr", number=True))  # fmt: skip
        shown = ((_unit(c, plan.unit_names), _line(c, plan.line_names), _accounts(c.accounts), _kr(c.ore))
                 for c in causes[:_CAUSES_SHOWN])  # fmt: skip
        draw(console, heads, shown, "Skillnaden består av")
    if len(causes) > _CAUSES_SHOWN:
        line(console, f"… och {counted(len(causes) - _CAUSES_SHOWN, 'post', 'poster')} till. Visa alla med --json.")
        console.print()


def _causes(months: Iterable[Reconciled]) -> list[Cause]:
    """Return what differs over all months together, the largest first."""
    found: dict[tuple[str, str], tuple[set[str], int]] = {}
    for month in months:
        for cause in month.causes:
            accounts, ore = found.get((cause.unit, cause.line), (set(), 0))
            found[cause.unit, cause.line] = accounts | set(cause.accounts), ore + cause.ore
    causes = [Cause(unit, code, tuple(sorted(accounts)), ore) for (unit, code), (accounts, ore) in found.items()]
    return sorted(causes, key=lambda cause: (-abs(cause.ore), cause.unit, cause.line))


def _unit(cause: Cause, names: Mapping[str, str]) -> str:
    if cause.unit in names:
        return f"{cause.unit} {names[cause.unit]}"
    return f"{cause.unit}, ingen enhet" if cause.unit else "ansvar saknas"


def _line(cause: Cause, names: Mapping[str, str]) -> str:
    return f"{cause.line} {names[cause.line]}" if cause.line in names else "inget kostnadsslag"


def _file_json(file: FileReport) -> Json:
    return {
        "fil": file.file,
        "slag": file.kind,
        "teckenkodning": file.encoding or None,
        "avgränsare": file.separator or None,
        "blad": file.sheet or None,
        "dimension": file.dimension or None,
        "program": file.program or None,
        "kolumner": [{"roll": _ROLES[role], "rubrik": written} for role, written in file.columns],
        "rader": file.rows,
        "verifikationer": file.vouchers,
        "perioder": [str(period) for period in file.periods],
        "summa_öre": file.total_ore,
        "noter": list(file.notes),
    }


def _reconciled_json(month: Reconciled) -> Json:
    return {
        "period": str(month.period),
        "huvudbok_öre": month.ledger_ore,
        "enheter_öre": month.units_ore,
        "skillnad_öre": month.difference_ore,
        "orsaker": [
            {"ansvar": c.unit or None, "kostnadsslag": c.line or None, "konton": list(c.accounts), "öre": c.ore}
            for c in month.causes
        ],
    }


def _what(plan: ImportPlan) -> str:
    """Return what the import brings: the months of outcome, and the years of budget."""
    outcome = [_months(plan)] if plan.amounts else []
    budget = [f"budget för {', '.join(map(str, plan.budget_by_year))}"] if plan.has_new_budget else []
    return " och ".join((*outcome, *budget))


def _months(plan: ImportPlan) -> str:
    """Return the months that the import has: `augusti 2022`, or `8 månader, januari 2022 till augusti 2022`."""
    periods = [change.period for change in plan.changes]
    if len(periods) == 1:
        return periods[0].name
    return f"{counted(len(periods), 'månad', 'månader')}, {periods[0].name} till {periods[-1].name}"


def _kr(ore: int) -> str:
    return number.decimal(number.ratio(ore, number.ORE_PER_KR), 2)
