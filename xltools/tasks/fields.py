"""Lists every name that a document's template may quote, with its present value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xltools.documents import tjansteskrivelse
from xltools.documents.catalogue import LETTER, TITLES
from xltools.documents.common import Context
from xltools.model.chart import Chart
from xltools.model.figure import Figure, Unit
from xltools.model.grid import Grid
from xltools.model.master import MasterData
from xltools.model.period import Period, swedish_date
from xltools.model.report import CannotRunError
from xltools.model.text import Text
from xltools.model.totals import Summary
from xltools.tasks.report import unknown_document, values_of
from xltools.workspace import Workspace

_KINDS = {Unit.ORE: "belopp", Unit.PERCENT: "andel", Unit.COUNT: "antal", Unit.DECIMAL: "tal"}


@dataclass(frozen=True, slots=True)
class Field:
    """One name a template may quote. In a list the name is that of a row's value: `drift.kostnadsslag.rader[].budget`.

    `value` is the present value as shown, of a list its first row's; `label` says what it is, for figures.
    """

    name: str
    value: str
    kind: str
    label: str = ""


def fields(workspace: Workspace, document: str, period: Period) -> list[Field]:
    """Return every name in the order of the document; CannotRunError for an unknown document or faulty grunddata."""
    from xltools.tasks.aggregate import load_summary
    from xltools.tasks.master import load_master

    if document not in TITLES:
        raise unknown_document(document, TITLES)
    master = load_master(workspace)
    return list(fields_of(quotable(document, master, load_summary(workspace, master, period))))


def quotable(document: str, master: MasterData, summary: Summary) -> Context:
    """Return what the template of a document may quote; for letters, of the period's first ärende."""
    if document != LETTER:
        return values_of(document, master, summary)
    cases = [case for case in master.cases if case.period == summary.period]
    if not cases:
        raise CannotRunError(f"Bladet Ärenden i grunddata har inget ärende för {summary.period.name}.")
    return tjansteskrivelse.context(master, cases[0], summary)


def fields_of(values: Mapping[str, object], prefix: str = "") -> Iterator[Field]:
    """Yield the names below a group, in order."""
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from fields_of(value, f"{name}.")
        elif isinstance(value, list):
            yield from _rows(name, value)
        else:
            yield _field(name, value)


def _rows(name: str, rows: list[object]) -> Iterator[Field]:
    yield Field(name, f"{len(rows)} rader" if len(rows) != 1 else "1 rad", "lista")
    seen: dict[str, object] = {}
    for row in rows:
        if isinstance(row, Mapping):
            seen |= {key: value for key, value in row.items() if not seen.get(key)}
    yield from fields_of(seen, f"{name}[].")


def _field(name: str, value: object) -> Field:
    if isinstance(value, Figure):
        unit = " tkr" if value.unit is Unit.ORE and value.value is not None else ""
        return Field(name, f"{value}{unit}", _KINDS[value.unit], value.label)
    if isinstance(value, bool):
        return Field(name, "ja" if value else "nej", "ja/nej")
    if isinstance(value, date):
        return Field(name, swedish_date(value), "datum")
    if isinstance(value, Text):
        return Field(name, str(value), "text")
    if isinstance(value, Chart):
        return Field(name, value.title, "diagram")
    if isinstance(value, Grid):
        return Field(name, value.title, "tabell")
    return Field(name, str(value), "ord")
