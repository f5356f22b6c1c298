"""Best, expected and worst net cost of the year, for reports to quote."""

from __future__ import annotations

from xltools.core.wording import forecast_words
from xltools.documents.common import Context, cells, money
from xltools.model.master import MasterData
from xltools.model.text import Text
from xltools.model.totals import NET, Summary
from xltools.sheets.grunddata import SCENARIER, cell_of

_ADDED = "prognosen och det som står på bladet Scenarier; där inget står, radernas 80-procentiga intervall sammanvägda"


def scenario(master: MasterData, summary: Summary) -> Context:
    """Return the group `drift.scenario` for the whole nämnd: net cost and its deviation at best, expected and at worst.

    `finns` tells whether anyone has entered chances or risks for the period; only then is there a drafted `text`.
    """
    here, root = "drift.scenario", master.organisation.root.code
    found, total = summary.scenarios.get(root), summary.drift.get((root, NET))
    said = [one for one in master.prospects if one.period == summary.period]
    places = tuple(cell_of(SCENARIER, one.row, key) for one in said for key in ("battre", "samre"))
    budget, forecast = cells(summary, root, NET, "budget"), cells(summary, root, NET, "prognos")
    known = found if found is not None and found.known else None
    amounts = {
        "basta": known.best if known else None,
        "forvantat": known.expected if known else None,
        "samsta": known.worst if known else None,
    }
    names = {"basta": "i bästa fall", "forvantat": "förväntad", "samsta": "i sämsta fall"}
    values: Context = {}
    for key, ore in amounts.items():
        of = forecast if key == "forvantat" else forecast + places
        values[key] = money(f"{here}.{key}", ore, f"Nettokostnad, {names[key]}", _ADDED, of)
        left = total.budget - ore if total is not None and ore is not None else None
        id_, label = f"{here}.avvikelse_{key}", f"Avvikelse, {names[key]}"
        values[f"avvikelse_{key}"] = money(id_, left, label, "årets budget − nettokostnaden", budget + of)
    text = ""
    if found is not None and found.entered and total is not None:
        text = forecast_words.scenario(found, total.budget, [one.reason for one in said])
    return values | {"finns": bool(text), "text": Text(text, draft=bool(text))}
