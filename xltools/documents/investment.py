"""The investment table of a report: Inkomster, Utgifter and Summa NETTOINVESTERINGAR."""

from __future__ import annotations

from xltools.documents import rounding
from xltools.documents.common import Context, cells, money
from xltools.documents.drift import COLUMNS
from xltools.model.master import MasterData
from xltools.model.totals import InvestmentSum, Summary

_ROWS = (
    ("inkomster", "Inkomster", "inkomst"),
    ("utgifter", "Utgifter", "utgift"),
    ("netto", "Summa NETTOINVESTERINGAR", "netto"),
)


def investering(master: MasterData, summary: Summary) -> Context:
    """Return the group `investering`; a row without any project has `finns` False and is left blank."""
    root = master.organisation.root.code
    rows: list[Context] = []
    for word, name, key in _ROWS:
        found = summary.investments.get((root, key), InvestmentSum())
        here = f"investering.{word}"
        budget, forecast = (cells(summary, root, key, f"investering:{aspect}") for aspect in ("budget", "prognos"))
        rows.append(
            {
                "id": word,
                "namn": name,
                "finns": found.budget is not None,
                "summa": key == "netto",
                "budget": money(f"{here}.budget", found.budget, f"{name}, budget", "årets investeringsbudget", budget),
                "utfall": money(
                    f"{here}.utfall",
                    found.outcome,
                    f"{name}, utfall",
                    "utfall till och med perioden",
                    cells(summary, root, key, "investering:utfall"),
                ),
                "prognos": money(
                    f"{here}.prognos", found.forecast, f"{name}, prognos", "enheternas prognoser för helåret", forecast
                ),
                "avvikelse": money(
                    f"{here}.avvikelse", found.deviation, f"{name}, avvikelse", "budget − prognos", budget + forecast
                ),
            }
        )
    parts = [row for row in rows[:-1] if row["finns"]]
    note = rounding.note([*rounding.columns(rows[-1], parts, COLUMNS), *rounding.differences(rows)])
    return {"rader": rows, "finns": bool(rows[-1]["finns"]), "not": note, **{str(row["id"]): row for row in rows}}
