"""Prognosunderlag and Data in sammanstallning.xlsx: how each forecast arose, and every figure as one flat table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, tkr
from xltools.excel.summary.page import Line, Page, Value
from xltools.model.fact import MEASURE_SCALE, Domain, Fact
from xltools.model.forecast import ForecastChoice, ForecastRow
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import span
from xltools.sheets.spec import Column, Kind

_MONEY = (Domain.DRIFT, Domain.INVESTMENT, Domain.ACTION, Domain.ADJUSTMENT)
_SHARES_SHOWN = 3


def working(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Prognosunderlag: one row a unit and line, with every step of the mechanical forecast."""
    month = content.working[0].month if content.working else content.period.month
    passed = span(month) if month else "hittills"
    years = sorted({year for row in content.working for year, _ in row.shares}, reverse=True)[:_SHARES_SHOWN]
    columns = (
        Column("kod", "Enhet", Kind.CODE, 8),
        Column("namn", "Kostnadsslag", Kind.TEXT, 32),
        Column("utfall", f"Utfall {passed} (A)", Kind.MONEY, 11),
        *(Column(f"s{year}", f"Andel {passed} {year}", Kind.PERCENT, 10) for year in years),
        Column("s", "Vägd andel (s)", Kind.PERCENT, 9.5),
        Column("niva_utfall", "A / s", Kind.MONEY, 11),
        Column("ankare", "Vägs mot", Kind.MONEY, 11),
        Column("w", "Utfallets vikt (w)", Kind.PERCENT, 10),
        Column("niva", "Årsnivå (L)", Kind.MONEY, 11),
        Column("rest", "Återstår L · (1 − s)", Kind.MONEY, 11),
        Column("engang", "Engångs-poster", Kind.MONEY, 10),
        Column("beraknad", "Beräknad prognos", Kind.MONEY, 11),
        Column("lag", "80 %: lägst", Kind.MONEY, 11),
        Column("hog", "80 %: högst", Kind.MONEY, 11),
        Column("enhetens", "Enhetens prognos", Kind.MONEY, 11),
        Column("beslutad", "Beslutad prognos", Kind.MONEY, 11),
        Column("egen", "Prognos i summorna", Kind.MONEY, 11),
        Column("galler", "Gäller", Kind.TEXT, 9),
        Column("ifjol", "Utfall + förra årets återstod", Kind.MONEY, 11.5),
        Column("budgetrest", "Utfall + återstående budget", Kind.MONEY, 11.5),
        Column("takt", "Utfall i samma takt", Kind.MONEY, 11),
        Column("metod", "Metod", Kind.TEXT, 17),
        Column("grund", "Intervallet bygger på", Kind.TEXT, 26),
        Column("orsak", "Anledning till prognosen", Kind.TEXT, 33),
        Column("vem", "Namn", Kind.TEXT, 15),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Prognosunderlag, {content.period.name}",
        intro="Tusental kronor. Beräknad prognos = A + L · (1 − s), där L = w · A / s + (1 − w) · "
        "förra årets utfall eller budgeten. Kända engångsposter räknas bort först och läggs till sist.",
        footer=footer,
        frozen=2,
    )
    lines = content.master.lines.by_code
    for row in content.working:
        cells: dict[str, Value] = {"kod": row.unit, "namn": lines[row.line].name}
        page.add(cells | _steps(row) | _whose(content.summary.choices.get((row.unit, row.line))))
    page.filter()
    page.skip()
    page.note("I summorna går beslutad prognos före enhetens, och enhetens före den beräknade.")
    page.two_pages(2, "enhetens")


def _whose(one: ForecastChoice | None) -> dict[str, Value]:
    """Return the forecasts that people have given, which of all is in the sums, and why."""
    if one is None:
        return {}
    return {
        "enhetens": tkr(one.own.ore) if one.own else None,
        "beslutad": tkr(one.decided.ore) if one.decided else None,
        "egen": tkr(one.forecast),
        "galler": one.source.value,
        "orsak": one.said.reason or None if one.said else None,
        "vem": one.said.name or None if one.said else None,
    }


def _steps(row: ForecastRow) -> dict[str, Value]:
    return {
        "utfall": tkr(row.actual),
        **{f"s{year}": share for year, share in row.shares},
        "s": row.share,
        "niva_utfall": tkr(row.implied),
        "ankare": tkr(row.anchor),
        "w": row.weight,
        "niva": tkr(row.level),
        "rest": tkr(row.remainder),
        "engang": tkr(row.one_offs) if row.one_offs else None,
        "beraknad": tkr(row.forecast),
        "lag": tkr(row.low),
        "hog": tkr(row.high),
        "ifjol": tkr(row.last_year_remainder),
        "budgetrest": tkr(row.budget_remaining),
        "takt": tkr(row.run_rate),
        "metod": row.method,
        "grund": row.basis,
    }


