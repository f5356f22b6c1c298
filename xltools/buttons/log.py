"""The log of the buttons: when each was pressed, how long it took, and where it went wrong; never what a cell holds."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from xltools.machine.places import places
from xltools.model.report import CannotRunError

_SIZE, _KEPT = 200_000, 3
_UNFORESEEN = "Något oväntat gick fel. Försök igen; hjälper det inte, skicka filen {log}."


@dataclass(slots=True)
class Run:
    """One press of a button. `sentence` tells what went wrong; "" when nothing did."""

    sentence: str = ""


class _Handler(RotatingFileHandler):
    """Writes the log; what goes wrong with that is told nobody, for Excel shows all that is written on stderr."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is that of the library
        """Do nothing."""


def log_file() -> Path:
    """Return where the log lies: in the user's own folder."""
    return places().settings / "log" / "knappar.log"


@contextmanager
def logged(verb: str) -> Iterator[Run]:
    """Log what happens in the block, and let nothing out of it but a sentence."""
    run, start = Run(), time.perf_counter()
    try:
        yield run
    except CannotRunError as error:
        run.sentence = str(error)
        # What lies behind is a fault of Excel, or one of ours, that somebody may have to look at.
        _log(verb, start, "gick inte", error.__cause__)
    except Exception as error:  # noqa: BLE001 - whatever it is, Excel must be told, and the log keeps where it came from
        run.sentence = _UNFORESEEN.format(log=log_file())
        _log(verb, start, "oväntat fel", error)
    else:
        _log(verb, start, "klart", None)


def _log(verb: str, start: float, how: str, error: BaseException | None) -> None:
    """Write one entry; a log that cannot be written stops nobody."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Handler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True)
    except OSError:
        return
    logger = logging.Logger("xltools.buttons")  # noqa: LOG001 - one of our own, that no other library's settings reach
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.info("%s %s %.1f s%s", verb, how, time.perf_counter() - start, _where(error))
    handler.close()


def _where(error: BaseException | None) -> str:
    """Return the traceback without the texts of exceptions and without folders: these may hold names of people."""
    lines: list[str] = []
    while error is not None:
        lines.append(type(error).__name__ + _number(error))
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return "".join(f"\n  {line}" for line in lines)


def _number(error: BaseException) -> str:
    """Return the number that Excel gives its faults."""
    result = getattr(error, "hresult", None)
    return f" {result & 0xFFFFFFFF:#x}" if isinstance(result, int) else ""
