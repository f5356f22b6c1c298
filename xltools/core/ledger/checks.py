"""Says what is wrong with ledger exports once they are mapped: outside grunddata, twice, gone, turned round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.core.cells.parse import quoted
from xltools.core.cells.suggest import did_you_mean
from xltools.core.ledger.mapping import LeftOut, Mapped, mapped
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.ledger import CellKey, LedgerSums, RowKey, exact_kr
from xltools.model.line import LineKind, MonthlyAmounts, Spread
from xltools.model.master import MasterData
from xltools.model.organisation import Level
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.sheets.grunddata import KOSTNADSSLAG, ORGANISATION

# Two exports share a month when more than half of what the smaller one says about it stands in the other too.
_OVERLAP = 2


@dataclass(frozen=True)
class Export:
    """One file as read and mapped. `place` gives where a line, and a column when known, stands."""

    file: str
    sha256: str
    sums: LedgerSums
    mapped: Mapped
    place: Callable[[int, int | None], Place]


@dataclass(frozen=True, slots=True)
class StoredSource:
    """One file that a stored month was read from."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Stored:
    """What is imported already: öre by unit, line and month, and the files behind each month."""

    amounts: Mapping[CellKey, int] = field(default_factory=dict)
    sources: Mapping[Period, tuple[StoredSource, ...]] = field(default_factory=dict)


def check_export(master: MasterData, export: Export) -> tuple[Finding, ...]:
    """Return what is wrong with one file: its rows first, then what grunddata does not know."""
    return (*_row_faults(export), *_left_out(master, export), *_budget(master, export))


def check_together(
    master: MasterData, exports: Sequence[Export], amounts: Mapping[CellKey, int]
) -> tuple[Finding, ...]:
    """Return what is wrong with the files of one run taken together: told twice, or with signs turned round.

    `amounts` are the sums of all files.
    """
    return (*_overlapping(exports), *_signs(master, exports, amounts))


def check_against_stored(
    exports: Sequence[Export], amounts: Mapping[CellKey, int], stored: Stored
) -> tuple[Finding, ...]:
    """Return what a new import would change in months that are imported already."""
    findings: list[Finding] = []
    new_sources = sources_by_period(exports)
    for period in sorted(new_sources.keys() & stored.sources.keys()):
        place = Place(new_sources[period][0].file)
        before, after = _of_month(stored.amounts, period), _of_month(amounts, period)
        if before == after:
            continue
        old, new = sum(before.values()), sum(after.values())
        details = {
            "period": period.name,
            "before": exact_kr(old),
            "after": exact_kr(new),
            "difference": exact_kr(new - old),
        }
        findings.append(Finding(Code.LEDGER_CORRECTED, place, details=details))
        # A corrected part often keeps its name, and an unchanged one may have got another.
        given = {name for source in new_sources[period] for name in (source.sha256, source.file)}
        missing = [source.file for source in stored.sources[period] if not {source.sha256, source.file} & given]
        if missing and len(missing) < len(stored.sources[period]):
            findings.append(
                Finding(Code.LEDGER_PART_GONE, place, details={"period": period.name, "missing": ", ".join(missing)})
            )
        gone = _by_unit(before)
        for unit in _by_unit(after):
            gone.pop(unit, None)
        for unit, ore in gone.items():
            if any(amount for (code, _), amount in before.items() if code == unit):
                details = {"unit": unit, "amount": exact_kr(ore), "period": period.name}
                findings.append(Finding(Code.LEDGER_UNIT_GONE, place, unit, details))
    return tuple(findings)


def check_imported(master: MasterData, imported: Sequence[MonthlyAmounts]) -> tuple[Finding, ...]:
    """Return imported rows whose unit or line grunddata no longer has, so that their money is left out; a code once."""
    findings: dict[tuple[str, str], Finding] = {}
    units = (*(unit.code for unit in master.organisation.units), *master.former)
    lines = tuple(master.lines.by_code)
    for row in imported:
        for code, known, where in ((row.unit, units, ORGANISATION.name), (row.line, lines, KOSTNADSSLAG.name)):
            if code not in known:
                details = {"found": code, "where": f"bladet {where}", "near": did_you_mean(code, known)}
                place = Place(row.source, cell=f"rad {row.row}")
                findings.setdefault((where, code), Finding(Code.UNKNOWN_CODE, place, details=details))
    return tuple(findings.values())


def sources_by_period(exports: Sequence[Export]) -> dict[Period, tuple[StoredSource, ...]]:
    """Return the files that each imported month comes from."""
    found: dict[Period, dict[str, StoredSource]] = {}
    for export in exports:
        for _, _, year, month in export.mapped.amounts:
            sources = found.setdefault(Period(year, month), {})
            sources.setdefault(export.sha256, StoredSource(export.file, export.sha256))
    return {period: tuple(sources.values()) for period, sources in found.items()}


def _row_faults(export: Export) -> Iterator[Finding]:
    for line, code, details, column in export.sums.faults:
        yield Finding(code, export.place(line, column), details=details)
    if export.sums.more_faults:
        details = {"count": number.decimal(export.sums.more_faults)}
        yield Finding(Code.LEDGER_MORE_ROWS, Place(export.file), details=details)


