"""Says in words how the year's forecast has moved from its first to this one, and when it moved most."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xltools.core.wording.commentary import change, deviation, is_zero
from xltools.model.memory import CoursePoint
from xltools.model.period import MONTHS


def course_words(points: Sequence[CoursePoint]) -> str:
    """Return one or two sentences on the forecasts of a year, oldest first; "" where there are not two to compare.

    The largest move is named when there are more than two forecasts. Deviations are against the budget of their time.
    """
    known = [(point.period, point.budget - point.forecast) for point in points if point.forecast is not None]
    if len(known) < 2:
        return ""
    (first, then), (last, now) = known[0], known[-1]
    said = (
        f"Efter {MONTHS[first.month - 1]} pekade prognosen för {first.year} mot {_end(then)}, "
        f"efter {MONTHS[last.month - 1]} mot {_end(now)}."
    )
    moves = [(later - earlier, of, to) for (of, earlier), (to, later) in pairwise(known)]
    most, of, to = max(moves, key=lambda move: abs(move[0]))
    if len(moves) > 1 and not is_zero(most):
        said += f" Störst var förändringen efter {MONTHS[to.month - 1]}: {change(most, of)}."
    return said


def _end(ore: int) -> str:
    return "ett resultat i nivå med budget" if is_zero(ore) else deviation(ore)
