"""The group `brygga`: what took the forecast from the last one, and from budget, to where it stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xltools.core.sums import bridge
from xltools.core.wording import bridge_words, commentary
from xltools.core.wording.commentary import Part
from xltools.documents import rounding
from xltools.documents.common import Context, cells, money, slug, spoken, unique
from xltools.model import number
from xltools.model.bridge import Bridge, BridgePart, Bridges, Cause
from xltools.model.chart import Chart
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_MNKR
from xltools.model.place import Place
from xltools.model.text import Text
from xltools.model.totals import NET, Summary
from xltools.model.waterfall import Step, waterfall

SMALLEST = ORE_PER_MNKR // 20
"""Öre that show as 0,1 mnkr; what is smaller is Övrigt, since text and chart could only say 0,0."""

_APART = {
    Cause.NEW: "budget − prognos för enheter som inte fanns i förra prognosen",
    Cause.GONE: "förra prognosens avvikelse, med omvänt tecken, för det som inte finns kvar i grunddata",
    Cause.REST: "summan av delar under 0,05 mnkr och av dem som inte är bland de största",
}


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the bridges: its place among the names, what its ends are called, how start and parts arise, and cells.

    `budget`, `forecast` and `earlier` are the cells of today's budget, of the forecast, and of the last forecast.
    """

    here: str
    start: str
    end: str
    beginning: str
    part: str
    title: str
    budget: tuple[Place, ...]
    forecast: tuple[Place, ...]
    earlier: tuple[Place, ...]


def brygga(master: MasterData, summary: Summary) -> Context:
    """Return the groups `prognos` (since the last archived forecast) and `budget`, each with `finns`.

    A group that is there has `start`, `slut` and `forandring`, `rader` by verksamhetsområde and `kostnadsslag.rader`,
    a drafted `text`, notes on rounding in `not`, and `diagram` (where there is a step to draw: `har_diagram`). The rows
    begin with the start and end with the end; each stands under its own name too. `belopp` is + where it is better.
    """
    return {"prognos": _since_last(master, summary), "budget": _from_budget(master, summary)}


def _since_last(master: MasterData, summary: Summary) -> Context:
    found, before = bridge.since_last(master, summary, smallest=SMALLEST), summary.previous
    if found is None or before is None:
        return _unknown("brygga.prognos")
    way = _Way(
        "brygga.prognos",
        bridge_words.forecast_of(before),
        bridge_words.forecast_of(summary.period),
        "dagens budget − den förra, arkiverade prognosen",
        "förra prognosen − prognosen",
        "Prognosens avvikelse mot budget och vad som har ändrats",
        *_cells(master, summary),
        (Place(summary.previous_file),) if summary.previous_file else (),
    )
    areas = _spoken(found.areas)
    return _group(way, found, areas, bridge_words.moved(areas, found.kinds, before))


def _from_budget(master: MasterData, summary: Summary) -> Context:
    found = bridge.from_budget(master, summary, smallest=SMALLEST)
    if found is None:
        return _unknown("brygga.budget")
    way = _Way(
        "brygga.budget",
        "Budget",
        bridge_words.forecast_of(summary.period),
        "budgeten avviker inte från sig själv",
        "budget − prognos",
        "Från budget till prognos",
        *_cells(master, summary),
        (),
    )
    areas = _spoken(found.areas)
    parts, kinds = ([Part(one.name, one.ore) for one in cut.parts] for cut in (areas, found.kinds))
    sentences = (
        commentary.forecast("Prognosen", areas.end, abs(summary.drift[master.organisation.root.code, NET].budget)),
        commentary.where(areas.end, parts),
        commentary.by_kind(kinds),
    )
    return _group(way, found, areas, " ".join(filter(None, sentences)))


def _unknown(here: str) -> Context:
    """Return the group where there is no such bridge: its names, without values."""
    named = {"start": "avvikelse i början", "slut": "avvikelse i slutet", "forandring": "förändring"}
    why = "saknas, eftersom det inte finns något att jämföra med"
    ends = {word: money(f"{here}.{word}", None, f"Brygga, {label}", why) for word, label in named.items()}
    table: Context = {"rader": [], "not": ""}
    empty: Context = {"finns": False, "text": Text(""), "diagram": "", "har_diagram": False}
    return {**empty, **ends, **table, "kostnadsslag": table}


