"""What a template may quote: every name with its present value."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, cell, counted, draw, line, plain
from xltools.tasks.fields import Field

_SHOWN = 100
# Columns that a value needs beside name and kind to be readable.
_LEAST_VALUE = 30


def show(console: Console, fields: Sequence[Field]) -> None:
    """Draw every name with its kind and present value; of a long text the beginning, marked by an ellipsis.

    A name is never broken, since people copy it: where the screen has no room for kind and value beside the longest
    one, they stand on a line of their own below each name.
    """
    longest = max((len(field.name) for field in fields), default=0)
    kinds = max((len(field.kind) for field in fields), default=0)
    if longest + kinds + _LEAST_VALUE <= console.width:
        heads = (Head("Namn", least=longest), Head("Slag"), Head("Värde nu", wraps=True))
        draw(console, heads, ((field.name, field.kind, _short(field.value)) for field in fields))
    else:
        for field in fields:
            console.print(Text(plain(field.name), style="bold"), soft_wrap=True)
            console.print(Padding(cell(f"{field.kind}: {_short(field.value)}"), (0, 0, 0, 4), expand=False))
        console.print()
    line(console, f"{counted(len(fields), 'uppgift', 'uppgifter')}. Skriv namnet mellan {{{{ och }}}} i mallen.")


def as_json(fields: Sequence[Field]) -> list[Json]:
    """Return every name with its whole present value."""
    return [{"namn": f.name, "slag": f.kind, "värde": f.value, "beskrivning": f.label} for f in fields]


def _short(value: str) -> str:
    flat = " ".join(value.split(" "))
    flat = " ".join(flat.splitlines())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"
