"""The indices of HME: by the scale and formula of Regler, three questions to a sub-index and three of them a total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.sums.hme import QUESTIONS, definition, index, indices
from xltools.model.measure import HmeFormula, HmeScale

SCALE = HmeScale()
CODES = [code for codes in QUESTIONS.values() for code in codes]
ANSWERS = st.decimals(1, 5, places=2)


@pytest.mark.parametrize(("mean", "shown"), [("1", 0), ("3", 50), ("4.2", 80), ("5", 100)])
def test_the_usual_index_is_0_at_the_lowest_answer_and_100_at_the_highest(mean: str, shown: int) -> None:
    assert index(Decimal(mean), SCALE) == shown


def test_the_scale_and_the_formula_are_settings() -> None:
    ten = HmeScale(Decimal(0), Decimal(10))
    assert index(Decimal("7.5"), ten) == 75
    assert index(Decimal(4), HmeScale(formula=HmeFormula.TOP)) == 80


def test_an_answer_outside_the_scale_is_no_index() -> None:
    with pytest.raises(ValueError, match="utanför svarsskalan"):
        index(Decimal("5.1"), SCALE)
    assert indices(dict.fromkeys(CODES, Decimal(6)), SCALE).total is None


@given(st.lists(ANSWERS, min_size=9, max_size=9))
def test_the_total_lies_among_its_sub_indices_and_is_their_mean(answers: list[Decimal]) -> None:
    found = indices(dict(zip(CODES, answers, strict=True)), SCALE)
    parts = [found.motivation, found.ledarskap, found.styrning]
    known = [part for part in parts if part is not None]
    assert found.total is not None
    assert len(known) == 3
    assert min(known) - 1 < found.total < max(known) + 1
    assert abs(found.total * 3 - sum(known)) < Decimal("1e-30")


def test_a_sub_index_needs_all_its_questions_and_the_total_all_sub_indices() -> None:
    found = indices({code: Decimal(4) for code in CODES if code != "hme5"}, SCALE)
    assert (found.motivation, found.styrning) == (Decimal(75), Decimal(75))
    assert found.ledarskap is None
    assert found.total is None


def test_the_definition_tells_scale_and_formula() -> None:
    assert "(medelvärdet − 1) / 4 × 100" in definition(SCALE)
    assert "skalan 1–5" in definition(SCALE)
    assert "medelvärdet / 5 × 100" in definition(HmeScale(formula=HmeFormula.TOP))
