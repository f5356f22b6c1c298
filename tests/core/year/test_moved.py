"""History follows units that were moved, merged or divided, and no sum of the nämnd changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import small_master
from xltools.core.year.moved import moved_rows, with_moves
from xltools.core.year.mover import Mover
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Adjustment, Investment, MasterData
from xltools.model.measure import MeasureHistory
from xltools.model.move import Move
from xltools.model.period import Period

BARE = replace(
    small_master(), moves=(), budget=(), outcome=(), measure_history=(), adjustments=(), investments=()
)  # fmt: skip
YEAR = 2021


def move(old: str, new: str, since: str, share: int = 100) -> Move:
    return Move(old, new, Period.parse(since), Decimal(share), 0)


def flat(unit: str, ore: int = 100, year: int = YEAR, line: str = "50") -> MonthlyAmounts:
    return MonthlyAmounts(unit, line, year, (ore,) * 12, 6)


def outcome(*moves: Move, rows: tuple[MonthlyAmounts, ...]) -> dict[str, tuple[int | None, ...]]:
    moved = with_moves(replace(BARE, moves=moves, outcome=rows))
    return {row.unit: row.ore for row in moved.outcome}


def test_a_renamed_unit_has_the_whole_history_of_its_old_code() -> None:
    assert outcome(move("OLD", "1011", "2022-01"), rows=(flat("OLD"),)) == {"1011": (100,) * 12}


def test_merged_units_have_one_history_together() -> None:
    moves = (move("A", "1011", "2022-01"), move("B", "1011", "2022-01"))
    assert outcome(*moves, rows=(flat("A"), flat("1011", 7), flat("B", 30))) == {"1011": (137,) * 12}


def test_a_divided_unit_leaves_its_history_by_shares_to_the_ore() -> None:
    moves = (move("A", "1011", "2022-01", 50), move("A", "1012", "2022-01", 50))
    assert outcome(*moves, rows=(flat("A", 101),)) == {"1011": (51,) * 12, "1012": (50,) * 12}


def test_what_stays_on_a_living_code_is_told_by_a_row_of_its_own() -> None:
    moves = (move("2011", "1011", "2022-01", 30), move("2011", "2011", "2022-01", 70))
    assert outcome(*moves, rows=(flat("2011"),)) == {"2011": (70,) * 12, "1011": (30,) * 12}


def test_a_move_in_the_middle_of_a_year_takes_the_months_before_it() -> None:
    found = outcome(move("2011", "1011", "2021-07"), rows=(flat("2011"),))
    assert found == {"1011": (100,) * 6 + (None,) * 6, "2011": (None,) * 6 + (100,) * 6}


def test_what_is_posted_late_on_a_code_that_has_ended_follows_its_last_move() -> None:
    assert outcome(move("A", "1011", "2020-07"), rows=(flat("A"),)) == {"1011": (100,) * 12}


def test_moves_one_after_another_lead_to_the_unit_of_today() -> None:
    moves = (move("A", "B", "2021-04"), move("B", "1011", "2022-01"))
    assert outcome(*moves, rows=(flat("A"), flat("B", 3))) == {"1011": (103,) * 12}


def test_moves_of_the_same_month_are_followed_too() -> None:
    moves = (move("B", "1011", "2022-01"), move("A", "B", "2022-01"))
    assert outcome(*moves, rows=(flat("A"),)) == {"1011": (100,) * 12}


def test_a_unit_that_takes_over_keeps_what_it_passed_on_before() -> None:
    """2011 gave all it had to 1011 in 2020; what it gets from A in 2022 is its own."""
    moves = (move("2011", "1011", "2020-01"), move("A", "2011", "2022-01"))
    assert outcome(*moves, rows=(flat("A"),)) == {"2011": (100,) * 12}


def test_a_month_without_a_figure_stays_without_one() -> None:
    row = replace(flat("A"), ore=(5,) * 8 + (None,) * 4)
    assert outcome(move("A", "1011", "2022-01"), rows=(row,)) == {"1011": (5,) * 8 + (None,) * 4}


def test_a_figure_can_be_traced_to_every_row_that_it_comes_from() -> None:
    master = replace(BARE, moves=(move("A", "1011", "2022-01"),), outcome=(flat("1011"), replace(flat("A"), row=9)))
    (row,) = with_moves(master).outcome
    assert [(part.unit, part.row) for part in row.written] == [("1011", 6), ("A", 9)]


def test_grunddata_without_moves_is_left_as_it_is() -> None:
    assert with_moves(BARE) is BARE


def test_one_offs_follow_their_unit_and_projects_the_larger_part() -> None:
    moves = (move("A", "1011", "2022-01", 40), move("A", "1012", "2022-01", 60))
    master = with_moves(
        replace(
            BARE,
            moves=moves,
            adjustments=(Adjustment("A", "50", YEAR, None, 1000, "Retroaktiv lön", "Maja Ekdal", 6),),
            investments=(Investment("I9", "Möbler", "A", YEAR, "utgift", 500, 6),),
        )
    )
    assert [(one.unit, one.amount_ore) for one in master.adjustments] == [("1011", 400), ("1012", 600)]
    assert [one.unit for one in master.investments] == ["1012"]


def measured(*values: tuple[str, str, int], moves: tuple[Move, ...]) -> dict[tuple[str, str], int]:
    history = tuple(MeasureHistory(unit, code, YEAR, 3, "", amount, 6) for unit, code, amount in values)
    moved = with_moves(replace(BARE, moves=moves, measure_history=history))
    return {(value.unit, value.measure): value.amount for value in moved.measure_history}


def test_counts_of_merged_units_are_added() -> None:
    moves = (move("A", "2011", "2022-01"),)
    assert measured(("A", "brukare", 120_000), ("2011", "brukare", 30_000), moves=moves) == {
        ("2011", "brukare"): 150_000
    }


def test_shares_of_merged_units_are_weighed_and_not_added() -> None:
    found = measured(
        ("A", "platser", 10_000), ("A", "belaggning", 600_000), ("2011", "platser", 30_000),
        ("2011", "belaggning", 1_000_000), moves=(move("A", "2011", "2022-01"),),
    )  # fmt: skip
    assert found == {("2011", "platser"): 40_000, ("2011", "belaggning"): 900_000}


def test_a_share_is_the_same_in_each_part_of_a_divided_unit() -> None:
    moves = (move("A", "2011", "2022-01", 25), move("A", "1021", "2022-01", 75))
    found = measured(("A", "platser", 40_000), ("A", "belaggning", 900_000), moves=moves)
    assert found == {
        ("2011", "platser"): 10_000,
        ("1021", "platser"): 30_000,
        ("2011", "belaggning"): 900_000,
        ("1021", "belaggning"): 900_000,
    }


def test_shares_that_nothing_weighs_are_not_known_after_a_merger() -> None:
    moves = (move("A", "2011", "2022-01"),)
    assert measured(("A", "belaggning", 600_000), ("2011", "belaggning", 1_000_000), moves=moves) == {}


# --- properties ---------------------------------------------------------------------------------------------------

UNITS = ("1011", "1012", "1021", "2011")
FORMER = ("A", "B", "C")


@st.composite
def sound_moves(draw: st.DrawFn) -> tuple[Move, ...]:
    """Return moves without circles: a former code goes to later ones or to units of today, in parts that are whole."""
    moves: list[Move] = []
    for i, old in enumerate(FORMER):
        targets = draw(st.lists(st.sampled_from((*FORMER[i + 1 :], *UNITS)), min_size=1, max_size=3, unique=True))
        first = draw(st.integers(1, 98))
        shares = {1: [100], 2: [first, 100 - first], 3: [first, 1, 99 - first]}[len(targets)]
        # A code never ends before what comes to it.
        since = Period(2021 + i, draw(st.integers(1, 12)))
        moves += [Move(old, new, since, Decimal(share), 0) for new, share in zip(targets, shares, strict=True)]
    if draw(st.booleans()):
        moves += [move("2011", "1011", "2022-05", 35), move("2011", "2011", "2022-05", 65)]
    return tuple(moves)


amounts = st.none() | st.integers(-(10**9), 10**9)
money_rows = st.lists(
    st.builds(
        MonthlyAmounts,
        st.sampled_from((*UNITS, *FORMER)),
        st.sampled_from(("31", "50")),
        st.sampled_from((2020, 2021, 2022)),
        st.lists(amounts, min_size=12, max_size=12).map(tuple),
        st.just(6),
    ),
    max_size=8,
    unique_by=lambda row: (row.unit, row.line, row.year),
)


def by_month(rows: tuple[MonthlyAmounts, ...]) -> dict[tuple[str, int, int], int]:
    found: dict[tuple[str, int, int], int] = {}
    for row in rows:
        for month, ore in enumerate(row.ore, 1):
            if ore:
                key = row.line, row.year, month
                found[key] = found.get(key, 0) + ore
    return {key: ore for key, ore in found.items() if ore}


@settings(max_examples=60, deadline=None)
@given(sound_moves(), money_rows)
def test_no_month_of_the_namnd_changes_by_an_ore(moves: tuple[Move, ...], rows: list[MonthlyAmounts]) -> None:
    moved = with_moves(replace(BARE, moves=moves, outcome=tuple(rows)))
    assert by_month(moved.outcome) == by_month(tuple(rows))
    assert {row.unit for row in moved.outcome} <= set(UNITS)


@settings(max_examples=40, deadline=None)
@given(sound_moves(), money_rows, st.randoms())
def test_the_order_of_moves_and_rows_makes_no_difference(
    moves: tuple[Move, ...], rows: list[MonthlyAmounts], chance: object
) -> None:
    def told(found: MasterData) -> dict[tuple[str, str, int], tuple[int | None, ...]]:
        return {(row.unit, row.line, row.year): row.ore for row in with_moves(found).outcome}

    other_moves, other_rows = list(moves), list(rows)
    for things in (other_moves, other_rows):
        chance.shuffle(things)  # type: ignore[attr-defined]  # hypothesis' random is typed as an object
    one = replace(BARE, moves=moves, outcome=tuple(rows))
    assert told(one) == told(replace(BARE, moves=tuple(other_moves), outcome=tuple(other_rows)))


@given(sound_moves(), st.sampled_from(FORMER), st.integers(2019, 2025), st.integers(1, 12))
def test_whatever_a_code_had_somebody_has_and_only_once(
    moves: tuple[Move, ...], code: str, year: int, month: int
) -> None:
    mover = Mover(moves, frozenset(BARE.organisation.by_code))
    shares = mover.shares(code, Period(year, month))
    assert sum(shares.values()) == 1
    assert set(shares) <= set(UNITS)


def test_rows_of_units_that_nobody_moved_are_the_very_same() -> None:
    rows = (flat("2011"), flat("1011"))
    assert moved_rows(Mover((move("A", "1012", "2022-01"),), frozenset(UNITS)), rows) == rows
