from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from xltools.tasks.stream import AHEAD, stream


def _double(number: int) -> int:
    return number * 2


@given(st.lists(st.integers(), max_size=3 * AHEAD))
def test_an_executor_gives_the_same_results_in_the_same_order(numbers: list[int]) -> None:
    with ThreadPoolExecutor(2) as executor:
        assert list(stream(_double, numbers, executor)) == list(stream(_double, numbers))


def test_nine_hundred_items_never_have_more_than_a_few_results_waiting() -> None:
    given_out = 0

    def items() -> Iterator[int]:
        nonlocal given_out
        for number in range(900):
            given_out += 1
            yield number

    with ThreadPoolExecutor(2) as executor:
        ahead = [given_out - taken for taken, _ in enumerate(stream(_double, items(), executor))]
    assert max(ahead) <= AHEAD


def test_without_an_executor_an_item_is_asked_for_when_its_result_is() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in range(3):
            asked.append(number)
            yield number

    results = stream(_double, items())
    next(results)
    assert asked == [0]
