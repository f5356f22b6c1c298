"""The bokslut after December: the same block for the förvaltning and for every sektor, and the year's statsbidrag."""

from __future__ import annotations

from xltools.core.wording import commentary
from xltools.documents import charts, goals, rounding, sector
from xltools.documents.catalogue import REPORTS, report_name
from xltools.documents.common import Context, money, period_words, sender, slug, spoken, unique, with_outcome
from xltools.model.chart import Chart
from xltools.model.master import MasterData
from xltools.model.organisation import Level
from xltools.model.totals import Summary
from xltools.sheets.grunddata import STATSBIDRAG, cell_of

_NAME = "bokslut"
_DECEMBER = 12


def context(master: MasterData, summary: Summary) -> Context:
    """Return nested names → values; a figure's id is its dotted path.

    Pure: the same grunddata and summary give the same values, and nothing is read or written.
    """
    tree = master.organisation
    stands = goals.standings(master, summary)
    taken = {"rader", "finns"}
    sectors: list[Context] = []
    for area in tree.children(tree.root.code):
        if area.level is not Level.ENHET:
            word = unique(f"v{slug(area.code).removeprefix('n')}", taken)
            sectors.append({"id": word, **sector.block(master, summary, area, f"sektorer.{word}", stands)})
    chart = _chart(master, summary)
    return {
        **sender(master),
        "period": period_words(master, summary.period, summary.previous),
        "dokument": {"titel": REPORTS[_NAME], "namn": report_name(_NAME, summary.period)},
        "helheten": sector.block(master, summary, tree.root, "helheten", stands),
        "sektorer": {
            "rader": sectors,
            "finns": bool(sectors),
            **{str(one["id"]): one for one in sectors},
        },
        "statsbidrag": _grants(master, summary),
        "diagram": {"avvikelse": chart or "", "har_avvikelse": chart is not None},
        "noter": {
            "saknade": _missing(master, summary),
            "gemensamt": _common(master),
            "period": _not_whole_year(summary),
        },
    }


def _missing(master: MasterData, summary: Summary) -> str:
    names = [spoken(master.organisation.by_code[code].name) for code in summary.missing]
    if not names:
        return ""
    its = "Dess" if len(names) == 1 else "Deras"
    said = f"{its} budget och bokförda utfall ingår, men inte texter, mål, mått och åtgärder."
    return f"{commentary.missing(names, 0)} {said}"


def _common(master: MasterData) -> str:
    """Return the note on enheter right below the nämnd, which belong to no sektor."""
    tree = master.organisation
    names = [spoken(node.name) for node in tree.children(tree.root.code) if node.level is Level.ENHET]
    if not names:
        return ""
    lie = commentary.listed(names)
    return f"{lie} ligger direkt under nämnden, utanför sektorerna, som därför inte är hela förvaltningen."


def _not_whole_year(summary: Summary) -> str:
    if summary.booked is not None:
        return with_outcome(summary, "Avvikelserna mot budget är därför inte årets.")
    if summary.period.month == _DECEMBER:
        return ""
    return (
        f"Utfallet gäller till och med {summary.period.name}, men budgeten hela året. "
        "Avvikelserna är därför inte årets."
    )


def _grants(master: MasterData, summary: Summary) -> Context:
    """Return the group `statsbidrag`: the year's, with amounts, and the sum of those that are known."""
    names = master.organisation.by_code
    root = master.organisation.root
    rows: list[Context] = []
    places = []
    known = []
    for count, grant in enumerate((one for one in master.grants if one.year == summary.period.year), 1):
        place = cell_of(STATSBIDRAG, grant.row, "belopp")
        here = f"statsbidrag.s{count}.belopp"
        rows.append(
            {
                "id": f"s{count}",
                "namn": grant.name,
                "kalla": grant.source,
                "galler": spoken(names[grant.node].name if grant.node else root.name),
                "belopp": money(here, grant.amount_ore, grant.name, "bladet Statsbidrag i grunddata", (place,)),
            }
        )
        places.append(place)
        known += [] if grant.amount_ore is None else [grant.amount_ore]
    unknown = len(rows) - len(known)
    which = "Ett bidrag" if unknown == 1 else commentary.capital(commentary.counted(unknown, "", "bidrag"))
    lacking = f"{which} är utan känt belopp och ingår inte i summan." if unknown else ""
    return {
        "rader": rows,
        "finns": bool(rows),
        "summa": money("statsbidrag.summa", sum(known) if known else None, "Statsbidrag, summa", "summan av bidragen",
                       tuple(places)),
        "not": " ".join(filter(None, (lacking, rounding.note_in_kronor(known)))),
        **{str(row["id"]): row for row in rows},
    }  # fmt: skip


def _chart(master: MasterData, summary: Summary) -> Chart | None:
    """Return the net deviation of each part right below the nämnd as bars; None where there is no part."""
    return charts.deviations(master, summary, "Avvikelse mot budget per sektor", lambda one: one.result)
