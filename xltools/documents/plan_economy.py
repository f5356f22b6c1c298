"""The money of a nämndplan: this year's forecast and budget beside next year's budget, and four years of investments.

Signs are turned here and only here, as Regler says; sums, cells and all else inside keep cost as +.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.sums.plan import YEARS, Amount, Project, added, projects, unbudgeted
from xltools.core.wording import commentary, plan_words
from xltools.core.wording.commentary import Part
from xltools.documents import rounding
from xltools.documents.common import Context, cells, money, slug, spoken, unique
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.figure import Figure
from xltools.model.master import MasterData, ShownSign
from xltools.model.number import ORE_PER_MNKR
from xltools.model.organisation import OrgUnit
from xltools.model.text import Text
from xltools.model.totals import NET, DriftSum, Summary

Budgets = Mapping[str, Amount]
"""Next year's net budget by node code."""

_NO_SUM = DriftSum(0, 0, 0)
_TURNED = "; visas med ombytt tecken"


def headings(year: int) -> dict[str, str]:
    """Return the headings of the table of net cost after the period's year: `2022 Prognos` and so on."""
    return {"prognos": f"{year} Prognos", "budget": f"{year} Budget", "nasta_budget": f"{year + 1} Budget"}


def ekonomi(master: MasterData, summary: Summary, budgets: Budgets) -> Context:
    """Return the group `ekonomi`: a row a verksamhetsområde and Totalt, with net cost as Regler wants it shown.

    Each row stands in `rader` and under its own name, and has `prognos`, `budget` and `nasta_budget`. `tecken` says
    which sign net cost has, `not` where rounding shows, and `saknas` who has no budget for next year.
    """
    root = master.organisation.root
    titles, taken = headings(summary.period.year), {"rader", "totalt", "rubrik", "not", "tecken", "saknas", "text"}
    rows = [
        _row(master, summary, budgets, area, unique(f"v{slug(area.code).removeprefix('n')}", taken))
        for area in areas(master, summary, budgets)
    ]
    total = _row(master, summary, budgets, root, "totalt") | {"namn": "Totalt", "total": True}
    names = [spoken(master.organisation.by_code[code].name) for code in unbudgeted(master, summary.period.year + 1)]
    return {
        "rader": [*rows, total],
        "rubrik": titles,
        "text": Text(_said(master, summary, budgets), draft=True),
        "not": rounding.note(rounding.columns(total, rows, titles)),
        "tecken": _sign_note("Nettokostnad", master.rules.plan_net),
        "saknas": plan_words.missing_budget(summary.period.year + 1, names) if budgets else "",
        **{str(row["id"]): row for row in (*rows, total)},
    }


def areas(master: MasterData, summary: Summary, budgets: Budgets) -> list[OrgUnit]:
    """Return what stands right below the nämnd and has any figure this year or next."""
    below = master.organisation.children(master.organisation.root.code)
    return [node for node in below if (node.code, NET) in summary.drift or node.code in budgets]


def _row(master: MasterData, summary: Summary, budgets: Budgets, node: OrgUnit, id_: str) -> Context:
    found, name, here = summary.drift.get((node.code, NET)), spoken(node.name), f"ekonomi.{id_}"
    values = {
        "prognos": (
            found.forecast if found else None,
            "enheternas prognoser för helåret; beräknad prognos där en enhet inte har lämnat in",
            cells(summary, node.code, NET, "prognos"),
        ),
        "budget": (found.budget if found else None, "årets budget", cells(summary, node.code, NET, "budget")),
        "nasta_budget": (
            budgets.get(node.code, Amount()).ore,
            "nästa års budget",
            budgets.get(node.code, Amount()).places,
        ),
    }
    sign = master.rules.plan_net
    titles = headings(summary.period.year)
    return {
        "id": id_,
        "namn": node.name,
        "total": False,
        **{
            key: money(f"{here}.{key}", sign.of(ore), f"{name}, {titles[key].lower()}", _formula(formula, sign), places)
            for key, (ore, formula, places) in values.items()
        },
    }


def net_budget(id_: str, master: MasterData, node: OrgUnit, budgets: Budgets, year: int) -> Figure:
    """Return next year's net budget of one node as it is shown."""
    found, sign = budgets.get(node.code, Amount()), master.rules.plan_net
    label = f"{spoken(node.name)}, budget {year}"
    return money(id_, sign.of(found.ore), label, _formula("nästa års budget", sign), found.places)


def _said(master: MasterData, summary: Summary, budgets: Budgets) -> str:
    root, year = master.organisation.root.code, summary.period.year
    found, ahead = summary.drift.get((root, NET), _NO_SUM), budgets.get(root, Amount()).ore
    sentences = [plan_words.budget(year + 1, ahead, found.budget, found.forecast)]
    if ahead is not None:
        changes = [
            Part(spoken(area.name), ore - summary.drift.get((area.code, NET), _NO_SUM).budget)
            for area in areas(master, summary, budgets)
            if (ore := budgets.get(area.code, Amount()).ore) is not None
        ]
        sentences.append(plan_words.changes(changes))
    if found.deviation is not None:
        sentences.append(commentary.forecast("Årets prognos", found.deviation, abs(found.budget)))
    return " ".join(filter(None, sentences))


