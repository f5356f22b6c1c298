"""The coarse group of a kostnadsslag follows from its kind and accounts, unless grunddata names one."""

from __future__ import annotations

import pytest

from xltools.model.line import Coarse, Line, LineKind


@pytest.mark.parametrize(
    ("line", "group"),
    [
        (Line("30", "Avgifter", LineKind.REVENUE, "Intäkter", ((3000, 3999),)), Coarse.REVENUE),
        (Line("30", "Lönebidrag", LineKind.REVENUE, "Personal", ((5000, 5099),)), Coarse.REVENUE),
        (Line("50", "Löner", LineKind.COST, "Personalkostnader", ((5000, 5599), (5600, 5999))), Coarse.STAFF),
        (Line("50", "Löner", LineKind.COST, "Personal", ((5000, 5999), (7610, 7610))), Coarse.STAFF),
        (Line("50", "Löner", LineKind.COST, "Personal", ((5000, 5999),), Coarse.OTHER), Coarse.OTHER),
        (Line("60", "Lokaler", LineKind.COST, "Övrigt", ((6000, 6999),)), Coarse.OTHER),
        (Line("40", "Kostnader", LineKind.COST, "Övrigt", ((4000, 7999),)), Coarse.OTHER),
        (Line("50", "Löner", LineKind.COST, "Personalkostnader"), Coarse.STAFF),
        (Line("60", "Lokaler", LineKind.COST, "Övrigt"), Coarse.OTHER),
    ],
    ids=[
        "intäkt",
        "intäkt på personalkonto",
        "löner",
        "även andra konton",
        "namngiven",
        "lokaler",
        "allt",
        "löner utan konton",
        "lokaler utan konton",
    ],
)
def test_the_coarse_group_of_a_line(line: Line, group: Coarse) -> None:
    assert line.coarse_group is group