def _cells(master: MasterData, summary: Summary) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    root = master.organisation.root.code
    return cells(summary, root, NET, "budget"), cells(summary, root, NET, "prognos")


def _spoken(cut: Bridge) -> Bridge:
    """Return a bridge whose parts are called as running text calls them."""
    return replace(cut, parts=tuple(replace(part, name=spoken(part.name)) for part in cut.parts))


def _group(way: _Way, found: Bridges, areas: Bridge, text: str) -> Context:
    rows, kinds = _rows(way, way.here, areas), _rows(way, f"{way.here}.kostnadsslag", found.kinds)
    chart = _chart(way, areas)
    change = money(
        f"{way.here}.forandring", areas.change, f"{way.start} till {way.end}, förändring",
        "slut − start; plus är en förbättring", (*way.budget, *way.forecast, *way.earlier),
    )  # fmt: skip
    return {
        "finns": True,
        "start": rows[0]["belopp"],
        "slut": rows[-1]["belopp"],
        "forandring": change,
        "text": Text(text, draft=True),
        "diagram": chart or "",
        "har_diagram": chart is not None,
        "kostnadsslag": _table(kinds),
        **_table(rows),
    }


def _rows(way: _Way, here: str, cut: Bridge) -> list[Context]:
    """Return a row for the start, for each part and for the end; `total` are the first and the last."""
    taken = {"rader", "not", "start", "slut", "forandring", "text", "diagram", "har_diagram", "kostnadsslag", "finns"}
    start = money(f"{way.here}.start", cut.start, f"{way.start}, avvikelse mot budget", way.beginning,
                  (*way.budget, *way.earlier))  # fmt: skip
    end = money(f"{way.here}.slut", cut.end, f"{way.end}, avvikelse mot budget", "budget − prognos",
                (*way.budget, *way.forecast))  # fmt: skip
    rows: list[Context] = [{"id": "start", "namn": way.start, "total": True, "rest": False, "belopp": start}]
    for part in cut.steps:
        if part.cause is Cause.REST and not number.half_up(Decimal(part.ore) / number.ORE_PER_TKR):
            continue  # Övrigt 0 tells nothing
        word = unique(_word(part), taken)
        amount = money(
            f"{here}.{word}.belopp", part.ore, f"{part.name}, {way.start} till {way.end}",
            _APART.get(part.cause, way.part), (*part.sources, *way.earlier),
        )  # fmt: skip
        rest = part.cause is Cause.REST
        rows.append({"id": word, "namn": part.name, "total": False, "rest": rest, "belopp": amount})
    rows.append({"id": "slut", "namn": way.end, "total": True, "rest": False, "belopp": end})
    return rows


def _word(part: BridgePart) -> str:
    if part.cause is Cause.AREA:
        return f"v{slug(part.node).removeprefix('n')}"
    return {Cause.NEW: "utan_tidigare_prognos", Cause.GONE: "inte_kvar"}.get(part.cause) or slug(part.name)


def _table(rows: list[Context]) -> Context:
    """Return rows as a list and, the ends apart, each under its own name, with the note below the table."""
    first, *_, last = amounts = [row["belopp"] for row in rows]
    off = [rounding.Sum(str(rows[-1]["namn"]), "avvikelse", last, amounts[:-1])] if first is not last else []
    named = {str(row["id"]): row for row in rows if not row["total"]}
    return {"rader": rows, "not": rounding.note(off), **named}


def _chart(way: _Way, cut: Bridge) -> Chart | None:
    """Return the waterfall in mnkr; None where no step is large enough to be seen."""
    if not cut.parts:
        return None

    def step(name: str, ore: int) -> Step:
        return name, Decimal(ore) / ORE_PER_MNKR

    about = f"Vattenfallsdiagram: {way.title[:1].lower()}{way.title[1:]}, plus är en förbättring"
    steps = [step(part.name, part.ore) for part in cut.steps]
    return waterfall(way.title, about, step(way.start, cut.start), steps, step(way.end, cut.end), "mnkr", 1)
