"""Writes sammanstallning.xlsx: the whole period in one workbook, with live sums, charts and links to every book."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.adjustments import ADJUSTMENTS, adjustments
from xltools.excel.summary.bridge import BRIDGE, bridge
from xltools.excel.summary.charts import OVERVIEW
from xltools.excel.summary.checks import checks, deliveries
from xltools.excel.summary.content import SummaryContent
from xltools.excel.summary.drift import BY_LINE, BY_NODE, by_line, by_node
from xltools.excel.summary.lists import actions, goals, investments
from xltools.excel.summary.measures import staff, volumes
from xltools.excel.summary.memory import MEMORY, memory
from xltools.excel.summary.overview import overview
from xltools.excel.summary.reconciled import RECONCILED, reconciled
from xltools.excel.summary.scenarios import SCENARIOS, scenarios
from xltools.excel.summary.working import data, working

_LONG = "Data"
_PAGES = {
    "Volymer": volumes,
    "Personal": staff,
    "Mål": goals,
    "Investeringar": investments,
    "Åtgärder": actions,
    "Leveranser": deliveries,
    RECONCILED: reconciled,
    "Kontroller": checks,
    MEMORY: memory,
    SCENARIOS: scenarios,
    ADJUSTMENTS: adjustments,
    "Prognosunderlag": working,
    _LONG: data,
}
SHEETS = (OVERVIEW, BY_LINE, BY_NODE, BRIDGE, *_PAGES)
"""The sheets in order; Avstämning is there when something is imported, Träffsäkerhet when there are older forecasts,
Justeringar when any one-off is known."""


def summary_workbook(content: SummaryContent) -> bytes:
    """Return the workbook as bytes, for resultat/<period>/; the same content gives the same bytes.

    Every sum is a formula with its value cached, so that a program that does not recalculate shows it too. A figure
    of a unit links to its cell in the unit's workbook.
    """
    buffer = BytesIO()
    board, period = content.master.organisation.root.name, content.period
    footer = f"{board} · sammanställning {period.name}"
    with styles.new_workbook(buffer, f"Sammanställning {period.name}", board) as workbook:
        # Its parts are many times the finished file, so they are put together on disk and not in memory.
        workbook.in_memory = False
        formats = Formats(workbook)
        lacking = {
            RECONCILED: not content.reconciliation,
            MEMORY: not content.memory.accuracy,
            ADJUSTMENTS: not content.adjustments,
        }
        names = [name for name in SHEETS if not lacking.get(name)]
        sheets = {name: _streamed(workbook, name) if name == _LONG else workbook.add_worksheet(name) for name in names}
        lines = by_line(sheets[BY_LINE], formats, content, footer)
        rows = by_node(sheets[BY_NODE], formats, content, footer)
        overview(workbook, sheets[OVERVIEW], formats, content, footer, rows)
        bridge(workbook, sheets[BRIDGE], formats, content, footer, rows, lines)
        for name, draw in _PAGES.items():
            if name in sheets:
                draw(sheets[name], formats, content, footer)
    return buffer.getvalue()


def _streamed(workbook: Any, name: str) -> Any:
    """Return a new sheet whose rows go to a temporary file as they are written, in order; it is removed at the end."""
    workbook.constant_memory = True
    sheet = workbook.add_worksheet(name)
    workbook.constant_memory = False
    return sheet
