"""Makes one document at a time in whichever process it finds itself: values, fingerprint, and the bytes if needed.

A Press is sent to a worker once and keeps the templates it has compiled; what goes there and back for each document
is small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Protocol

from xltools import __version__
from xltools.documents.common import Context
from xltools.model.figure import Figure
from xltools.model.finding import Finding
from xltools.model.grid import Grid
from xltools.model.master import Case
from xltools.model.provenance import Origin
from xltools.model.report import CannotRunError
from xltools.tasks.templates import compiled, rendered, template_bytes, template_path
from xltools.word.appearance import PLAIN, Appearance
from xltools.word.linked.codec import brief
from xltools.word.template import Template
from xltools.workspace import Workspace

HANDFUL = 300
"""Up to this many documents are made here: a report takes a hundredth of a second, other processes some to start."""

_MOST_PROCESSES = 8


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Order:
    """One document to make: its name in the catalogue, its file, its name as people say it, and a letter's ärende."""

    document: str
    path: Path
    name: str
    case: Case | None = None


class Composer(Protocol):
    """What the documents of a batch are written from; sent to other processes, so it holds plain data only."""

    def values(self, order: Order) -> Context:
        """Return what the template of a document may quote."""

    def schema(self, order: Order) -> Context:
        """Return an example of the values of all documents with that template."""

    def origin(self, order: Order) -> Origin:
        """Return the document, its period and ärende, and the files that its values come from."""

    def faults(self, order: Order, values: Context) -> tuple[Finding, ...]:
        """Return what is wrong with the values, so that the document must not be made."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template as a file: its bytes, and its path as shown to people."""

    data: bytes
    shown: str


def template_file(workspace: Workspace, document: str) -> TemplateFile:
    """Return the template of a document: one's own, or the built-in one. CannotRunError when it cannot be read."""
    path = template_path(workspace, document)
    shown = workspace.relative(path)
    return TemplateFile(template_bytes(path, shown), shown)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What came of one order. `data` is None when the document is unchanged or could not be made.

    `fingerprint` tells the template, the look, the values and the program apart from all others; it is empty, and
    `reason` or `findings` say why, when the document could not be made.
    """

    fingerprint: str = ""
    data: bytes | None = None
    findings: tuple[Finding, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Templates by document, what to fill them with, the sender's look, and when all this was read."""

    composer: Composer
    templates: Mapping[str, TemplateFile]
    appearance: Appearance = PLAIN
    time: str = field(default_factory=_now)
    _compiled: dict[str, Template | tuple[Finding, ...]] = field(default_factory=dict)

    def make(self, order: Order, known: str = "") -> Sheet:
        """Return the document, or only its fingerprint when that is the one already known."""
        try:
            values = self.composer.values(order)
            if wrong := self.composer.faults(order, values):
                return Sheet(findings=wrong)
            fingerprint = self._fingerprint(order, values)
            if fingerprint == known:
                return Sheet(fingerprint)
            template = self._template(order)
            made = (
                template
                if isinstance(template, tuple)
                else rendered(template, values, self._shown(order), self._origin(order))
            )
        except CannotRunError as error:
            return Sheet(reason=str(error))
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one document, the others are made
            return Sheet(reason=f"Oväntat fel ({type(error).__name__}: {error}).")
        return Sheet(findings=made) if isinstance(made, tuple) else Sheet(fingerprint, made)

    def _template(self, order: Order) -> Template | tuple[Finding, ...]:
        if order.document not in self._compiled:
            file = self.templates[order.document]
            made = compiled(file.data, self.composer.schema(order), file.shown, self.appearance)
            self._compiled[order.document] = made
        return self._compiled[order.document]

    def _origin(self, order: Order) -> Origin:
        template = sha256(self.templates[order.document].data).hexdigest()
        return replace(self.composer.origin(order), template=template, program=__version__, time=self.time)

    def _shown(self, order: Order) -> str:
        return self.templates[order.document].shown

    def _fingerprint(self, order: Order, values: Context) -> str:
        look = self.appearance
        digest = sha256(self.templates[order.document].data)
        for part in (
            __version__,
            look.colour,
            look.font,
            *((look.logo.data, look.logo.description) if look.logo else ()),
        ):
            digest.update(b"\x1e" + (part if isinstance(part, bytes) else part.encode()))
        digest.update("\x1f".join(_told(values)).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _told(value: object) -> Iterator[str]:
    """Yield what a reader of the document can see or trace of the values, in order.

    What the files of the sources hold besides is left out: a workbook saved anew makes no document anew.
    """
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _told(inner)
        yield "}"
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _told(inner)
        yield "]"
    elif isinstance(value, Figure):
        yield f"{value.id} {value.value} {value.unit.value} {value.decimals} {value.label} {value.formula}"
        yield from (text for pair in brief(value.sources) for text in pair)
    elif isinstance(value, Grid):
        yield f"{value.title} {value.description} {value.corner} {value.columns}"
        for row in value.rows:
            yield f"{row.label} {row.strong}"
            yield from _told(row.cells)
    elif isinstance(value, str | int | date):
        yield str(value)
    else:
        yield repr(value)


# --- other processes ----------------------------------------------------------------------------------------------

_HERE: list[Press] = []
"""The press of this process, where it is a worker's."""


def _set_up(press: Press) -> None:
    _HERE[:] = [press]


def press_here() -> Press:
    """Return the press of this process; only in a worker."""
    return _HERE[0]


def make_elsewhere(task: tuple[Order, str]) -> Sheet:
    """Return what the press of a worker makes of an order and the fingerprint already known."""
    return press_here().make(*task)


@contextmanager
def workers(press: Press, count: int) -> Iterator[Executor | None]:
    """Give an executor with a press in each process, or None where the documents are few or there is one processor."""
    processes = min(cpu_count() or 1, _MOST_PROCESSES)
    if count <= HANDFUL or processes < 2:
        yield None
        return
    # Started anew and not as copies of this process, which may have threads and a progress bar.
    with ProcessPoolExecutor(processes, get_context("spawn"), _set_up, (press,)) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise
