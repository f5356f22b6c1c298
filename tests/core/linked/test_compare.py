"""Two makings of a document compared: what has changed, and by how much."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.linked.compare import compare
from xltools.model.figure import Unit
from xltools.model.provenance import (
    EMPTY,
    ChartRecord,
    ConditionRecord,
    FigureRecord,
    Origin,
    Provenance,
    RowRecord,
    SeriesRecord,
    TableRecord,
    TextRecord,
    checksum,
)


def money(key: str, ore: int | None, shown: str = "") -> FigureRecord:
    return FigureRecord(key, key, ore, Unit.ORE, 0, shown or str(ore))


def making(*figures: FigureRecord, **kinds: object) -> Provenance:
    return Provenance(Origin("tertialrapport", "2022-08"), figures, **kinds)  # type: ignore[arg-type]  # by name


records = st.builds(money, st.sampled_from(["a", "b", "c"]), st.integers(-(10**12), 10**12) | st.none())
provenances = st.lists(records, unique_by=lambda one: one.key).map(lambda found: making(*found))


@given(provenances)
def test_a_document_does_not_differ_from_itself(one: Provenance) -> None:
    assert not compare(one, one)


@given(provenances, provenances)
def test_what_is_new_one_way_is_gone_the_other_way(one: Provenance, other: Provenance) -> None:
    there, back = compare(one, other), compare(other, one)
    assert {key for key, change in there.figure.items() if change.old is None} == {
        key for key, change in back.figure.items() if change.new is None
    }


@given(provenances, provenances)
def test_differences_one_way_are_the_opposite_the_other_way(one: Provenance, other: Provenance) -> None:
    there, back = compare(one, other), compare(other, one)
    for key, change in there.figure.items():
        if change.difference is not None:
            assert change.difference == -(back.figure[key].difference or 0)


def test_a_figure_that_changed_tells_by_how_much() -> None:
    found = compare(making(money("prognos", 1_000)), making(money("prognos", 1_250)))
    assert [one.difference for one in found.figures] == [250]


def test_a_figure_that_became_known_has_no_difference() -> None:
    found = compare(making(money("prognos", None)), making(money("prognos", 1_250)))
    assert [one.difference for one in found.figures] == [None]


def test_a_change_too_small_to_be_shown_is_told_all_the_same() -> None:
    found = compare(making(money("prognos", 1_000, "0")), making(money("prognos", 1_100, "0")))
    assert list(found.figure) == ["prognos"]


def test_another_way_of_showing_the_same_value_is_told() -> None:
    found = compare(making(money("prognos", 1_000, "10")), making(money("prognos", 1_000, "0,0")))
    assert list(found.figure) == ["prognos"]


@pytest.mark.parametrize(("old", "new", "turned"), [(-5, 5, True), (5, 0, True), (5, 9, False), (None, -5, False)])
def test_a_sign_that_turned_is_known(old: int | None, new: int | None, turned: bool) -> None:
    found = compare(making(money("avvikelse", old)), making(money("avvikelse", new)))
    assert [one.turned for one in found.figures] == [turned]


def test_what_is_gone_comes_after_what_is_there() -> None:
    found = compare(making(money("a", 1), money("b", 2)), making(money("c", 3)))
    assert list(found.figure) == ["c", "a", "b"]


def test_a_row_that_came_and_a_row_that_went_are_told() -> None:
    old = TableRecord("omraden", ("Område", "Prognos"), (RowRecord("v1", ("Vård", "10"), ("", "v1.prognos")),))
    new = TableRecord("omraden", ("Område", "Prognos"), (RowRecord("v2", ("Stöd", "7"), ("", "v2.prognos")),))
    (change,) = compare(making(tables=(old,)), making(tables=(new,))).tables
    assert ([row.key for row in change.added], [row.key for row in change.removed]) == (["v2"], ["v1"])


def test_words_in_a_table_are_told_by_row_and_column_and_its_figures_are_not() -> None:
    old = TableRecord("omraden", ("Område", "Prognos"), (RowRecord("v1", ("Vård", "10"), ("", "v1.prognos")),))
    new = TableRecord("omraden", ("Område", "Prognos"), (RowRecord("v1", ("Vården", "12"), ("", "v1.prognos")),))
    (change,) = compare(making(tables=(old,)), making(tables=(new,))).tables
    assert [(cell.row, cell.column, cell.old, cell.new) for cell in change.cells] == [
        ("v1", "Område", "Vård", "Vården")
    ]


def test_a_condition_that_came_out_otherwise_is_told() -> None:
    old = making(conditions=(ConditionRecord("k", "drift.total.avvikelse < 0", outcome=True),))
    new = making(conditions=(ConditionRecord("k", "drift.total.avvikelse < 0", outcome=False),))
    assert [one.key for one in compare(old, new).conditions] == ["k"]


def test_a_draft_that_reads_otherwise_is_told() -> None:
    old, new = (
        making(texts=(TextRecord("ekonomi", checksum("Underskott.")),)),
        making(texts=(TextRecord("ekonomi", checksum("Överskott.")),)),
    )
    assert [one.key for one in compare(old, new).texts] == ["ekonomi"]


def test_a_text_that_was_empty_and_is_gone_is_no_change() -> None:
    assert not compare(making(texts=(TextRecord("ekonomi", EMPTY),)), making())


def test_a_chart_with_other_figures_is_told() -> None:
    def chart(value: str) -> Provenance:
        drawn = ChartRecord("utfall", "Utfall", "mnkr", ("jan",), (SeriesRecord("2022", (Decimal(value),)),))
        return making(charts=(drawn,))

    assert [one.key for one in compare(chart("1.5"), chart("1.6")).charts] == ["utfall"]