def _left_out(master: MasterData, export: Export) -> Iterator[Finding]:
    found = export.mapped
    for account, left in _largest(found.unmapped_accounts):
        details = {"account": quoted(account), "amount": exact_kr(left.ore)}
        yield Finding(Code.ACCOUNT_UNMAPPED, export.place(left.line, None), details=details)
    organisation = master.organisation
    codes = tuple(unit.code for unit in organisation.units)
    for unit, left in _largest(found.unmapped_units):
        if not unit:
            yield Finding(Code.UNIT_EMPTY, export.place(left.line, None), details={"amount": exact_kr(left.ore)})
            continue
        node = organisation.by_code.get(unit)
        if node is not None and node.level is not Level.ENHET:
            near = f" {node.name} är {node.level.value}, men belopp hör till enheter."
        else:
            near = did_you_mean(unit, codes)
        details = {"unit": quoted(unit), "amount": exact_kr(left.ore), "near": near}
        yield Finding(Code.UNIT_UNMAPPED, export.place(left.line, None), details=details)
    for year, left in sorted(found.wrong_years.items()):
        details = {"year": str(year), "amount": exact_kr(left.ore)}
        yield Finding(Code.LEDGER_YEAR, export.place(left.line, None), details=details)


def _largest(left: Mapping[str, LeftOut]) -> list[tuple[str, LeftOut]]:
    """Return what was left out, the largest amounts first; what comes to nothing is no matter."""
    return sorted(((key, out) for key, out in left.items() if out.ore), key=lambda item: (-abs(item[1].ore), item[0]))


def _budget(master: MasterData, export: Export) -> Iterator[Finding]:
    """Yield units and lines whose year's budget in the export is another than in grunddata."""
    if not export.sums.budget:
        return
    years = {row.year for row in master.budget}
    found: dict[tuple[str, str, int], int] = {}
    for (unit, line, year, _), ore in mapped(master, export.sums.budget, {}, years).amounts.items():
        found[unit, line, year] = found.get((unit, line, year), 0) + ore
    for (unit, line, year), ore in found.items():
        row = master.budget_of.get((unit, year), {}).get(line)
        if row is not None and row.planned is not None and row.planned.spread == Spread.LEDGER.value:
            continue
        expected = row.year_ore if row else 0
        if ore != expected:
            details = {"year": str(year), "unit": unit, "line": master.lines.by_code[line].name}
            details |= {"found": exact_kr(ore), "expected": exact_kr(expected)}
            yield Finding(Code.LEDGER_BUDGET_DIFFERS, Place(export.file), unit, details)


def _overlapping(exports: Sequence[Export]) -> Iterator[Finding]:
    """Yield months that two files tell alike, which would count the same money twice."""
    by_month = [_months(export.sums.sums) for export in exports]
    for i, export in enumerate(exports):
        for j, other in enumerate(exports[:i]):
            for period in sorted(by_month[i].keys() & by_month[j].keys()):
                one, two = by_month[i][period], by_month[j][period]
                if len(one & two) * _OVERLAP > min(len(one), len(two)):
                    details = {"period": period.name, "other": other.file}
                    yield Finding(Code.LEDGER_PERIOD_TWICE, Place(export.file), details=details)


def _months(sums: Mapping[RowKey, int]) -> dict[Period, set[tuple[str, str, int]]]:
    found: dict[Period, set[tuple[str, str, int]]] = {}
    for (account, unit, year, month), ore in sums.items():
        if ore:
            found.setdefault(Period(year, month), set()).add((account, unit, ore))
    return found


def _signs(master: MasterData, exports: Sequence[Export], amounts: Mapping[CellKey, int]) -> Iterator[Finding]:
    """Yield rows whose sign is another than their kind's: all of them as one finding, when it is the whole export."""
    totals = dict.fromkeys(LineKind, 0)
    rows: dict[tuple[str, str, int], int] = {}
    for (unit, line, year, _), ore in amounts.items():
        rows[unit, line, year] = rows.get((unit, line, year), 0) + ore
        totals[master.lines.by_code[line].kind] += ore
    if totals[LineKind.REVENUE] > 0 or totals[LineKind.COST] < 0:
        details = {"revenue": exact_kr(totals[LineKind.REVENUE]), "cost": exact_kr(totals[LineKind.COST])}
        yield Finding(Code.LEDGER_SIGN, Place(exports[0].file), details=details)
        return
    for (unit, line, year), ore in rows.items():
        kind = master.lines.by_code[line].kind
        if ore > 0 if kind is LineKind.REVENUE else ore < 0:
            details = {
                "line": master.lines.by_code[line].name,
                "unit": unit,
                "amount": exact_kr(ore),
                "year": str(year),
            }
            yield Finding(Code.LINE_SIGN, _first_place(exports, unit, line), unit, details | {"kind": _NAMES[kind]})


_NAMES = {LineKind.REVENUE: "en intäkt", LineKind.COST: "en kostnad"}


def _first_place(exports: Sequence[Export], unit: str, line: str) -> Place:
    export = next(export for export in exports if (unit, line) in export.mapped.first)
    return export.place(export.mapped.first[unit, line], None)


def _of_month(amounts: Mapping[CellKey, int], period: Period) -> dict[tuple[str, str], int]:
    """Return the amounts of one month by unit and line, those that are nothing left out."""
    at = period.year, period.month
    return {key[:2]: ore for key, ore in amounts.items() if key[2:] == at and ore}


def _by_unit(amounts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for (unit, _), ore in amounts.items():
        found[unit] = found.get(unit, 0) + ore
    return found
