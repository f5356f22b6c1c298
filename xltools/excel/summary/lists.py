"""Mål, Investeringar and Åtgärder in sammanstallning.xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, link, tkr
from xltools.excel.summary.page import FIRST_ROW, Line, Page, Value
from xltools.model.fact import MEASURE_SCALE, Domain, Statement
from xltools.model.goal import FOLLOWED, Goal, GoalLevel, WordKind
from xltools.model.place import Place
from xltools.model.totals import InvestmentSum
from xltools.sheets.spec import Column, Formula, Kind

_WHOLE = {**styles.CELL, "bold": True}


def goals(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Mål: how many units judge each goal how, then every unit's judgement and comment, with its cell."""
    columns = (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Mål, indikator eller uppdrag", Kind.TEXT, 42),
        Column("enhet", "Enhet", Kind.TEXT, 16),
        Column("utfall", "Utfall", Kind.NUMBER, 9),
        Column("malvarde", "Målvärde", Kind.NUMBER, 10),
        Column("bedomning", "Bedömning eller status", Kind.TEXT, 23),
        Column("trend", "Trend", Kind.TEXT, 15),
        Column("kommentar", "Kommentar", Kind.TEXT, 46),
        Column("orsak", "Orsak", Kind.TEXT, 34),
        Column("atgard", "Åtgärd", Kind.TEXT, 34),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title="Mål och uppdrag",
        intro="Först antalet bedömningar, sedan varje enhets bedömning. Blå text leder till enhetens bok.",
        footer=footer,
        frozen=2,
    )
    said = _by_goal(content)
    vocabulary = content.master.vocabulary
    kinds = (
        ("Mål och indikatorer", WordKind.ASSESSMENT, _of(content, *FOLLOWED)),
        ("Uppdrag", WordKind.STATUS, _of(content, GoalLevel.ASSIGNMENT)),
    )
    page.section("Antal bedömningar")
    # The one-based row where the list below begins: after every count and its own heading.
    first = page.row + sum(len(vocabulary.of(kind)) for _, kind, _ in kinds) + 2
    for heading, kind, listed in kinds:
        by_unit = [words for goal in listed for words in said.get(goal.code, {}).values()]
        chosen = [words["bedomning"].text for words in by_unit if "bedomning" in words]
        last = first + len(listed) + len(by_unit) - 1
        for word in vocabulary.of(kind):
            count = Formula(_count(page, first, max(first, last), str(word)), chosen.count(word.word))
            page.add({"namn": f"{heading}: {word.word.lower()}", "utfall": count})
        first = last + 1
    page.section("Enheternas bedömningar")
    for _, kind, listed in kinds:
        for goal in listed:
            _goal(page, content, goal, said.get(goal.code, {}), kind)
    page.two_pages(3, "kommentar")


def _count(page: Page, first: int, last: int, text: str) -> str:
    """Return the formula that counts a judgement in the one-based rows; no sign in it means anything to Excel."""
    letter = chr(ord("A") + page.index["bedomning"])
    plain = text.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return f'=COUNTIF({letter}${first}:{letter}${last},"{plain}")'


def _goal(
    page: Page, content: SummaryContent, goal: Goal, by_unit: dict[str, dict[str, Statement]], kind: WordKind
) -> None:
    """Write a goal and what each unit says of it."""
    answers = f"{len(by_unit)} av {_followers(content, goal)} enheter"
    cells = {"kod": goal.code, "namn": goal.name, "malvarde": goal.target, "enhet": answers}
    page.add(cells, Line(_WHOLE, decimals=1))
    for unit, words in by_unit.items():
        page.add(*_judgement(content, goal, unit, words, kind))


def _of(content: SummaryContent, *levels: GoalLevel) -> list[Goal]:
    return [goal for goal in content.master.goals if goal.level in levels]


def _followers(content: SummaryContent, goal: Goal) -> int:
    units = content.master.organisation.units
    return sum(goal in content.master.goals_of(unit.code, goal.level) for unit in units)


def _by_goal(content: SummaryContent) -> dict[str, dict[str, dict[str, Statement]]]:
    """Return what units say: goal code → unit → field → statement; the status of an uppdrag is its bedömning."""
    found: dict[str, dict[str, dict[str, Statement]]] = {}
    for statement in content.summary.statements:
        if statement.domain in (Domain.GOAL, Domain.ASSIGNMENT):
            field = "bedomning" if statement.field == "status" else statement.field
            found.setdefault(statement.item, {}).setdefault(statement.unit, {})[field] = statement
    return found


def _judgement(
    content: SummaryContent, goal: Goal, unit: str, words: dict[str, Statement], kind: WordKind
) -> tuple[dict[str, Value], Line]:
    judged = words["bedomning"].text if "bedomning" in words else None
    vocabulary = content.master.vocabulary
    word = vocabulary.find(kind, judged) if judged else None
    trend = vocabulary.find(WordKind.TREND, words["trend"].text) if "trend" in words else None
    measured = content.goal_outcomes.get((unit, goal.code))
    cells: dict[str, Value] = {
        "namn": content.names[unit],
        "enhet": unit,
        "utfall": measured.amount / MEASURE_SCALE if measured else None,
        "bedomning": str(word) if word else judged,
        "trend": str(trend) if trend else None,
        **{field: words[field].text for field in ("kommentar", "orsak", "atgard") if field in words},
    }
    links = {
        field: link(s.place.file, s.place.sheet, s.place.cell) for field, s in words.items() if field == "bedomning"
    }
    if measured:
        links["utfall"] = link(measured.place.file, measured.place.sheet, measured.place.cell)
    return cells, Line(indent=1, decimals=1, links=links)


