"""A small linked document brought up to date without a folder: what it says afterwards, and what is told of it."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tests.word.linked.making import ORIGIN, content, edited, form
from tests.word.making import faults_of_form
from xltools.model.refreshed import Fate, Look, Refreshed, Take
from xltools.tasks.merging import merge
from xltools.word.linked.edit import edited as written
from xltools.word.linked.found import LinkedDocument
from xltools.word.linked.read import read_linked
from xltools.word.template import Template, compile_template

if TYPE_CHECKING:
    Element = etree._Element

TKR = "total.avvikelse|tkr"
MNKR = "total.avvikelse|belopp|mnkr"
Changes = Callable[["Element"], object]


def made(tkr: int = -12_700, **values: object) -> bytes:
    """Return the document made of these values, as it comes from xltools."""
    return _template().render({**content(tkr), **values}, ORIGIN)


@cache
def _template() -> Template:
    return compile_template(form(), content())


def changed_by_hand(*changes: Changes, document: bytes | None = None) -> bytes:
    """Return the document after changes of its body."""
    found = made() if document is None else document
    for change in changes:
        found = edited(found, change)
    return found


@dataclasses.dataclass(frozen=True)
class After:
    """What came of a refresh: what is told of it, the file, and the file read back."""

    told: Refreshed
    data: bytes
    document: LinkedDocument

    def shown(self, key: str) -> list[str]:
        """Return what a figure shows in each place of the body, in order."""
        return [one.shown for one in self.document.figures if one.key == key and one.where.part == "brödtext"]

    def fates(self, key: str) -> list[Fate]:
        """Return the fate of a figure, text or cell in each place of the document."""
        return [one.fate for one in self.told.everything if one.key == key]

    def looks(self, look: Look) -> list[str]:
        """Return the words of every point of one kind that a person must look at."""
        return [one.words for one in self.told.attention if one.look is look]

    @property
    def xml(self) -> str:
        """The body."""
        return part_of(self.data, "word/document.xml")


def refreshed(document: bytes, fresh: bytes, take: Take | None = None) -> After:
    """Return what becomes of a document that is brought up to date; it gets no fault of form."""
    after = merged(document, fresh, take)
    assert set(faults_of_form(after.data)) <= set(faults_of_form(document))
    return after


def merged(document: bytes, fresh: bytes, take: Take | None = None) -> After:
    """Return the same, without a look at the form."""
    here, now = read_linked(document), read_linked(fresh)
    told, edits = merge(here, now, take)
    data = written(here, now, edits)
    return After(told, data, read_linked(data))


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
