"""Nämndplan med budget for the year after the period: every figure, text and row that its template may quote."""

from __future__ import annotations

from xltools.core.sums.plan import YEARS, net_budgets
from xltools.core.wording import commentary, plan_words
from xltools.core.wording.commentary import listed
from xltools.documents import goals, plan_economy, plan_goals, plan_measures, texts
from xltools.documents.catalogue import REPORTS, report_name
from xltools.documents.common import Context, in_grunddata, period_words, sender, slug, spoken, unique, with_outcome
from xltools.documents.goals import Standings
from xltools.documents.plan_economy import Budgets
from xltools.model.figure import Figure, Unit
from xltools.model.goal import GoalLevel, Meaning
from xltools.model.master import MasterData
from xltools.model.organisation import Level, OrgUnit
from xltools.model.text import Text
from xltools.model.totals import Summary
from xltools.sheets import texter
from xltools.sheets.grunddata import ORGANISATION

_NAME = "namndplan"
_WRITE = {
    "ordforande": "ordförandens ord om det viktigaste {year}",
    "lagandringar": "vilka lagar som ändras {year} och vad det betyder för verksamheten",
    "omvarld": "vad som händer runt omkring nämnden {year}: befolkning, behov, arbetsmarknad",
}
_MOST_NAMED = 5


def context(master: MasterData, summary: Summary) -> Context:
    """Return nested names → values; a figure's id is its dotted path.

    Pure: the same grunddata and summary give the same values, and nothing is read or written.
    """
    year = summary.period.year + 1
    budgets, stands = net_budgets(master, year), goals.standings(master, summary)
    missing = [spoken(master.organisation.by_code[code].name) for code in summary.missing]
    by_area, by_year = plan_economy.budget_chart(master, summary, budgets), plan_economy.investment_chart(master, year)
    return {
        **sender(master),
        "period": period_words(master, summary.period, summary.previous),
        "plan": {"ar": str(year), "i_ar": str(year - 1), "forra_ar": str(year - 2), "span": _span(year)},
        "dokument": {"titel": REPORTS[_NAME], "namn": report_name(_NAME, summary.period)},
        "texter": {key: _written(master, summary, key, stands, budgets) for key in SECTIONS},
        "mal": plan_goals.mal(master, stands, summary.period),
        "ekonomi": plan_economy.ekonomi(master, summary, budgets),
        "investering": plan_economy.investering(master, year),
        "organisation": _organisation(master),
        "basverksamhet": _basic(master, budgets, year),
        "matt": plan_measures.matt(master, summary),
        "diagram": {
            "nettokostnad": by_area or "",
            "visar_nettokostnad": by_area is not None,
            "investeringar": by_year or "",
            "visar_investeringar": by_year is not None,
        },
        "noter": {"saknade": with_outcome(summary, commentary.missing(missing, 0))},
    }


SECTIONS = ("syfte", "ordforande", "forbattringar", "lagandringar", "omvarld")
"""The sections of Texter that a nämndplan prints."""


def _span(year: int) -> str:
    return f"{year}–{year + YEARS - 1}"


def _written(master: MasterData, summary: Summary, key: str, stands: Standings, budgets: Budgets) -> Context:
    """Return a section: `text`, what the enhet that wrote says, else a draft, and `enheter` where several did."""
    found = [unit for units in texts.by_area(master, summary, key).values() for unit in units]
    if found:
        text = Text("\n\n".join(unit["text"].source for unit in found))
    else:
        text = Text(_draft(master, summary, key, stands, budgets), draft=True)
    return {
        "rubrik": texter.SECTIONS[key].heading,
        "finns": bool(found),
        "flera": len(found) > 1,
        "text": text,
        "enheter": found if len(found) > 1 else [],
    }