def data(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Data: every figure from the ledger's sums and the units' books, one a row, to filter and pivot."""
    columns = (
        Column("kod", "Enhet kod", Kind.CODE, 9),
        Column("namn", "Enhet", Kind.TEXT, 30),
        Column("verksamhet", "Verksamhet", Kind.TEXT, 28),
        Column("omrade", "Område", Kind.TEXT, 28),
        Column("del", "Del", Kind.TEXT, 12),
        Column("post", "Post", Kind.TEXT, 14),
        Column("benamning", "Benämning", Kind.TEXT, 34),
        Column("slag", "Slag", Kind.TEXT, 21),
        Column("ar", "År", Kind.YEAR, 7),
        Column("manad", "Månad", Kind.MONTH, 8),
        Column("kon", "Kön", Kind.TEXT, 6),
        Column("varde", "Värde", Kind.NUMBER, 13),
        Column("enhet", "Enhet för värdet", Kind.TEXT, 13),
        Column("kalla", "Källa", Kind.TEXT, 52),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Data, {content.period.name}",
        intro="Alla uppgifter, en per rad. Månad 0 är hela året. Summorna på de andra bladen är gjorda av dessa.",
        footer=footer,
        frozen=0,
    )
    look = Line(decimals=1)
    for cells in (*_from_master(content), *_from_books(content)):
        page.add(cells, look)
    page.filter()


def _unit(content: SummaryContent, code: str) -> dict[str, Value]:
    """Return the unit with the two nodes above it that people filter on."""
    path = content.master.organisation.path(code)
    names = [content.names[node] for node in path]
    return {
        "kod": code,
        "namn": names[-1],
        "verksamhet": names[-2] if len(names) > 2 else None,
        "omrade": names[1] if len(names) > 2 else None,
    }


def _from_master(content: SummaryContent) -> Iterator[dict[str, Value]]:
    """Yield budget, outcome and forecast in the sums, by unit and line."""
    year, month, drift = content.period.year, content.period.month, content.summary.drift
    for unit in content.master.organisation.units:
        known = _unit(content, unit.code)
        for line in content.master.lines.all:
            found = drift.get((unit.code, line.code))
            if found is None:
                continue
            parts = (
                ("budget", 0, found.budget),
                ("budget hittills", month, found.budget_to_date),
                ("utfall hittills", month, found.outcome),
                ("prognos i summorna", 0, found.forecast),
                ("beräknad prognos", 0, found.mechanical),
                ("föregående prognos", 0, found.previous),
            )
            for aspect, of, ore in parts:
                if ore is not None:
                    yield {
                        **known,
                        "del": Domain.DRIFT.value,
                        "post": line.code,
                        "benamning": line.name,
                        "slag": aspect,
                        "ar": year,
                        "manad": of,
                        "varde": tkr(ore),
                        "enhet": "tkr",
                        "kalla": "sammanställningen",
                    }


def _from_books(content: SummaryContent) -> Iterator[dict[str, Value]]:
    names = _names(content)
    for delivery in content.deliveries:
        known = _unit(content, delivery.unit)
        for fact in delivery.facts:
            yield {
                **known,
                "del": fact.domain.value,
                "post": fact.item,
                "benamning": names.get((fact.domain, fact.item)),
                "slag": fact.aspect.value,
                "ar": fact.year,
                "manad": fact.month,
                "kon": fact.sex or None,
                "varde": fact.amount / (ORE_PER_TKR if fact.domain in _MONEY else MEASURE_SCALE),
                "enhet": _unit_of(content, fact),
                "kalla": str(fact.place),
            }


def _names(content: SummaryContent) -> dict[tuple[Domain, str], str]:
    master = content.master
    return {
        **{(Domain.DRIFT, line.code): line.name for line in master.lines.all},
        **{(domain, m.code): m.name for m in master.measures for domain in (Domain.VOLUME, Domain.STAFF)},
        **{(Domain.GOAL, goal.code): goal.name for goal in master.goals},
        **{(Domain.INVESTMENT, project.code): project.name for project in master.investments},
    }


def _unit_of(content: SummaryContent, fact: Fact) -> str | None:
    if fact.domain in _MONEY:
        return "tkr"
    measure = content.master.measures_by_code.get(fact.item)
    goal = content.master.goals_by_code.get(fact.item)
    return measure.unit if measure else goal.unit if goal else None