def investments(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Investeringar: every project by kind, with sums of expenditure, income and net."""
    period, summary = content.period, content.summary
    columns = (
        Column("kod", "Kod", Kind.CODE, 10),
        Column("namn", "Projekt", Kind.TEXT, 44),
        Column("enhet", "Enhet", Kind.TEXT, 32),
        Column("budget", f"Budget {period.year}", Kind.MONEY, 14),
        Column("utfall", f"Utfall {period.span}", Kind.MONEY, 14),
        Column("prognos", f"Prognos {period.year}", Kind.MONEY, 14),
        Column("avvikelse", "Avvikelse", Kind.MONEY, 12),
        Column("anmarkning", "Anmärkning", Kind.TEXT, 26),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Investeringar {period.year}",
        intro="Tusental kronor. Utgifter utan tecken, inkomster med minus. Avvikelse = budget − prognos.",
        footer=footer,
        frozen=2,
    )
    root, kinds = content.master.organisation.root.code, []
    for kind, heading, summing in (
        ("utgift", "Utgifter", "Summa utgifter"),
        ("inkomst", "Inkomster", "Summa inkomster"),
    ):
        projects = [
            project
            for unit in content.master.organisation.units
            for project in content.master.investments_of(unit.code, period.year)
            if project.kind == kind
        ]
        if not projects:
            continue
        page.section(heading)
        rows = []
        for project in projects:
            found = summary.investments[project.unit, project.code]
            places = {
                key: summary.sources.get((project.unit, project.code, f"investering:{key}"), ())
                for key in ("utfall", "prognos")
            }
            links = {key: _to(cells[0]) for key, cells in places.items() if cells}
            late = "" if places["prognos"] else "Prognos saknas, budgeten ingår"
            names: dict[str, Value] = {"kod": project.code, "namn": project.name, "enhet": content.names[project.unit]}
            estimated = frozenset({"prognos"}) if late else frozenset[str]()
            cells = _money(found) | names | {"anmarkning": late or None, "avvikelse": _deviation(page, page.row, found)}
            rows.append(page.add(cells, Line(stand_in=estimated, links=links)))
        kinds.append(_added(page, summing, rows, summary.investments[root, kind], styles.SUM))
    if kinds:
        _added(page, "Nettoinvesteringar", kinds, summary.investments[root, "netto"], styles.TOTAL)
    else:
        page.note("Inga investeringsprojekt finns i grunddata för året.")
    page.mark_negative("avvikelse")


def _to(place: Place) -> str:
    return link(place.file, place.sheet, place.cell)


def _money(found: InvestmentSum) -> dict[str, Value]:
    return {"budget": tkr(found.budget), "utfall": tkr(found.outcome), "prognos": tkr(found.forecast)}


def _deviation(page: Page, at: int, found: InvestmentSum) -> Formula:
    budget, forecast = page.ref(at, "budget"), page.ref(at, "prognos")
    value = tkr(found.deviation)
    return Formula(f'=IF({forecast}="","",{budget}-{forecast})', "" if value is None else value)


def _added(page: Page, name: str, rows: Sequence[int], found: InvestmentSum, look: styles.Style) -> int:
    at = page.skip()
    cells: dict[str, Value] = {"namn": name, "avvikelse": _deviation(page, at, found)}
    for key, value in _money(found).items():
        refs = page.refs(rows, key)
        cached = value if isinstance(value, int | float) else ""
        cells[key] = Formula(f'=IF(COUNT({refs})=0,"",SUM({refs}))', cached)
    return page.add(cells, Line(look), at)


def actions(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Åtgärder: what each unit does, with the effect this year and the sum of it."""
    columns = (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Enhet", Kind.TEXT, 30),
        Column("atgard", "Åtgärd", Kind.TEXT, 50),
        Column("effekt", "Effekt i år", Kind.MONEY, 12),
        Column("fran", "Börjar gälla", Kind.TEXT, 13),
        Column("ansvarig", "Ansvarig", Kind.TEXT, 22),
        Column("konsekvens", "Konsekvens", Kind.TEXT, 56),
    )
    page = Page(
        sheet,
        formats,
        columns,
        title="Åtgärder",
        intro="Tusental kronor. En besparing är plus.",
        footer=footer,
        frozen=2,
    )
    for action in content.summary.actions:
        cells: dict[str, Value] = {
            "kod": action.unit,
            "namn": content.names[action.unit],
            "atgard": action.text,
            "effekt": tkr(action.effect),
            "fran": action.start,
            "ansvarig": action.responsible,
            "konsekvens": action.consequence,
        }
        page.add(cells, Line(links={"atgard": _to(action.place)}))
    if page.row == FIRST_ROW:
        page.note("Ingen enhet har redovisat några åtgärder.")
        return
    effects = [action.effect for action in content.summary.actions if action.effect is not None]
    refs = page.refs(range(FIRST_ROW, page.row), "effekt")
    page.add({"namn": "Summa effekt", "effekt": Formula(f"=SUM({refs})", tkr(sum(effects)) or 0)}, Line(styles.TOTAL))
