"""How many times longer a report takes to make when its figures are linked: same template, same values, in turns.

Run `python -m benchmarks.linked [ROUNDS]`. The report has about ten pages and ten tables, 1 210 figures with labels,
formulas and sources in thirty workbooks each. The template is compiled once, before the clock starts.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.render_vs_docxtpl import build_template, build_values
from xltools.model.figure import Figure
from xltools.model.place import Place
from xltools.model.provenance import Origin
from xltools.word.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKBOOKS, LINES = 30, 8
MOST = 1.5


def compare(template: bytes, values: Mapping[str, object], rounds: int) -> tuple[float, int, int]:
    """Return CPU time linked divided by unlinked, and the sizes of both documents in bytes."""
    compiled = compile_template(template, values)
    origin = Origin("rapport", "2022-08", template="0" * 64, program="1", time="2022-09-24T10:00:00+02:00")
    plain = linked = 0.0
    sizes = (0, 0)
    for _ in range(rounds):
        started = time.process_time()
        one = compiled.render(values)
        between = time.process_time()
        other = compiled.render(values, origin)
        plain += between - started
        linked += time.process_time() - between
        sizes = (len(one), len(other))
    return linked / plain, *sizes


def told(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values with figures that know how they arose and where they come from."""
    sets = [
        tuple(
            Place(f"inlamning/2022-08/2022-08_{1000 + book}.xlsx", "Drift", f"{column}{row}")
            for book in range(WORKBOOKS)
            for row in range(7, 7 + LINES)
        )
        for column in "FHJL"
    ]

    def with_sources(value: object, number: int) -> object:
        if isinstance(value, Figure):
            label = f"Nettokostnad, {value.id}"
            formula = "enheternas prognoser för helåret"
            return dataclasses.replace(value, label=label, formula=formula, sources=sets[number % len(sets)])
        if isinstance(value, dict):
            return {key: with_sources(inner, at) for at, (key, inner) in enumerate(value.items())}
        return [with_sources(one, 0) for one in value] if isinstance(value, list) else value

    return {key: with_sources(value, 0) for key, value in values.items()}


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    ratio, before, after = compare(build_template(), told(build_values()[0]), count)
    verdict = "inom" if ratio <= MOST else "ÖVER"
    print(
        f"ett länkat dokument tar {ratio:.2f} gånger så lång tid som ett olänkat ({verdict} gränsen {MOST}); "
        f"{before // 1000} kB blir {after // 1000} kB ({count} dokument var)"
    )
