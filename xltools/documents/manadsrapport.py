"""The månadsrapport: every figure, text, chart and table that its template may quote."""

from __future__ import annotations

from xltools.documents import bridge, people, texts
from xltools.documents.catalogue import REPORTS, report_name
from xltools.documents.common import Context, period_words, sender, with_outcome
from xltools.documents.followup import maluppfoljning
from xltools.documents.measures import Values
from xltools.documents.memory import prognosminne
from xltools.documents.scenario import scenario
from xltools.documents.statistics import statistik
from xltools.documents.tertialrapport import missing
from xltools.model.master import MasterData
from xltools.model.totals import Summary

_NAME = "manadsrapport"


def context(master: MasterData, summary: Summary) -> Context:
    """Return nested names → values; a figure's id is its dotted path. Small counts of people are not among them."""
    values = Values(master, summary)
    return {
        **sender(master),
        "period": period_words(master, summary.period, summary.previous),
        "dokument": {"titel": REPORTS[_NAME], "namn": report_name(_NAME, summary.period)},
        "drift": {"scenario": scenario(master, summary)},
        "maluppfoljning": maluppfoljning(master, summary, values),
        "personal": {
            "omsattning": people.personalomsattning(master, summary),
            "hme": people.hme_index(master, summary),
            "timavlonade": people.timavlonade(master, summary, values),
        },
        "brygga": bridge.brygga(master, summary),
        "statistik": statistik(master, summary, values),
        "texter": texts.sections(master, summary),
        "prognosminne": prognosminne(master, summary),
        "noter": {"saknade": with_outcome(summary, missing(master, summary))},
    }
