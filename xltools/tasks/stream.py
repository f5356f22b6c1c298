"""Maps a pure function over many files, here or in an executor, without holding more than a few results at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 32
"""How many results may wait to be taken, so that memory does not grow with the number of files."""


def stream(
    function: Callable[[Item], Result], items: Iterable[Item], executor: Executor | None = None
) -> Iterator[Result]:
    """Yield the results in the order of the items.

    Without an executor the work is done here, one item when it is asked for. With one, be it of threads, processes
    or a cluster, at most AHEAD items are in work or waiting; `items` is read no further ahead than that.
    """
    if executor is None:
        yield from map(function, items)
        return
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(executor.submit(function, item))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
