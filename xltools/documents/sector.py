"""The block that a bokslut holds for the förvaltning and for every sektor: figures, words, goals and åtgärder.

All of it is made for one node of the tree, which is the root for the förvaltning.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from xltools.core.sums import results
from xltools.core.sums.disclosure import Hidden
from xltools.core.sums.goals import Standing, joined, outcomes
from xltools.core.sums.protected import limits
from xltools.core.sums.spans import span_value
from xltools.core.wording import commentary
from xltools.core.wording.commentary import Part
from xltools.documents import coarse, comparison, goals, rounding, texts, words
from xltools.documents.common import Context, money, slug, spoken, unique, with_outcome
from xltools.documents.goals import Standings
from xltools.model import number
from xltools.model.figure import Figure, Unit
from xltools.model.goal import Goal, GoalLevel, WordKind
from xltools.model.line import Coarse
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet
from xltools.model.organisation import Level, OrgUnit
from xltools.model.period import SHORT_MONTHS, span
from xltools.model.text import Sign, Text
from xltools.model.totals import NET, DriftSum, Summary, coarse_key

_GROUPS = (
    ("Intäkterna", Coarse.REVENUE), ("Personalkostnaderna", Coarse.STAFF), ("Löpande kostnader", Coarse.OTHER),
)  # fmt: skip
_BY_PART = {"budget": "Budget", "bokslut": "Bokslut", "avvikelse": "Avvikelse"}
_HALF_YEAR = 8  # the delår: volumes are shown for its months, and for those after it
_MOST_VOLUMES = 6


def block(master: MasterData, summary: Summary, of: OrgUnit, here: str, stands: Standings) -> Context:
    """Return everything that is said of one node, with ids that begin with `here`."""
    units = master.organisation.units_below(of.code)
    root = of.code == master.organisation.root.code
    name = (master.municipality.department or of.name) if root else spoken(of.name)
    # What is written for the whole förvaltning comes from enheter right below the root, not from the sektorer.
    own = tuple(node.code for node in master.organisation.children(of.code) if node.level is Level.ENHET)
    writers = own if root else units
    net = summary.drift.get((of.code, NET), coarse.NOTHING)
    parts = _parts(master, of)
    figures = comparison.key_figures(master, summary.period, of.code)
    aims = _goals(master, summary, of, stands)
    volumes = _volumes(master, summary, of, here)

    def text(key: str, draft: str) -> Context:
        return words.gathered(master, summary, key, writers, draft)

    def said(key: str, nothing: str) -> str:
        return words.highlights(master, summary, key, units, nothing) if root else nothing

    return {
        "namn": name,
        "forvaltning": root,
        "resultat": coarse.result(f"{here}.resultat", summary, of.code),
        "beskrivning": text(
            "beskrivning", results.made_of(name, [spoken(part.name) for part in parts], net.budget)
        ),
        "nyckeltal": figures,
        "har_nyckeltal": bool(figures),
        "mal": aims,
        "har_mal": bool(aims),
        "analys": {
            "mal": text("analys_mal", _said_of_goals(master, aims)),
            "verksamhet": text("analys_verksamhet", _said_of_volumes(volumes, summary.period.year)),
            "ekonomi": text("analys_ekonomi", _said_of_money(master, summary, of, name, net, parts)),
            "forklaringar": Text(
                texts.reasons(master, summary, units, set(master.lines.by_code), lambda one: one.result)
            ),
        },
        "enheter": _by_part(summary, parts, net, of, here),
        "matt": volumes,
        "har_matt": bool(volumes["rader"]),
        "atgarder": _actions(master, summary, units, here),
        "framtid": text("framtid", said("framtid", f"Inget har lämnats om framtiden för {name}.")),
    }  # fmt: skip


def _parts(master: MasterData, of: OrgUnit) -> list[OrgUnit]:
    """Return what the deviation of a node is parted into: sektorer of the root, enheter of a sektor."""
    tree = master.organisation
    if of.code == tree.root.code:
        return list(tree.children(of.code))
    return [tree.by_code[code] for code in tree.units_below(of.code) if code != of.code]


def _by_part(summary: Summary, parts: list[OrgUnit], net: DriftSum, of: OrgUnit, here: str) -> Context:
    """Return net budget, bokslut and avvikelse of each part and their sum; `saknade` names those without figures."""
    here = f"{here}.enheter"
    taken = {"rader", "not", "saknade", "summa", "finns"}
    rows: list[Context] = []
    without = []
    for part in parts:
        found = summary.drift.get((part.code, NET))
        if found is None or not (found.budget or found.outcome or found.last_year):
            without.append(spoken(part.name))
            continue
        word = unique(f"v{slug(part.code).removeprefix('n')}", taken)
        row = coarse.result_row(f"{here}.{word}", word, spoken(part.name), found, summary, part.code, NET)
        rows.append(row | {"total": False})
    total = coarse.result_row(f"{here}.summa", "summa", "Summa", net, summary, of.code, NET)
    note = rounding.note([*rounding.columns(total, rows, coarse.RESULT_COLUMNS), *coarse.differences([*rows, total])])
    lacking = f"Varken budget eller utfall finns för {commentary.listed(without)}." if without else ""
    rows.append(total)
    return {
        "rader": rows,
        "finns": len(parts) > 1,
        "not": note,
        "saknade": lacking,
        **{str(row["id"]): row for row in rows},
    }


def _said_of_money(
    master: MasterData, summary: Summary, of: OrgUnit, name: str, net: DriftSum, parts: list[OrgUnit]
) -> str:
    if summary.booked is not None:
        # What is not booked would be told as a surplus of the year.
        return with_outcome(summary, "Därför går det ännu inte att säga vad årets resultat blev.")
    by_part = [
        Part(spoken(part.name), found.result) for part in parts if (found := summary.drift.get((part.code, NET)))
    ]
    sentences = [
        # A net that is next to nothing makes no sensible share of a budget.
        commentary.forecast(f"Bokslutet för {name}", net.result, _share_of(net)),
        commentary.where(net.result, by_part) if len(by_part) > 1 else "",
        results.since_last_year(net.outcome, net.last_year, summary.period.year),
    ]
    for subject, group in _GROUPS:
        found = summary.drift.get((of.code, coarse_key(group)))
        if found and master.rules.needs_comment(found.result, found.budget):
            revenue = group is Coarse.REVENUE
            sentences.append(results.against_budget(subject, found.result, revenue=revenue, ended=True))
    return " ".join(filter(None, sentences))


def _share_of(net: DriftSum) -> int:
    return abs(net.budget) if abs(net.result) <= abs(net.budget) else 0


_HEADINGS = (GoalLevel.COUNCIL, GoalLevel.DIRECTION)
_AIMS = (GoalLevel.BOARD, GoalLevel.QUALITY)


def _goals(master: MasterData, summary: Summary, of: OrgUnit, stands: Standings) -> list[Context]:
    """Return the rows of Inriktningsmål: Fullmäktigemål (`rubrik`), then each Nämndsmål (`mal`) and its Nyckeltal.

    Of a sektor the goals stand that its enheter have said something of, with the sektor's own judgement.
    """
    root = of.code == master.organisation.root.code
    units = set(master.organisation.units_below(of.code))
    rows: list[Context] = []
    heading = aim = ""
    for goal in master.goals:
        if goal.level not in (*_AIMS, GoalLevel.INDICATOR):
            continue
        stand = stands[goal.code] if root else _standing(master, summary, goal, units)
        if not stand.units:
            continue
        above = _above(master, goal, _HEADINGS) or master.focus_of(goal.code)
        if above.code not in (heading, goal.code):
            rows.append(_row(above, goals.plain(""), rubrik=True))
            heading = above.code
        if goal.level in _AIMS:
            aim = goal.code
        elif (parent := _above(master, goal, _AIMS)) is not None and parent.code != aim:
            # Nobody has judged the goal itself, but it is named above its nyckeltal.
            rows.append(_row(parent, goals.shown(None, WordKind.ASSESSMENT)))
            aim = parent.code
        rows.append(_row(goal, goals.shown(stand.word, WordKind.ASSESSMENT), stand=stand))
    return rows


def _standing(master: MasterData, summary: Summary, goal: Goal, units: set[str]) -> Standing:
    said = [one for one in summary.goals.get(goal.code, ()) if one.unit in units]
    return Standing(goal, *joined(master, goal, said), outcomes(goal, said), tuple(said))


def _above(master: MasterData, goal: Goal, levels: tuple[GoalLevel, ...]) -> Goal | None:
    """Return the nearest goal above of one of these levels."""
    code = goal.parent
    while code:
        above = master.goals_by_code[code]
        if above.level in levels:
            return above
        code = above.parent
    return None


def _row(goal: Goal, status: object, *, rubrik: bool = False, stand: Standing | None = None) -> Context:
    indicator = goal.level is GoalLevel.INDICATOR
    outcome = stand.outcomes.get("") if stand else None
    return {
        "rubrik": rubrik,
        "namndmal": "" if indicator else goal.name,
        "nyckeltal": goal.name if indicator else "",
        "malvarde": _shown(goal, goal.target) if indicator else "",
        "utfall": _shown(goal, outcome) if indicator else "",
        "status": status,
    }


def _shown(goal: Goal, value: Decimal | None) -> str:
    exponent = value.normalize().as_tuple().exponent if value else 0
    decimals = min(2, max(0, -exponent)) if isinstance(exponent, int) else 0
    percent = goal.unit == "%"
    return number.percent(value, decimals) if percent else number.decimal(value, decimals)


def _said_of_goals(master: MasterData, rows: list[Context]) -> str:
    counts = Counter(str(status.word) for row in rows if row["namndmal"] and isinstance(status := row["status"], Sign))
    words_ = master.vocabulary.names(WordKind.ASSESSMENT)
    said = results.judged({word: counts[word] for word in words_})
    return said or "Enheterna har inte bedömt några mål."


def _volumes(master: MasterData, summary: Summary, of: OrgUnit, here: str) -> Context:
    """Return the volumes of a node for the delår, for the months after it, for the year, and for the year before.

    The root shows only measures that all enheter have; the others stand in their sektorer.
    """
    here, year, last = f"{here}.matt", summary.period.year, summary.period.month
    root = of.code == master.organisation.root.code
    first_half, months = min(_HALF_YEAR, last), SHORT_MONTHS
    spans = {"forsta": (year, 1, first_half), "andra": (year, first_half + 1, last), "aret": (year, 1, last),
             "forra": (year - 1, 1, 12)}  # fmt: skip
    taken = {"rader", "rubrik", "fotnoter"}
    rows: list[Context] = []
    for measure in master.measures:
        if measure.sheet is not MeasureSheet.VOLUMES or (root and measure.units):
            continue
        values = {
            key: span_value(master, summary, of.code, measure, at, low, high) if low <= high else None
            for key, (at, low, high) in spans.items()
        }
        if any(value is not None for value in values.values()):
            row = _volume(measure, values, here, unique(slug(measure.code), taken), summary, of)
            rows.append(row | _concealed(master, measure, values))
    after = f"{months[first_half]}–{months[last - 1]}" if last > first_half + 1 else months[last - 1]
    titles = {"forsta": span(first_half), "andra": after if last > first_half else "", "aret": str(year)}
    return {
        "rader": rows,
        "rubrik": titles | {"forra": str(year - 1)},
        "fotnoter": " ".join(str(row["fotnot"]) for row in rows if row["fotnot"]),
        **{str(row["id"]): row for row in rows},
    }


def _volume(
    measure: Measure, values: dict[str, Decimal | None], here: str, word: str, summary: Summary, of: OrgUnit
) -> Context:
    unit = Unit.PERCENT if measure.unit == "%" else Unit.DECIMAL
    places = summary.sources.get((of.code, measure.code, "mått"), ())
    return {
        "id": word,
        "namn": measure.name,
        "enhet": measure.unit,
        "fotnot": measure.footnote,
        **{
            key: Figure(f"{here}.{word}.{key}", value, unit, measure.decimals, measure.name, measure.rule.value, places)
            for key, value in values.items()
        },
    }


def _concealed(master: MasterData, measure: Measure, values: dict[str, Decimal | None]) -> dict[str, str]:
    """Return what stands in place of the values of a measure that counts too few people.

    The parts of the year make the year, so one small count takes the others of the year with it.
    """
    bounds = limits(master)
    small = {key for key, value in values.items() if measure.protected and bounds.small(value)}
    covered = (
        {key for key, value in values.items() if value is not None and key != "forra"} if small - {"forra"} else set()
    )
    return {key: bounds.text(Hidden.SMALL if key in small else Hidden.COVER) for key in small | covered}


def _said_of_volumes(table: Context, year: int) -> str:
    rows = table["rader"]
    moved = []
    for row in rows if isinstance(rows, list) else ():
        now, before = row["aret"], row["forra"]
        # A text stands where too few people are counted.
        if isinstance(now, Figure) and isinstance(before, Figure) and isinstance(now.value, Decimal):
            earlier = before.value if isinstance(before.value, Decimal) else None
            moved.append((row["namn"], row["enhet"], earlier, now.value, now.decimals))
    return results.volumes(moved[:_MOST_VOLUMES], year - 1) or "Enheterna har inte lämnat någon analys av verksamheten."


def _actions(master: MasterData, summary: Summary, units: tuple[str, ...], here: str) -> Context:
    """Return the åtgärder of a node's enheter with their effect, and Totalt."""
    here = f"{here}.atgarder"
    rows: list[Context] = []
    numbers: Counter[str] = Counter()
    given = [action for action in summary.actions if action.unit in units]
    for action in given:
        numbers[action.unit] += 1
        word = f"a{slug(action.unit).removeprefix('n')}_{numbers[action.unit]}"
        unit = spoken(master.organisation.by_code[action.unit].name)
        effect = money(
            f"{here}.{word}.effekt", action.effect, f"Effekt av åtgärd, {unit}",
            "enhetens uppgift; en förbättring är plus", (action.place,),
        )  # fmt: skip
        rows.append({"id": word, "namn": texts.one_line(action.text), "enhet": unit, "effekt": effect})
    known = [action.effect for action in given if action.effect is not None]
    places = tuple(action.place for action in given)
    total = money(f"{here}.summa", sum(known) if known else None, "Åtgärder, totalt", "summan av åtgärderna", places)
    return {
        "rader": rows,
        "finns": bool(rows),
        "summa": total,
        "not": rounding.note_in_kronor(known),
        "text": Text(results.actions(known, len(given) - len(known)), draft=True),
        **{str(row["id"]): row for row in rows},
    }
