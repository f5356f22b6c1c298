"""Drafted words of the nämndplan: what the budget of next year, its investments and the organisation come to.

Every sentence names net cost by its size, and says higher or lower in words; what rounds to 0,0 mnkr is no change.
"""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.wording.commentary import Part, counted, is_zero, largest, listed, mnkr, tkr
from xltools.model import number

_NAMED = 2


def budget(year: int, ore: int | None, this_budget: int, forecast: int | None) -> str:
    """Return the sentence on next year's net budget beside this year's budget and forecast, all in öre.

    `Nettokostnaden i budgeten för 2023 är 935,4 mnkr, 27,0 mnkr (3,0 procent) högre än i årets budget och 14,3 mnkr
    (1,6 procent) högre än i årets prognos.`
    """
    if ore is None:
        return f"Grunddata har ingen budget för {year}."
    subject = f"Nettokostnaden i budgeten för {year} är" if ore >= 0 else f"Budgeten för {year} ger en nettointäkt på"
    against = [_against(ore - this_budget, this_budget, "årets budget")]
    if forecast is not None:
        against.append(_against(ore - forecast, forecast, "årets prognos"))
    return f"{subject} {mnkr(ore)}, {listed(against)}."


def _against(change: int, base: int, what: str) -> str:
    if is_zero(change):
        return f"i nivå med {what}"
    share = number.ratio(abs(change) * 100, abs(base))
    in_per_cent = ""
    if share is not None and number.half_up(share, 1):
        in_per_cent = f" ({number.decimal(share, 1)} procent)"
    return f"{mnkr(change)}{in_per_cent} {'högre' if change > 0 else 'lägre'} än i {what}"


def changes(parts: Sequence[Part]) -> str:
    """Return the sentence on which parts get more and which less; `deviation` is next year's budget − this year's.

    `Budgeten ökar mest för Vuxen (9,9 mnkr) och Hälsa (7,1 mnkr), och minskar mest för Ledning (2,0 mnkr).`
    """
    ranked = largest(parts)
    more = [part for part in ranked if part.deviation > 0]
    less = [part for part in ranked if part.deviation < 0]
    said = []
    for verb, found in (("ökar", more), ("minskar", less)):
        if found:
            most = " mest" if len(found) > 1 else ""
            said.append(f"{verb}{most} för {listed([f'{p.name} ({mnkr(p.deviation)})' for p in found[:_NAMED]])}")
    return f"Budgeten {' och '.join(said)}." if said else ""


def investments(span: str, first: int, first_ore: int, total_ore: int, projects: Sequence[Part]) -> str:
    """Return the sentences on the plan of investments; `deviation` of a project is its net outlay over the years."""
    if not projects:
        return f"Inga investeringar är planerade för {span}."
    said = f"Investeringsplanen för {span} omfattar {counted(len(projects), 'investering', 'investeringar')}"
    said += f" på netto {_size(total_ore)}, varav {_size(first_ore)} {first}."
    most = max(projects, key=lambda part: part.deviation)
    if len(projects) > 1 and most.deviation > 0:
        said += f" Störst är ”{most.name}” ({_size(most.deviation)})."
    return said


def _size(ore: int) -> str:
    """Return an amount with its sign, in mnkr, or in tkr where mnkr would show nothing."""
    minus = number.MINUS if ore < 0 else ""
    return minus + (tkr(ore) if is_zero(ore) else mnkr(ore))


def organisation(board: str, areas: int, processes: int, units: int) -> str:
    """Return the sentence `Socialnämnden har fem verksamhetsområden med tolv verksamheter och 27 enheter`."""
    below = [
        counted(count, one, many)
        for count, one, many in ((processes, "verksamhet", "verksamheter"), (units, "enhet", "enheter"))
        if count
    ]
    said = f"{board} har {counted(areas, 'verksamhetsområde', 'verksamhetsområden', 'ett')}"
    return f"{said} med {listed(below)}." if below else f"{said}."


def purpose(board: str, year: int, span: str, goals: int, assignments: int, net_ore: int | None) -> str:
    """Return what a nämndplan is for, with what this one holds."""
    holds = [
        counted(count, one, many, "ett")
        for count, one, many in ((goals, "mål", "mål"), (assignments, "uppdrag", "uppdrag"))
        if count
    ]
    if net_ore is not None:
        holds.append(f"en budget med nettokostnaden {mnkr(net_ore)}" if net_ore >= 0 else "en budget")
    holds.append(f"en plan för investeringar {span}")
    return (
        f"Nämndplanen beskriver vad {board} ska uppnå {year} och vilka medel nämnden har för det. "
        f"Den omfattar {listed(holds)}."
    )


def missing_budget(year: int, names: Sequence[str]) -> str:
    """Return the note on enheter that have no budget for next year; empty when all that should have one do."""
    if not names:
        return ""
    without = "den" if len(names) == 1 else "dem"
    return f"Budget för {year} saknas i grunddata för {listed(names)}. Summorna är utan {without}."


def finished(names: Sequence[str]) -> str:
    """Return the note on uppdrag that are finished and so left out of the plan; empty when there are none."""
    if not names:
        return ""
    which = "Uppdraget" if len(names) == 1 else "Uppdragen"
    ended = "avslutat" if len(names) == 1 else "avslutade"
    return f"{which} {listed([f'”{name}”' for name in names])} är {ended} och står inte i planen."
