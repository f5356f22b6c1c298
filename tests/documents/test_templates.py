"""The built-in templates are what their script builds."""

from __future__ import annotations

import io
import zipfile

import pytest

from templates.build import TEMPLATES, built
from xltools.documents.catalogue import TITLES
from xltools.resources import builtin


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_is_as_its_script_builds_it(name: str) -> None:
    assert parts(builtin(f"templates/{name}").read_bytes()) == parts(built(name)), "kör python -m templates.build"


def test_every_document_has_a_template() -> None:
    assert {f"{document}.docx" for document in TITLES} == set(TEMPLATES)


def test_a_built_template_tells_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(built("tertialrapport.docx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in package.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
