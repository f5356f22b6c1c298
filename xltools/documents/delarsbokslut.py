"""The delårsbokslut after August: uppdrag, money in coarse rows with reasons, investments, staff and internkontroll."""

from __future__ import annotations

from decimal import Decimal

from xltools.core.sums import results
from xltools.documents import bridge, coarse, drift, goals, investment, rounding, texts
from xltools.documents.catalogue import REPORTS, report_name
from xltools.documents.common import Context, period_words, sender, slug, spoken, unique, with_outcome
from xltools.documents.goals import Standings
from xltools.documents.memory import prognosminne
from xltools.documents.staff import FULL_TIME
from xltools.documents.tertialrapport import missing
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.fact import Domain
from xltools.model.figure import Figure, Unit
from xltools.model.goal import GoalLevel, Meaning, WordKind
from xltools.model.line import Coarse
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_MNKR, ratio
from xltools.model.period import SHORT_MONTHS
from xltools.model.text import Text
from xltools.model.totals import NET, DriftSum, Summary, coarse_key

_NAME = "delarsbokslut"
FULL_TIME_BUDGET, FULL_TIME_FORECAST = "arsarbetare_budget", "arsarbetare_prognos"
"""The codes of the measures that hold the budget of årsarbetare and what the year will come to."""

_GROUPS = {
    "intakter": ("Intäkterna", Coarse.REVENUE),
    "personalkostnader": ("Personalkostnaderna", Coarse.STAFF),
    "ovriga_kostnader": ("Övriga kostnader", Coarse.OTHER),
}


def context(master: MasterData, summary: Summary) -> Context:
    """Return nested names → values; a figure's id is its dotted path.

    Pure: the same grunddata and summary give the same values, and nothing is read or written.
    """
    period = period_words(master, summary.period, summary.previous)
    stands = goals.standings(master, summary)
    return {
        **sender(master),
        "period": period | {"utfall": f"Utfall {summary.period.last_day:%y-%m-%d}"},
        "dokument": {"titel": REPORTS[_NAME], "namn": report_name(_NAME, summary.period)},
        "uppdrag": _assignments(master, stands),
        "mal": goals.counts(master, stands, WordKind.STATUS, (GoalLevel.ASSIGNMENT,), "mal"),
        "drift": {
            "total": drift.total(master, summary),
            "budget": _budget(master, summary),
            "omraden": _areas(master, summary),
        },
        "investering": investment.investering(master, summary) | {"text": _said_of_projects(master, summary)},
        "personal": {"situation": _staff(master, summary)},
        "diagram": _charts(master, summary),
        "brygga": bridge.brygga(master, summary),
        "texter": {key: _section(master, summary, key, nothing) for key, nothing in _NOTHING.items()},
        "prognosminne": prognosminne(master, summary),
        "noter": {"saknade": with_outcome(summary, missing(master, summary))},
    }


_NOTHING = {
    "handelser": "Enheterna har inte lämnat några väsentliga händelser för perioden.",
    "kvalitet": "Enheterna har inte lämnat någon uppföljning av internkontrollen för perioden.",
    "personal": "Enheterna har inte lämnat några kommentarer om personalen för perioden.",
    "framtid": "Enheterna har inte lämnat något om framtiden.",
}


def _section(master: MasterData, summary: Summary, key: str, nothing: str) -> Context:
    """Return what has been written on a section: `omraden` with their enheter, or `text` as a draft."""
    written = texts.by_area(master, summary, key)
    names = master.organisation.by_code
    return {
        "finns": bool(written),
        "omraden": [{"namn": spoken(names[code].name), "enheter": units} for code, units in written.items()],
        "text": Text("" if written else nothing, draft=True),
    }