def investering(master: MasterData, first: int) -> Context:
    """Return the group `investering`: a row a project and year from `first`, with Summa NETTOINVESTERINGAR last.

    Where there is income too, Utgifter and Inkomster are rows of their own over their projects. `rubrik` holds the
    years, `ar1` to `ar4`.
    """
    sign = master.rules.plan_investment
    titles = {f"ar{i}": str(first + i - 1) for i in range(1, YEARS + 1)}
    found = projects(master, first)
    outlay, income = [one for one in found if not one.income], [one for one in found if one.income]
    taken = {"rader", "rubrik", "span", "finns", "text", "not", "tecken", "summa", "utgifter", "inkomster"}

    def row(id_: str, name: str, years: Sequence[Amount], formula: str, **marks: bool) -> Context:
        values = {
            key: money(
                f"investering.{id_}.{key}", sign.of(one.ore), f"{name}, {year}", _formula(formula, sign), one.places
            )
            for (key, year), one in zip(titles.items(), years, strict=True)
        }
        return {"id": id_, "namn": name, "grupp": False, "projekt": False, "total": False, **marks, **values}

    rows: list[Context] = []
    sums: list[rounding.Sum] = []
    groups: list[Context] = []
    for id_, name, of_kind in (("utgifter", "Utgifter", outlay), ("inkomster", "Inkomster", income)):
        parts = [
            row(unique(slug(one.code), taken), one.name, one.years, "investeringsbudget", projekt=bool(income))
            for one in of_kind
        ]
        if income and parts:
            whole = row(id_, name, _by_year(of_kind), "summan av projekten", grupp=True)
            sums += rounding.columns(whole, parts, titles)
            groups.append(whole)
            rows.append(whole)
        elif parts:
            groups += parts
        rows += parts
    total = row("summa", "Summa nettoinvesteringar", _by_year(found), "utgifter och inkomster tillsammans", total=True)
    sums += rounding.columns(total, groups, titles)
    span = f"{first}–{first + YEARS - 1}"
    return {
        "rader": [*rows, total],
        "rubrik": titles,
        "span": span,
        "finns": bool(found),
        "text": Text(_said_of(found, first, span), draft=True),
        "not": rounding.note(_shown_blanks_as_nothing(sums)),
        "tecken": _sign_note("Utgifter", sign),
        **{str(one["id"]): one for one in (*rows, total)},
    }


def _shown_blanks_as_nothing(sums: Sequence[rounding.Sum]) -> list[rounding.Sum]:
    """Return the sums with only those parts that have an amount: a project has none in most years."""
    return [
        rounding.Sum(s.name, s.column, s.total, [p for p in s.parts if rounding.shown(p) is not None]) for s in sums
    ]


def _by_year(found: Sequence[Project]) -> list[Amount]:
    return [added([one.years[i] for one in found]) for i in range(YEARS)]


def _said_of(found: Sequence[Project], first: int, span: str) -> str:
    years = [one.ore or 0 for one in _by_year(found)]
    parts = [Part(one.name, added(one.years).ore or 0) for one in found]
    return plan_words.investments(span, first, years[0], sum(years), parts)


def _formula(formula: str, sign: ShownSign) -> str:
    return formula + _TURNED if sign is ShownSign.NEGATIVE else formula


def _sign_note(what: str, sign: ShownSign) -> str:
    return f"{what} visas med minustecken." if sign is ShownSign.NEGATIVE else ""


def budget_chart(master: MasterData, summary: Summary, budgets: Budgets) -> Chart | None:
    """Return net cost by verksamhetsområde, this year and next, in mnkr; None when there is nothing to draw."""
    found = areas(master, summary, budgets)
    year = summary.period.year
    sums = [summary.drift.get((area.code, NET), _NO_SUM) for area in found]
    rows = (
        (f"Prognos {year}", [one.forecast for one in sums], Role.FORECAST),
        (f"Budget {year}", [one.budget for one in sums], Role.BUDGET),
        (f"Budget {year + 1}", [budgets.get(area.code, Amount()).ore for area in found], Role.NOW),
    )
    series = tuple(
        Series(name, tuple(_mnkr(ore) for ore in values), role)
        for name, values, role in rows
        if any(ore is not None for ore in values)
    )
    if not found or not series:
        return None
    names = tuple(spoken(area.name) for area in found)
    text = described(
        f"Stapeldiagram över nettokostnad per verksamhetsområde {year} och {year + 1}", names, series, "mnkr", 1
    )
    return Chart(Kind.BAR, "Nettokostnad per verksamhetsområde", names, series, "mnkr", text, 1)


def investment_chart(master: MasterData, first: int) -> Chart | None:
    """Return net investments year by year in mnkr; None when fewer than two years have any."""
    years = _by_year(projects(master, first))
    if sum(one.ore is not None for one in years) < 2:
        return None
    names = tuple(str(first + i) for i in range(YEARS))
    series = (Series("Nettoinvesteringar", tuple(_mnkr(one.ore) for one in years)),)
    text = described(f"Stapeldiagram över nettoinvesteringar {names[0]}–{names[-1]}", names, series, "mnkr", 1)
    return Chart(Kind.COLUMN, "Nettoinvesteringar per år", names, series, "mnkr", text, 1)


def _mnkr(ore: int | None) -> Decimal | None:
    return None if ore is None else Decimal(ore) / ORE_PER_MNKR
