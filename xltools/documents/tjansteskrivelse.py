"""The tjänsteskrivelse: what its template may quote of one ärende, and of the period's figures where there are any."""

from __future__ import annotations

import dataclasses
import re

from xltools.core.cells.personnummer import masked
from xltools.core.wording import commentary
from xltools.documents import drift
from xltools.documents.catalogue import LETTER, TITLES, attachment
from xltools.documents.common import Context, period_words, sender, with_outcome
from xltools.model.master import Case, MasterData
from xltools.model.text import Text
from xltools.model.totals import NET, Summary

_ATT = re.compile(r"\Aatt\s+", re.IGNORECASE)


def context(master: MasterData, case: Case, summary: Summary | None) -> Context:
    """Return nested names → values for one ärende.

    Without a summary the group `drift` is empty of values, and Ekonomiska konsekvenser is left out unless someone has
    written it.
    """
    period = period_words(master, case.period, summary.previous if summary else None)
    return {
        **sender(master),
        "period": period,
        "dokument": {"titel": TITLES[LETTER], "namn": f"{TITLES[LETTER]} {case.number}"},
        "arende": {
            "diarienummer": case.number,
            "rubrik": masked(case.title),
            "datum": case.day,
            "handlaggare": case.officer,
            "telefon": case.phone,
            "namnd": case.board,
            "forslag": [{"nr": str(number), "text": att(text)} for number, text in enumerate(case.proposals, 1)],
            "bakgrund": Text(masked(case.background)),
            "ekonomi": economy(master, case, summary),
            "barn": Text(masked(case.children)),
            "samrad": Text(masked(case.consultation)),
            "underskrifter": [{"namn": name, "titel": title} for name, title in case.signatures],
            "bilagor": [
                {"nr": str(number), "fil": file, "namn": name}
                for number, (file, name) in enumerate((attachment(one, case.period) for one in case.attachments), 1)
            ],
            "mottagare": [{"namn": name} for name in case.recipients],
        },
        "drift": {"total": drift.total(master, summary or Summary(case.period, {}))},
    }


def example(master: MasterData, case: Case, summary: Summary | None) -> Context:
    """Return the case's context with a row in every list, so that a template's names are checked in all of them."""
    whole = dataclasses.replace(
        case,
        proposals=case.proposals or ("att-sats",),
        signatures=case.signatures or (("namn", "titel"),),
        attachments=case.attachments or ("bilaga",),
        recipients=case.recipients or ("mottagare",),
    )
    return context(master, whole, summary)


def att(text: str) -> str:
    """Return a proposal as an att-sats without its final full stop: `att godkänna rapporten`."""
    return f"att {_ATT.sub('', masked(text.strip()), count=1)}".rstrip(".")


def economy(master: MasterData, case: Case, summary: Summary | None) -> Text:
    """Return what the case says on its economy, or a draft on the nämnd's forecast when it concerns a report."""
    if case.economy.strip():
        return Text(masked(case.economy))
    net = summary.drift.get((master.organisation.root.code, NET)) if summary else None
    if summary is None or net is None or net.deviation is None or not case.document:
        return Text("")
    said = commentary.forecast(
        "Nämndens prognos för helåret", net.deviation, abs(net.budget), net.change, summary.previous
    )
    return Text(with_outcome(summary, said), draft=True)
