"""Which documents a period asks for."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from tests.documents import published
from xltools.documents.catalogue import REPORTS
from xltools.documents.due import due, not_due
from xltools.model.master import CycleStep
from xltools.model.period import Period

MASTER = dataclasses.replace(published.master(), cycle=())


def test_a_tertialrapport_is_due_when_a_tertial_has_ended() -> None:
    months = [month for month in range(1, 13) if "tertialrapport" in due(MASTER, Period(2022, month))]
    assert months == [4, 8, 12]


def test_the_arshjul_may_name_a_document_for_any_month() -> None:
    step = CycleStep(Period(2022, 6), "Juniprognos", date(2022, 7, 1), "tertialrapport")
    assert "tertialrapport" in due(dataclasses.replace(MASTER, cycle=(step,)), Period(2022, 6))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_document_is_due_or_says_why_not(month: int) -> None:
    period = Period(2022, month)
    assert {d for d in REPORTS if not not_due(d, MASTER, period)} == set(due(MASTER, period))


def test_the_reason_names_the_months() -> None:
    why = not_due("tertialrapport", MASTER, Period(2022, 3))
    assert why == "skrivs för april, augusti och december, och årshjulet har den inte för mars 2022"


def test_a_plan_needs_the_budget_of_the_year_to_come() -> None:
    assert not_due("namndplan", MASTER, Period(2022, 8)) == "grunddata har ingen budget för 2023"
