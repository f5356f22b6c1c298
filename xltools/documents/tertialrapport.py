"""The tertialrapport: every figure, text and row that its template may quote."""

from __future__ import annotations

from xltools.core.wording import commentary
from xltools.core.wording.commentary import Part
from xltools.documents import bridge, charts, drift, investment, rounding, staff, texts
from xltools.documents.catalogue import REPORTS, report_name
from xltools.documents.common import Context, money, period_words, sender, slug, spoken, with_outcome
from xltools.documents.memory import prognosminne
from xltools.documents.scenario import scenario
from xltools.model.figure import Figure, Unit
from xltools.model.line import LineKind
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.text import Text
from xltools.model.totals import NET, REVENUE, DriftSum, Summary, group_key

_NAME = "tertialrapport"


def context(master: MasterData, summary: Summary) -> Context:
    """Return nested names → values; a figure's id is its dotted path.

    Pure: the same grunddata and summary give the same values, and nothing is read or written.
    """
    words = texts.sections(master, summary)
    period = period_words(master, summary.period, summary.previous)
    areas = _areas(master, summary)
    by_line = drift.kostnadsslag(master, summary)
    by_node = drift.verksamhet(master, summary)
    net = _net(master, summary)
    title = "Avvikelse mot budget per verksamhetsområde"
    chart = charts.deviations(master, summary, title, lambda one: one.deviation)
    return {
        **sender(master),
        "period": period,
        "dokument": {"titel": REPORTS[_NAME], "namn": report_name(_NAME, summary.period)},
        "sammanfattning": {
            "handelser": texts.highlights(master, summary),
            "prognos": Text(_summary_of_forecast(master, summary, net), draft=True),
            "atgarder": Text(_said_of_actions(summary), draft=True),
        },
        "drift": {
            "total": drift.total(master, summary),
            "kostnadsslag": by_line | {"text": Text(_said_by_line(master, summary, net), draft=True)},
            "verksamhet": by_node | {"text": Text(_said_by_area(master, summary, net), draft=True)},
            "omraden": areas,
            "scenario": scenario(master, summary),
        },
        "diagram": {"avvikelse": chart or "", "har_avvikelse": chart is not None},
        "brygga": bridge.brygga(master, summary),
        "investering": investment.investering(master, summary),
        "atgarder": atgarder(master, summary),
        "personal": {
            "sammansattning": staff.sammansattning(master, summary),
            "sjukfranvaro": staff.sjukfranvaro(master, summary),
        },
        "texter": words,
        "prognosminne": prognosminne(master, summary),
        "noter": {"saknade": with_outcome(summary, missing(master, summary))},
    }


def missing(master: MasterData, summary: Summary) -> str:
    """Return the note on enheter that have not delivered and what stands in for them; empty when all have."""
    names = [spoken(master.organisation.by_code[code].name) for code in summary.missing]
    stand_ins = (summary.drift.get((code, NET)) for code in summary.missing)
    return commentary.missing(names, sum(one.estimated for one in stand_ins if one is not None))


def atgarder(master: MasterData, summary: Summary) -> Context:
    """Return the group `atgarder`: `rader` in tree order as delivered, `antal`, `summa` and a sentence on them."""
    rows: list[Context] = []
    numbers: dict[str, int] = {}
    for action in summary.actions:
        number = numbers[action.unit] = numbers.get(action.unit, 0) + 1
        word = f"a{slug(action.unit).removeprefix('n')}_{number}"
        unit = spoken(master.organisation.by_code[action.unit].name)
        rows.append(
            {
                "id": word,
                "namn": action.text,
                "text": texts.one_line(action.text),
                "enhet": unit,
                "konsekvens": texts.one_line(action.consequence),
                "start": action.start,
                "ansvarig": action.responsible,
                "effekt": money(
                    f"atgarder.{word}.effekt",
                    action.effect,
                    f"Effekt av åtgärd, {unit}",
                    "enhetens uppgift; en förbättring är plus",
                    (action.place,),
                ),
            }
        )
    effects = [action.effect for action in summary.actions if action.effect is not None]
    places = tuple(action.place for action in summary.actions)
    total = money(
        "atgarder.summa", sum(effects) if effects else None, "Åtgärder, summa effekt", "summan av åtgärderna", places
    )
    return {
        "rader": rows,
        "finns": bool(rows),
        "antal": Figure("atgarder.antal", len(rows), Unit.COUNT, 0, "Antal åtgärder", "antal rader", places),
        "summa": total,
        "text": Text(_said_of_actions(summary), draft=True),
        "not": rounding.note([rounding.Sum("Summa effekt", "Effekt", total, [row["effekt"] for row in rows])]),
        **{str(row["id"]): row for row in rows},
    }