def _draft(master: MasterData, summary: Summary, key: str, stands: Standings, budgets: Budgets) -> str:
    """Return what the figures say on a section that nobody has written, or what is to be written there, and where."""
    year = summary.period.year + 1
    if key == "syfte":
        root = master.organisation.root
        total = budgets.get(root.code)
        return plan_words.purpose(
            master.municipality.board or spoken(root.name),
            year,
            _span(year),
            plan_goals.planned(master, stands, plan_goals.GOALS),
            plan_goals.planned(master, stands, (GoalLevel.ASSIGNMENT,)),
            total.ore if total else None,
        )
    said = _to_improve(master, summary, stands) if key == "forbattringar" else ""
    what = _WRITE.get(key, "vad som måste bli bättre {year}, och varför").format(year=year)
    where = f"bladet {texter.NAME}, avsnittet {texter.SECTIONS[key].heading}"
    return said or f"Text saknas. Skriv {what}, på {where}."


def _to_improve(master: MasterData, summary: Summary, stands: Standings) -> str:
    """Return which goals are not reached and which measures miss their targets; empty when none does."""
    poor = [
        one.goal.name
        for one in stands.values()
        if one.goal.level in plan_goals.GOALS and one.word is not None and one.word.meaning is Meaning.POOR
    ]
    missed = [f"{name} ({value}, mål {target})" for name, value, target in plan_measures.off_target(master, summary)]
    parts = (("Mål som inte är uppfyllda", [f"”{name}”" for name in poor]), ("Mått som inte når målet", missed))
    lines = [f"- **{what}:** {_some(names)}." for what, names in parts if names]
    if not lines:
        return ""
    return f"Uppföljningen till och med {summary.period.name} visar vad som behöver bli bättre:\n\n" + "\n".join(lines)


def _some(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return listed([*names[:_MOST_NAMED], f"{more} till"] if more > 0 else names)


def _organisation(master: MasterData) -> Context:
    """Return the group `organisation`: a row a verksamhetsområde with how many verksamheter and enheter it has."""
    tree = master.organisation
    taken = {"rader", "text", "totalt"}
    rows = [
        _counts(unique(f"v{slug(area.code).removeprefix('n')}", taken), area.name, _below(master, area))
        for area in tree.children(tree.root.code)
    ]
    everything = _below(master, tree.root)
    areas = [node for node in everything if node.level is Level.OMRADE]
    board = master.municipality.board or spoken(tree.root.name)
    text = plan_words.organisation(board, len(areas), _of(everything, Level.VERKSAMHET), _of(everything, Level.ENHET))
    rows.append(_counts("totalt", "Totalt", everything) | {"total": True})
    return {"text": Text(text, draft=True), "rader": rows, **{str(row["id"]): row for row in rows}}


def _counts(id_: str, name: str, below: list[OrgUnit]) -> Context:
    def figure(key: str, level: Level) -> Figure:
        label = f"{spoken(name)}, antal {key}"
        return Figure(
            f"organisation.{id_}.{key}",
            _of(below, level),
            Unit.COUNT,
            0,
            label,
            "antal rader i Organisation",
            in_grunddata(ORGANISATION),
        )

    return {
        "id": id_,
        "namn": name,
        "total": False,
        "verksamheter": figure("verksamheter", Level.VERKSAMHET),
        "enheter": figure("enheter", Level.ENHET),
    }


def _below(master: MasterData, node: OrgUnit) -> list[OrgUnit]:
    """Return the nodes below one; an enhet right below the nämnd counts as itself."""
    return [one for one, depth in master.organisation.walk(node.code) if depth or one.level is Level.ENHET]


def _of(nodes: list[OrgUnit], level: Level) -> int:
    return sum(node.level is level for node in nodes)


def _basic(master: MasterData, budgets: Budgets, year: int) -> Context:
    """Return the group `basverksamhet`: every område with its verksamheter, their enheter and next year's budget."""
    tree = master.organisation
    taken = {"rader", "rubrik"}
    rows: list[Context] = []
    for node, depth in tree.walk():
        if not depth or (node.level is Level.ENHET and depth > 1):
            continue
        id_ = unique(f"v{slug(node.code).removeprefix('n')}", taken)
        units = [spoken(one.name) for one in tree.children(node.code) if one.level is Level.ENHET]
        rows.append(
            {
                "id": id_,
                "namn": node.name,
                "omrade": depth == 1,
                "enheter": listed(units),
                "budget": plan_economy.net_budget(f"basverksamhet.{id_}.budget", master, node, budgets, year),
            }
        )
    return {"rader": rows, "rubrik": f"Budget {year}", **{str(row["id"]): row for row in rows}}
