"""The figures of the drift budget in a report: the nämnd's total, by kostnadsslag, and by verksamhet."""

from __future__ import annotations

from decimal import Decimal

from xltools.core.sums import bridge
from xltools.documents import rounding
from xltools.documents.common import Context, cells, money, share, slug, unique
from xltools.model.line import LineKind
from xltools.model.master import MasterData
from xltools.model.organisation import Level, OrgUnit
from xltools.model.place import Place
from xltools.model.totals import COST, NET, REVENUE, DriftSum, Summary, group_key

COLUMNS = {"budget": "Budget", "prognos": "Prognos", "avvikelse": "Avvikelse"}
"""The columns of the tables: key → heading."""

_BUDGET = "årets budget"
_OUTCOME = "bokfört utfall till och med perioden"
_FORECAST = "enheternas prognoser för helåret; beräknad prognos där en enhet inte har lämnat in"
_DEVIATION = "budget − prognos"


def total(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.total`: net cost of the whole nämnd, so far, forecast, and against the last forecast."""
    root = master.organisation.root.code
    found = summary.drift.get((root, NET))
    outcome = cells(summary, root, NET, "utfall")
    budget = cells(summary, root, NET, "budget")
    here = "drift.total"
    values = figures(here, "Nettokostnad", found, summary, root, NET)
    previous = found.previous if found else None
    archived = (Place(summary.previous_file),) if summary.previous_file else ()
    since = bridge.since_last(master, summary)
    before = since.areas.start if since else None if found is None or previous is None else found.budget - previous
    values |= {
        "utfall": money(f"{here}.utfall", found.outcome if found else None, "Nettokostnad, utfall", _OUTCOME, outcome),
        "avvikelse_procent": share(
            f"{here}.avvikelse_procent",
            found.deviation_pct if found else None,
            "Nettokostnad, avvikelse i procent av budget",
            "(budget − prognos) / budget",
            cells(summary, root, NET, "budget", "prognos"),
        ),
        "forbrukning": share(
            f"{here}.forbrukning",
            found.consumption_pct if found else None,
            "Förbrukning",
            "utfall / årets budget",
            outcome + budget,
        ),
        "riktpunkt": share(
            f"{here}.riktpunkt",
            riktpunkt(summary, found),
            "Riktpunkt",
            "periodens budget / årets budget; månader / 12 där budgeten inte är periodiserad",
            budget,
        ),
        "forra_prognos": money(
            f"{here}.forra_prognos", previous, "Nettokostnad, förra prognosen", "senast arkiverade prognos", archived
        ),
        "forra_avvikelse": money(
            f"{here}.forra_avvikelse",
            before,
            "Nettokostnad, förra avvikelsen",
            "årets budget − senast arkiverade prognos",
            budget + archived,
        ),
        "forandring": money(
            f"{here}.forandring",
            found.change if found else None,
            "Nettokostnad, förändring sedan förra prognosen",
            "förra prognosen − prognosen; plus är en förbättring",
            cells(summary, root, NET, "prognos"),
        ),
    }
    return values


def riktpunkt(summary: Summary, found: DriftSum | None) -> Decimal:
    """Return how much of the year's budget is meant for the period so far, in per cent."""
    from xltools.core.sums import deviation  # with pandas, which listing documents must not load

    return summary.period.riktpunkt if found is None else deviation.riktpunkt(summary.period, found)


def kostnadsslag(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.kostnadsslag`: revenue, the groups of cost, Summa KOSTNADER and Summa RESULTAT.

    Each row stands in `rader` and under its own name, and has `namn`, `niva`, `summa` (bold) and `total` (the last).
    """
    root = master.organisation.root.code
    here, taken = "drift.kostnadsslag", {"rader", "not"}
    groups = master.lines.groups
    revenue = [name for name, kind in groups.items() if kind is LineKind.REVENUE]
    cost = [name for name, kind in groups.items() if kind is LineKind.COST]

    def line(name: str, key: str, id_: str, *, niva: int, summa: bool = False, total: bool = False) -> Context:
        word = unique(id_, taken)
        found = summary.drift.get((root, key))
        values = figures(f"{here}.{word}", name, found, summary, root, key)
        return {"id": word, "namn": name, "niva": niva, "summa": summa, "total": total, **values}

    income = [line("Intäkter", REVENUE, "intakter", niva=1)] if len(revenue) == 1 else []
    income = income or [line(name, group_key(name), slug(name), niva=2) for name in revenue]
    costs = [line(name, group_key(name), slug(name), niva=2) for name in cost]
    all_income = [line("Summa INTÄKTER", REVENUE, "summa_intakter", niva=1, summa=True)] if len(revenue) > 1 else []
    all_costs = line("Summa KOSTNADER", COST, "summa_kostnader", niva=1, summa=True)
    result = line("Summa RESULTAT", NET, "summa_resultat", niva=0, summa=True, total=True)
    rows = [*income, *all_income, *costs, all_costs, result]
    sums = [*rounding.columns(all_costs, costs, COLUMNS), *rounding.differences(rows)]
    sums += rounding.columns(result, [*(all_income or income), all_costs], COLUMNS)
    for one in all_income:
        sums += rounding.columns(one, income, COLUMNS)
    return _group(rows, rounding.note(sums))


def verksamhet(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.verksamhet`: every område with its processes below, and Summa.

    Names are printed as grunddata has them. Enheter right below an område are shown where it also has
    verksamheter, so that what is shown adds up.
    """
    tree = master.organisation
    here, taken = "drift.verksamhet", {"rader", "not", "summa"}
    rows: list[Context] = []
    sums: list[rounding.Sum] = []
    areas = []
    for area in tree.children(tree.root.code):
        if (area.code, NET) not in summary.drift:
            continue
        row = node(here, area, summary, taken, niva=1)
        parts = [node(here, child, summary, taken, niva=2) for child in processes(master, summary, area)]
        areas.append(row)
        rows += [row, *parts]
        sums += rounding.columns(row, parts, COLUMNS)
    values = figures(f"{here}.summa", "Summa", summary.drift.get((tree.root.code, NET)), summary, tree.root.code, NET)
    last: Context = {"id": "summa", "namn": "Summa", "niva": 0, "summa": True, "total": True, **values}
    rows.append(last)
    sums += [*rounding.columns(last, areas, COLUMNS), *rounding.differences(rows)]
    return _group(rows, rounding.note(sums))


def processes(master: MasterData, summary: Summary, area: OrgUnit) -> tuple[OrgUnit, ...]:
    """Return what stands below an område in the table: its verksamheter, and enheter beside them."""
    below = tuple(node for node in master.organisation.children(area.code) if (node.code, NET) in summary.drift)
    return below if any(node.level is Level.VERKSAMHET for node in below) else ()


def figures(here: str, name: str, found: DriftSum | None, summary: Summary, node: str, key: str) -> Context:
    """Return budget, prognos and avvikelse of one sum; values that are not known are None."""
    budget, forecast = cells(summary, node, key, "budget"), cells(summary, node, key, "prognos")
    return {
        "budget": money(f"{here}.budget", found.budget if found else None, f"{name}, budget", _BUDGET, budget),
        "prognos": money(f"{here}.prognos", found.forecast if found else None, f"{name}, prognos", _FORECAST, forecast),
        "avvikelse": money(
            f"{here}.avvikelse", found.deviation if found else None, f"{name}, avvikelse", _DEVIATION, budget + forecast
        ),
    }


def node(here: str, of: OrgUnit, summary: Summary, taken: set[str], *, niva: int) -> Context:
    """Return the row of one node of the tree: its name as grunddata has it, net budget, prognos and avvikelse."""
    word = unique(f"v{slug(of.code).removeprefix('n')}", taken)
    values = figures(f"{here}.{word}", of.name, summary.drift[of.code, NET], summary, of.code, NET)
    return {"id": word, "namn": of.name, "niva": niva, "summa": niva == 1, "total": False, **values}


def _group(rows: list[Context], note: str) -> Context:
    """Return the rows as a list and each under its own name, and the note below the table."""
    return {"rader": rows, "not": note, **{str(row["id"]): row for row in rows}}