def _net(master: MasterData, summary: Summary) -> DriftSum | None:
    found = summary.drift.get((master.organisation.root.code, NET))
    return None if found is None or found.deviation is None else found


def _opening(subject: str, summary: Summary, found: DriftSum) -> str:
    return commentary.forecast(subject, found.deviation or 0, abs(found.budget), found.change, summary.previous)


def _summary_of_forecast(master: MasterData, summary: Summary, net: DriftSum | None) -> str:
    if net is None:
        return _NO_FORECAST
    deviation = net.deviation or 0
    return _joined(
        _opening("Prognosen", summary, net),
        commentary.where(deviation, texts.parts_of(summary, _area_nodes(master), NET, quoted=False)),
        missing(master, summary),
    )


def _said_by_line(master: MasterData, summary: Summary, net: DriftSum | None) -> str:
    if net is None:
        return _NO_FORECAST
    used, aim = net.consumption_pct, drift.riktpunkt(summary, net)
    return _joined(
        _opening("Prognosen", summary, net),
        commentary.consumption(net.outcome, used, aim, summary.period),
        commentary.by_kind(_kinds(master, summary, master.organisation.root.code)),
    )


def _said_by_area(master: MasterData, summary: Summary, net: DriftSum | None) -> str:
    if net is None:
        return _NO_FORECAST
    parts = texts.parts_of(summary, _area_nodes(master), NET, quoted=False)
    return commentary.where(net.deviation or 0, parts) or "Inget verksamhetsområde avviker från budget."


_NO_FORECAST = "Ingen prognos har lämnats in för perioden."


def _said_of_actions(summary: Summary) -> str:
    known = [Part(texts.one_line(one.text), one.effect) for one in summary.actions if one.effect is not None]
    return commentary.actions(known, len(summary.actions) - len(known))


def _areas(master: MasterData, summary: Summary) -> list[Context]:
    """Return one row per område: its name, figures, drafted paragraph and the enheter's own words on the forecast."""
    written = texts.by_area(master, summary, "prognos")
    taken: set[str] = set()
    rows: list[Context] = []
    for area in _area_nodes(master):
        found = summary.drift.get((area.code, NET))
        if found is None:
            continue
        row = drift.node("drift.verksamhet", area, summary, taken, niva=1)
        rows.append(
            row
            | {
                "namn": spoken(area.name),
                "text": Text(_said_of_area(master, summary, area, found), draft=True),
                "forklaringar": Text(texts.explanations(master, summary, area)),
                "delar": [
                    drift.node("drift.verksamhet", child, summary, taken, niva=2)
                    for child in drift.processes(master, summary, area)
                ],
                "enheter": written.get(area.code, []),
            }
        )
    return rows


def _said_of_area(master: MasterData, summary: Summary, area: OrgUnit, found: DriftSum) -> str:
    if found.deviation is None:
        return _NO_FORECAST
    below = texts.parts_of(summary, drift.processes(master, summary, area), NET, quoted=True)
    return _joined(
        _opening(f"Prognosen för {spoken(area.name)}", summary, found),
        commentary.where(found.deviation, below) if len(below) > 1 else "",
        commentary.by_kind(_kinds(master, summary, area.code)),
    )


def _area_nodes(master: MasterData) -> tuple[OrgUnit, ...]:
    return master.organisation.children(master.organisation.root.code)


def _kinds(master: MasterData, summary: Summary, node: str) -> list[Part]:
    """Return the deviations of revenue and of every group of cost."""
    keys = {"intäkter": REVENUE}
    keys |= {name: group_key(name) for name, kind in master.lines.groups.items() if kind is LineKind.COST}
    found = {name: summary.drift.get((node, key)) for name, key in keys.items()}
    return [Part(name, one.deviation) for name, one in found.items() if one is not None and one.deviation is not None]


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