def _assignments(master: MasterData, stands: Standings) -> Context:
    """Return the group `uppdrag`: every uppdrag by målområde, and those that are done with what became of them."""
    by_focus: dict[str, list[Context]] = {}
    done: list[Context] = []
    for goal in master.goals:
        if goal.level is not GoalLevel.ASSIGNMENT:
            continue
        stand = stands[goal.code]
        row: Context = {
            "rubrik": False,
            "namn": goal.name,
            "status": goals.shown(stand.word, WordKind.STATUS),
            "kommentar": goals.comment(master, stand),
        }
        top = master.focus_of(goal.code)
        by_focus.setdefault(top.name if top is not goal else "", []).append(row)
        if stand.word is not None and stand.word.meaning is Meaning.GOOD:
            done.append(row)
    rows: list[Context] = []
    for name, below in by_focus.items():
        if name:
            rows.append({"rubrik": True, "namn": name, "status": goals.plain(""), "kommentar": Text("")})
        rows += below
    return {"rader": rows, "finns": bool(rows), "genomforda": done, "finns_genomforda": bool(done)}


def _budget(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.budget` with `kommentarer` on the rows whose deviation passes the limits of Regler."""
    table = coarse.budget(master, summary)
    root = master.organisation.root.code
    said: list[Context] = []
    for word, (subject, group) in _GROUPS.items():
        found = summary.drift.get((root, coarse_key(group)))
        if found is None or found.deviation is None or not master.rules.needs_comment(found.deviation, found.budget):
            continue
        revenue = group is Coarse.REVENUE
        lines = {line.code for line in master.lines.all if line.coarse_group is group}
        units = set(master.organisation.units_below(root))
        said.append(
            {
                "id": word,
                "rubrik": subject.removesuffix("na"),
                "text": Text(
                    results.against_budget(subject, found.deviation, revenue=revenue, ended=False), draft=True
                ),
                "forklaringar": Text(texts.reasons(master, summary, units, lines, lambda one: one.deviation)),
            }
        )
    nothing = "Ingen rad avviker så mycket från budget att den behöver en förklaring."
    return table | {"kommentarer": said, "utan_kommentar": Text("" if said else nothing, draft=True)}


def _areas(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.omraden`: net Driftbudget of each part right below the nämnd, and the sum."""
    root = master.organisation.root
    taken = {"rader", "not", "summa"}
    rows = []
    for part in (*master.organisation.children(root.code), root):
        found = summary.drift.get((part.code, NET))
        if found is not None or part is root:
            word = "summa" if part is root else unique(f"v{slug(part.code).removeprefix('n')}", taken)
            name = "Summa" if part is root else spoken(part.name)
            here = f"drift.omraden.{word}"
            row = coarse.budget_row(here, word, name, found or coarse.NOTHING, summary, part.code, NET)
            rows.append(row | {"total": part is root})
    *parts, total = rows
    note = rounding.note([*rounding.columns(total, parts, coarse.BUDGET_COLUMNS), *rounding.differences(rows)])
    return {"rader": rows, "not": note, **{str(row["id"]): row for row in rows}}


def _said_of_projects(master: MasterData, summary: Summary) -> Text:
    """Return what enheter say of their projects, as a list."""
    projects = {project.code: project.name for project in master.investments if project.year == summary.period.year}
    lines = [
        f"- **{projects[said.item]}:** {texts.one_line(said.text)}"
        for said in summary.statements
        if said.domain is Domain.INVESTMENT and said.field == texts.COMMENT_FIELD and said.item in projects
        and said.text.strip()
    ]  # fmt: skip
    return Text("\n".join(lines))


def _staff(master: MasterData, summary: Summary) -> Context:
    """Return the group `personal.situation`: Antal årsarbetare and Summa löner och arvoden; budget, utfall, prognos."""
    root, year = master.organisation.root.code, summary.period.year
    measure = master.measures_by_code.get(FULL_TIME)
    decimals = measure.decimals if measure else 1
    here = "personal.situation"

    def count(key: str, code: str, label: str) -> Figure:
        value = summary.measures.get((root, code, "", year))
        places = summary.sources.get((root, code, "mått"), ())
        return Figure(f"{here}.arsarbetare.{key}", value, Unit.DECIMAL, decimals, label, "enheternas uppgifter", places)

    pay = coarse.budget_row(
        f"{here}.loner", "loner", "Summa löner och arvoden, tkr",
        summary.drift.get((root, coarse_key(Coarse.STAFF)), coarse.NOTHING), summary, root, coarse_key(Coarse.STAFF),
    )  # fmt: skip
    people: Context = {
        "id": "arsarbetare",
        "namn": "Antal årsarbetare",
        "budget": count("budget", FULL_TIME_BUDGET, "Antal årsarbetare, budget"),
        "utfall": count("utfall", FULL_TIME, "Antal årsarbetare, utfall"),
        "prognos": count("prognos", FULL_TIME_FORECAST, "Antal årsarbetare, årsprognos"),
    }
    rows = [people, pay]
    return {"rader": rows, **{str(row["id"]): row for row in rows}}


def _charts(master: MasterData, summary: Summary) -> Context:
    """Return the group `diagram`: the forecast against budget by group, and förbrukning by område; with `har_`."""
    charts = {"budget": _chart_of_budget(master, summary), "forbrukning": _chart_of_consumption(master, summary)}
    return {f"har_{name}": chart is not None for name, chart in charts.items()} | {
        name: chart or "" for name, chart in charts.items()
    }


def _chart_of_budget(master: MasterData, summary: Summary) -> Chart | None:
    root = master.organisation.root.code
    found = [summary.drift.get((root, coarse_key(group))) for _, group in _GROUPS.values()]
    known = [one for one in found if one is not None]
    if not known:
        return None
    # Income is drawn as a positive amount beside the costs, so that the bars can be compared.
    groups = [name.removesuffix("na") for (name, _), one in zip(_GROUPS.values(), found, strict=True) if one]
    span = f"{SHORT_MONTHS[0]}–{SHORT_MONTHS[summary.period.month - 1]}"
    names = tuple(f"{group}, {what}" for group in groups for what in ("budget", "prognos"))
    parts = [_parts(one) for one in known]
    series = (
        Series("Budget", tuple(value for one in parts for value in (one[0], None)), Role.BUDGET),
        Series(f"Utfall {span}", tuple(value for one in parts for value in (None, one[1])), Role.NOW),
        Series("Återstår av prognosen", tuple(value for one in parts for value in (None, one[2])), Role.FORECAST),
    )
    text = described("Staplat diagram över årsprognosen mot budget", names, series, "mnkr", 1)
    return Chart(Kind.STACKED, "Årsprognos mot budget", names, series, "mnkr", text, 1)


def _parts(one: DriftSum) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return budget, outcome, and what the forecast adds to it, in mnkr; nothing where it adds nothing."""
    left = None if one.forecast is None else abs(one.forecast) - abs(one.outcome)
    rest = left if left and left > 0 else None
    budget, outcome = (ratio(abs(ore), ORE_PER_MNKR) for ore in (one.budget, one.outcome))
    return budget, outcome, None if rest is None else ratio(rest, ORE_PER_MNKR)


def _chart_of_consumption(master: MasterData, summary: Summary) -> Chart | None:
    found = [
        (spoken(area.name), one.consumption_pct, drift.riktpunkt(summary, one))
        for area in master.organisation.children(master.organisation.root.code)
        if (one := summary.drift.get((area.code, NET))) and one.consumption_pct is not None
    ]
    if not found:
        return None
    names = tuple(name for name, _, _ in found)
    series = (
        Series("Förbrukning", tuple(used for _, used, _ in found), Role.NOW),
        Series("Riktpunkt", tuple(aim for _, _, aim in found), Role.TARGET),
    )
    text = described("Stapeldiagram över förbrukning mot riktpunkt per verksamhetsområde", names, series, "%", 1)
    return Chart(Kind.BAR, "Förbrukning av årets budget", names, series, "%", text, 1)
