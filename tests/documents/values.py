"""Looking up what a document's template may quote: one value by its path, and every figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xltools.model.figure import Figure


def at(context: object, path: str) -> object:
    """Return the value that stands at a dotted path."""
    for key in path.split("."):
        assert isinstance(context, Mapping), path
        context = context[key]
    return context


def figures(values: object, path: str = "") -> Iterator[tuple[str, Figure]]:
    """Yield every figure with its path; a row of a list is `[]`."""
    if isinstance(values, Figure):
        yield path, values
    elif isinstance(values, Mapping):
        for key, value in values.items():
            yield from figures(value, f"{path}.{key}".strip("."))
    elif isinstance(values, list):
        for row in values:
            yield from figures(row, f"{path}[]")
