"""The net cost of a document is the sums', to the öre, or the document is not made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.documents import published
from xltools.documents import delarsbokslut, manadsrapport, tertialrapport
from xltools.documents.common import Context
from xltools.documents.net import net_outcome, uneven
from xltools.model.codes import Code
from xltools.model.figure import Figure
from xltools.model.totals import NET

MASTER, SUMMARY = published.master(), published.summary()


@pytest.mark.parametrize("document", [manadsrapport, tertialrapport, delarsbokslut])
def test_a_report_has_the_net_cost_of_the_sums(document: object) -> None:
    context: Context = document.context(MASTER, SUMMARY)  # type: ignore[attr-defined]  # a module of a document
    assert uneven(MASTER, SUMMARY, context, "rapport.docx") == ()
    assert net_outcome(MASTER, SUMMARY) == SUMMARY.drift["SN", NET].outcome


def test_one_ore_too_much_is_told_with_both_figures() -> None:
    context = tertialrapport.context(MASTER, SUMMARY)
    total = context["drift"]["total"]  # type: ignore[index]  # the names are nested dicts
    figure = total["prognos"]
    assert isinstance(figure, Figure)
    total["prognos"] = replace(figure, value=int(figure.value or 0) + 100)
    (finding,) = uneven(MASTER, SUMMARY, context, "rapport.docx")
    assert finding.code is Code.DOCUMENT_TOTAL
    assert "Nettokostnad, prognos är 921" in finding.message


def test_an_area_that_is_left_out_of_the_table_is_told() -> None:
    context = tertialrapport.context(MASTER, SUMMARY)
    rows = context["drift"]["verksamhet"]["rader"]  # type: ignore[index]  # the names are nested dicts
    del rows[0]
    assert {finding.code for finding in uneven(MASTER, SUMMARY, context, "rapport.docx")} == {Code.DOCUMENT_TOTAL}
