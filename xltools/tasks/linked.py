"""Opens a document that xltools made, as it lies on the disk; what is wrong with it is said in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from xltools.model.provenance import Origin
from xltools.model.report import CannotRunError
from xltools.word.linked.found import LinkedDocument
from xltools.word.linked.read import NotLinked, read_linked, read_origin
from xltools.word.package import NotAWordFile
from xltools.workspace import why

_Found = TypeVar("_Found")


def open_linked(path: Path) -> LinkedDocument:
    """Return the document laid open; CannotRunError when it cannot be read or xltools has not made it."""
    return laid_open(path, read_document(path))


def read_document(path: Path) -> bytes:
    """Return the file's bytes; CannotRunError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"Det går inte att läsa {path}: {why(error)}") from None


def origin_of(path: Path) -> Origin | None:
    """Return what a document was made with, None where that is lost; errors as `open_linked`."""
    return _or_sentence(path, read_document(path), read_origin)


def laid_open(path: Path, data: bytes) -> LinkedDocument:
    """Return the document laid open, from bytes at hand; errors as `open_linked`."""
    return _or_sentence(path, data, read_linked)


def _or_sentence(path: Path, data: bytes, read: Callable[[bytes], _Found]) -> _Found:
    try:
        return read(data)
    except NotAWordFile as error:
        raise CannotRunError(f"{path} går inte att läsa som Worddokument. {error}") from None
    except NotLinked as error:
        raise CannotRunError(f"{path}: {error}") from None
