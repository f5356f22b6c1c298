"""Scenarier in sammanstallning.xlsx: best, expected and worst net cost of every part of the tree, and why."""

from __future__ import annotations

from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, tkr
from xltools.excel.summary.page import FIRST_ROW, Line, Page, Value
from xltools.model.forecast import Scenario
from xltools.model.organisation import Level
from xltools.model.place import a1
from xltools.model.totals import NET
from xltools.sheets.spec import Column, Formula, Kind

SCENARIOS = "Scenarier"
_LEVELS = {Level.NAMND: 0, Level.OMRADE: 1, Level.VERKSAMHET: 2, Level.ENHET: 3}

DEVIATIONS = ("avvikelse_basta", "avvikelse_samsta")
"""The columns that tell the deviation from the budget, at best and at worst."""


def _columns(year: int) -> tuple[Column, ...]:
    return (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Nettokostnad", Kind.TEXT, 40),
        Column("budget", f"Budget {year}", Kind.MONEY, 12),
        Column("basta", "Bästa fall", Kind.MONEY, 12),
        Column("forvantat", "Förväntat", Kind.MONEY, 12),
        Column("samsta", "Sämsta fall", Kind.MONEY, 12),
        Column("avvikelse_basta", "Avvikelse, bästa fall", Kind.MONEY, 12),
        Column("avvikelse_samsta", "Avvikelse, sämsta fall", Kind.MONEY, 12),
        Column("battre", "Angivet: bättre med", Kind.MONEY, 12),
        Column("samre", "Angivet: sämre med", Kind.MONEY, 12),
        Column("intervall", "Övriga rader: ± (80 %)", Kind.MONEY, 12),
        Column("utan", "Varken angivet eller intervall", Kind.MONEY, 14),
        Column("orsak", "Anledning", Kind.TEXT, 48),
        Column("vem", "Namn", Kind.TEXT, 20),
    )


def root_cell(key: str) -> str:
    """Return the address of a column's cell on the first row, which is the whole nämnd."""
    return a1(FIRST_ROW, [column.key for column in _columns(0)].index(key))


def scenarios(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Scenarier: one row a node of the tree, and below them the chances and risks that are entered."""
    columns = _columns(content.period.year)
    page = Page(
        sheet,
        formats,
        columns,
        title=f"Scenarier, {content.period.name}",
        intro="Tusental kronor. Hur bra och hur illa årets nettokostnad kan bli. Avvikelse = budget − nettokostnad.",
        footer=footer,
        frozen=2,
    )
    for node, _ in content.master.organisation.walk():
        found, total = content.summary.scenarios.get(node.code), content.summary.drift.get((node.code, NET))
        if found is not None and total is not None:
            depth = _LEVELS[node.level]
            look = Line(styles.TOTAL) if depth == 0 else Line(indent=depth)
            names: dict[str, Value] = {"kod": node.code, "namn": node.name, "budget": tkr(total.budget)}
            page.add(names | _cells(found) | _deviations(page, found, total.budget), look)
    _entered(page, content)
    page.skip()
    page.note(
        "Angivna möjligheter och risker läggs ihop. För övriga rader vägs prognosernas 80-procentiga intervall samman. "
        "Alla rader har inte otur samma år, så delarnas spann blir tillsammans större än det helas."
    )
    page.mark_negative(*DEVIATIONS)
    page.two_pages(2, "battre")


def _deviations(page: Page, one: Scenario, budget: int) -> dict[str, Value]:
    """Return the deviations of the next row as formulas; none where there is nothing but the forecast."""
    amounts = {"basta": one.best, "samsta": one.worst} if one.known else {}
    given = page.ref(page.row, "budget")
    return {
        f"avvikelse_{key}": Formula(f"={given}-{page.ref(page.row, key)}", tkr(budget - ore) or 0)
        for key, ore in amounts.items()
    }


def _cells(one: Scenario) -> dict[str, Value]:
    cells: dict[str, Value] = {"forvantat": tkr(one.expected), "utan": tkr(one.without) if one.without else None}
    if one.known:
        cells |= {
            "basta": tkr(one.best),
            "samsta": tkr(one.worst),
            "intervall": tkr(one.spread),
        }
    return cells | ({"battre": tkr(one.better), "samre": tkr(one.worse)} if one.entered else {})


def _entered(page: Page, content: SummaryContent) -> None:
    """Write what is entered for the period, in the order of grunddata."""
    said = [one for one in content.master.prospects if one.period == content.period]
    page.section(
        "Angivet på bladet Scenarier i grunddata" if said else "Inget är angivet på bladet Scenarier i grunddata"
    )
    lines = content.master.lines.by_code
    for one in said:
        of = f", {lines[one.line].name}" if one.line else ""
        page.add(
            {
                "kod": one.node,
                "namn": f"{content.names[one.node]}{of}",
                "battre": tkr(one.better_ore),
                "samre": tkr(one.worse_ore),
                "orsak": one.reason,
                "vem": one.name,
            }
        )
