"""The settings of Regler that measures are shown by: as written, as usual when absent, and told when wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.grunddata.test_master import form, good
from xltools.core.cells.parse import Cell
from xltools.core.grunddata.master import read_master
from xltools.model.codes import Code
from xltools.model.master import Rules
from xltools.model.measure import HmeFormula, HmeScale
from xltools.sheets import grunddata as spec


def read(**values: Cell) -> tuple[Rules | None, set[Code]]:
    sheets = good()
    sheets["Regler"] = form(spec.REGLER, **values)
    master, findings = read_master(sheets)
    return (master.rules if master else None), {finding.code for finding in findings}


def test_settings_that_are_not_written_are_the_usual_ones() -> None:
    rules, codes = read()
    assert rules == Rules()
    assert not codes


def test_settings_are_read_as_written() -> None:
    rules, codes = read(
        dolj_fran=1.0, dolj_till=9.0, hme_lagst=0.0, hme_hogst=10.0, hme_formel=HmeFormula.TOP.value,
        omsattning_taljare="sjuk", omsattning_namnare="tid",
    )  # fmt: skip
    assert rules is not None
    assert (rules.hide_from, rules.hide_to) == (1, 9)
    assert rules.hme == HmeScale(Decimal(0), Decimal(10), HmeFormula.TOP)
    assert (rules.turnover_top, rules.turnover_bottom) == ("sjuk", "tid")
    assert not codes


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("dolj_till", 4.5, Code.NOT_A_NUMBER),
        ("dolj_fran", "ett", Code.NOT_A_NUMBER),
        ("hme_hogst", 1.0, Code.NOT_A_NUMBER),
        ("hme_formel", "medel", Code.NOT_IN_LIST),
        ("omsattning_namnare", "antal", Code.UNKNOWN_CODE),
    ],
)
def test_a_setting_that_cannot_be_is_told(key: str, value: Cell, code: Code) -> None:
    rules, codes = read(**{key: value})
    assert (rules, codes) == (None, {code})
