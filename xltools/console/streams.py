"""Output that fails on no character and colours no file: the streams, the console of tables, and the progress bar.

Rich is imported where something is drawn, so that `--help` starts at once.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

from xltools.model.number import NBSP

if TYPE_CHECKING:
    from rich.console import Console

Tick = Callable[[int, int], None]
"""Progress: how many pieces of work are done, of how many."""

# What older Windows consoles lack; a lost minus sign would turn a deficit into a surplus.
_PLAIN = {"−": "-", "–": "-", "—": "-", "…": "...", "→": "->", "«": '"', "»": '"', NBSP: " ", "›": ">"}
_ERRORS = "xltools-plain"

GLUE = "\ue000"
"""Stands for a no-break space while a table is drawn, since Rich breaks lines there; no text of people has it."""


class _Unbroken:
    """Standard output, where `GLUE` becomes a no-break space again."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write as the stream does."""
        return self._stream.write(text.replace(GLUE, NBSP))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Return the nearest plain text for characters that the console's encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in lost), error.end


def prepare() -> None:
    """Make both streams write what they can and replace the rest, whatever the console's encoding is."""
    codecs.register_error(_ERRORS, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def say(sentence: str) -> None:
    """Write a sentence on standard error, beside what the command reports."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def write_json(value: object) -> None:
    """Write JSON on standard output: UTF-8 whatever the console's encoding is, and nothing else."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def terminal() -> Console:
    """Return the console that tables are drawn on: 80 columns and no colour when it is not a terminal."""
    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            """Let the command group end the run, with an exit code that does not look like findings."""
            raise BrokenPipeError

    return Terminal(
        file=cast("TextIO", _Unbroken(sys.stdout)), highlight=False, markup=False, emoji=False, soft_wrap=False
    )


@contextmanager
def progress(what: str) -> Iterator[Tick]:
    """Show how far the work has come, on standard error; silent when that is not a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def agreed(question: str, answers: TextIO, questions: TextIO, *, yes: bool) -> bool:
    """Return whether to go on: `yes`, or else what a person answers who sits there; nobody there is a no."""
    if yes or not (answers.isatty() and questions.isatty()):
        return yes
    questions.write(f"{question} [j/N] ")
    questions.flush()
    return answers.readline().strip().casefold() in ("j", "ja", "y", "yes")
