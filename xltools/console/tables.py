"""One look for every table in the terminal: plain heads, a rule below them, text that wraps and is never cut off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from xltools.console.streams import GLUE
from xltools.model.number import NBSP

WIDE = 118
"""From this many columns there is room for every column beside the others."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, whether it holds numbers, whether it may wrap, and how wide it is at least."""

    title: str
    number: bool = False
    wraps: bool = False
    least: int | None = None


def plain(text: str) -> str:
    """Return text from people without the characters that steer a terminal; no number is broken at its spaces."""
    kept = text.replace(NBSP, GLUE)
    return "".join(c if c.isprintable() or c in (GLUE, "\n") else " " for c in kept)


def cell(value: str | Text) -> Text:
    """Return a cell's text as text: never markup."""
    return value if isinstance(value, Text) else Text(plain(value))


def draw(console: Console, heads: Sequence[Head], rows: Iterable[Sequence[str | Text]], title: str = "") -> None:
    """Draw a table, with a line of its own above it when it has a title."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for head in heads:
        table.add_column(
            Text(head.title),
            justify="right" if head.number else "left",
            no_wrap=not head.wraps,
            min_width=head.least,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*map(cell, row))
    if title:
        heading(console, title)
    _print_table(console, table)
    console.print()


def _print_table(console: Console, table: Table) -> None:
    """Write a table, without the spaces that fill its lines up where no terminal is to be filled."""
    if console.is_terminal:
        console.print(table)
        return
    for row in console.render_lines(table, pad=False):
        text = "".join(segment.text for segment in row)
        console.print(Text(text.rstrip(" ")), soft_wrap=True)


def heading(console: Console, text: str) -> None:
    """Write a line that what follows belongs to."""
    console.print(Text(plain(text), style="bold"))


def line(console: Console, text: str | Text) -> None:
    """Write a sentence."""
    console.print(cell(text))


def item(console: Console, text: str) -> None:
    """Write one thing of a list: indented, with the lines below the first indented further."""
    whole = cell(text)
    for number, part in enumerate(whole.wrap(console, max(20, console.width - 4))):
        part.rstrip()
        console.print(Text("    " if number else "  ") + part)


def file_list(console: Console, title: str, files: Sequence[str]) -> None:
    """Write the files that were made, one a line, from the working folder."""
    if files:
        heading(console, title)
        for name in files:
            # A path is not to be broken: people copy it.
            console.print(Text(f"  {plain(name)}"), soft_wrap=True)
        console.print()


def counted(number: int, one: str, many: str) -> str:
    """Return `1 bok`, `2 böcker`."""
    return f"{number} {one if number == 1 else many}"
