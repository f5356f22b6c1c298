"""The coarse tables of money for any part of the tree: Driftbudget of a delårsbokslut, Resultaträkning of a bokslut."""

from __future__ import annotations

from xltools.documents import rounding
from xltools.documents.common import Context, cells, money, share
from xltools.model.line import Coarse
from xltools.model.master import MasterData
from xltools.model.totals import COST, NET, DriftSum, Summary, coarse_key

BUDGET_COLUMNS = {"budget": "Budget", "utfall": "Utfall", "prognos": "Årsprognos", "avvikelse": "Avvikelse"}
"""The columns of Driftbudget that add up; Förbrukning does not."""

RESULT_COLUMNS = {"forra": "Bokslut föregående år", "bokslut": "Bokslut", "budget": "Budget", "avvikelse": "Avvikelse"}

_REVENUE, _STAFF, _OTHER = (coarse_key(group) for group in (Coarse.REVENUE, Coarse.STAFF, Coarse.OTHER))
_BUDGET_ROWS = (
    ("intakter", "Intäkter", _REVENUE),
    ("personalkostnader", "Personalkostnader", _STAFF),
    ("ovriga_kostnader", "Övriga kostnader", _OTHER),
    ("nettokostnader", "Nettokostnader", NET),
)
_RESULT_ROWS = (
    ("intakter", "Intäkter", _REVENUE),
    ("personalkostnader", "Personalkostnader", _STAFF),
    ("lopande_kostnader", "Löpande kostnader", _OTHER),
    ("summa_kostnader", "Summa kostnader", COST),
    ("resultat", "Resultat", NET),
)

NOTHING = DriftSum(0, 0, 0, last_year=0, forecast=0)
"""What a part of the tree has of a group that it has no line in."""


def budget(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.budget`: Intäkter, Personalkostnader, Övriga kostnader, Nettokostnader of the nämnd.

    Each row has budget, utfall, forbrukning, prognos and avvikelse (budget − prognos), and stands under its own name.
    """
    root = master.organisation.root.code
    rows = []
    for word, name, key in _BUDGET_ROWS:
        found = summary.drift.get((root, key), NOTHING)
        rows.append(budget_row(f"drift.budget.{word}", word, name, found, summary, root, key))
    *parts, total = rows
    note = rounding.note([*rounding.columns(total, parts, BUDGET_COLUMNS), *rounding.differences(rows)])
    return {"rader": rows, "not": note, **{str(row["id"]): row for row in rows}}


def budget_row(here: str, word: str, name: str, found: DriftSum, summary: Summary, node: str, key: str) -> Context:
    """Return one row of Driftbudget; `total` is True for the net."""
    budgeted, forecast = cells(summary, node, key, "budget"), cells(summary, node, key, "prognos")
    booked = cells(summary, node, key, "utfall")
    return {
        "id": word,
        "namn": name,
        "total": key == NET,
        "budget": money(f"{here}.budget", found.budget, f"{name}, budget", "årets budget", budgeted),
        "utfall": money(
            f"{here}.utfall", found.outcome, f"{name}, utfall", "bokfört utfall till och med perioden", booked
        ),
        "forbrukning": share(
            f"{here}.forbrukning", found.consumption_pct, f"{name}, förbrukning", "utfall / årets budget",
            booked + budgeted,
        ),
        "prognos": money(
            f"{here}.prognos", found.forecast, f"{name}, årsprognos",
            "enheternas prognoser för helåret; beräknad prognos där en enhet inte har lämnat in", forecast,
        ),
        "avvikelse": money(
            f"{here}.avvikelse", found.deviation, f"{name}, avvikelse", "budget − prognos", budgeted + forecast
        ),
    }  # fmt: skip


def result(here: str, summary: Summary, node: str) -> Context:
    """Return a Resultaträkning under the id `here`: last year, this year, budget, and avvikelse = budget − bokslut.

    Rows: Intäkter, Personalkostnader, Löpande kostnader, Summa kostnader (`summa`) and Resultat (`total`).
    """
    rows = []
    for word, name, key in _RESULT_ROWS:
        found = summary.drift.get((node, key), NOTHING)
        rows.append(
            {"niva": 2 if key in (_STAFF, _OTHER) else 1, "summa": key in (COST, NET)}
            | result_row(f"{here}.{word}", word, name, found, summary, node, key)
        )
    revenue, *costs, all_costs, net = rows
    note = rounding.note(
        [
            *rounding.columns(all_costs, costs, RESULT_COLUMNS),
            *rounding.columns(net, [revenue, all_costs], RESULT_COLUMNS),
            *differences(rows),
        ]
    )
    return {"rader": rows, "not": note, **{str(row["id"]): row for row in rows}}


def result_row(here: str, word: str, name: str, found: DriftSum, summary: Summary, node: str, key: str) -> Context:
    """Return one row of a Resultaträkning."""
    budgeted, booked = cells(summary, node, key, "budget"), cells(summary, node, key, "utfall")
    return {
        "id": word,
        "namn": name,
        "total": key == NET,
        "forra": money(
            f"{here}.forra", found.last_year, f"{name}, bokslut föregående år", "förra årets bokförda utfall",
            cells(summary, node, key, "bokslut"),
        ),
        "bokslut": money(f"{here}.bokslut", found.outcome, f"{name}, bokslut", "årets bokförda utfall", booked),
        "budget": money(f"{here}.budget", found.budget, f"{name}, budget", "årets budget", budgeted),
        "avvikelse": money(
            f"{here}.avvikelse", found.result, f"{name}, avvikelse", "budget − bokslut", budgeted + booked
        ),
    }  # fmt: skip


def differences(rows: list[Context]) -> list[rounding.Sum]:
    """Return every row's avvikelse as what its budget and bokslut make."""
    return [
        rounding.Sum(str(row["namn"]), "Avvikelse", row["avvikelse"], [row["budget"], rounding.negated(row["bokslut"])])
        for row in rows
    ]
