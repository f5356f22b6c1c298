"""A linked document after LibreOffice has opened it and saved it again: all is found, by what is left of the links."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.documents import published
from tests.word.linked.making import ORIGIN, linked
from xltools.documents import tertialrapport
from xltools.model.fact import Domain
from xltools.resources import builtin
from xltools.word.linked.found import Anchor, Kept
from xltools.word.linked.read import read_linked
from xltools.word.pdfs import soffice
from xltools.word.template import compile_template

if TYPE_CHECKING:
    from pathlib import Path

    from xltools.word.linked.found import LinkedDocument

_WORDS = (
    published.said("2021", Domain.TEXT, "handelser", "text", "Fler placeringar.\n\n- HVB\n- familjehem"),
    published.said("5041", Domain.TEXT, "prognos", "text", "Färre hushåll väntas.\n\nDet **dröjer**."),
)


def _report() -> bytes:
    values = tertialrapport.context(published.master(), published.summary(words=_WORDS))
    return compile_template(builtin("templates/tertialrapport.docx").read_bytes(), values).render(values, ORIGIN)


@pytest.fixture(scope="module")
def through_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LinkedDocument]:
    """Return a small document and a whole report as LibreOffice saves them, in one call for both."""
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    written = {"small": linked(), "report": _report()}
    for name, data in written.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ("--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"))
    files = [str(folder / f"{name}.docx") for name in written]
    subprocess.run([str(soffice.find()), profile, *convert, *files], check=True, capture_output=True, timeout=120)
    return {name: read_linked((folder / "saved" / f"{name}.docx").read_bytes()) for name in written}


@pytest.mark.parametrize("name", ["small", "report"])
def test_every_figure_is_found_and_reads_as_it_was_written(
    through_libreoffice: dict[str, LinkedDocument], name: str
) -> None:
    found = through_libreoffice[name]

    assert found.kept is Kept.WHOLE
    assert found.removed == ()
    assert [one.key for one in found.figures if one.record is None or one.shown != one.record.shown] == []


@pytest.mark.parametrize("name", ["small", "report"])
def test_every_text_is_found_and_reads_as_it_was_written(
    through_libreoffice: dict[str, LinkedDocument], name: str
) -> None:
    texts = through_libreoffice[name].texts

    assert [one.key for one in texts if one.record is None or not one.record.says(one.shown)] == []


def test_every_row_of_every_table_is_found(through_libreoffice: dict[str, LinkedDocument]) -> None:
    tables = through_libreoffice["report"].tables

    assert [row.key for table in tables for row in table.deleted] == []


def test_no_tag_is_left_and_it_is_said_how_the_figures_were_found(
    through_libreoffice: dict[str, LinkedDocument],
) -> None:
    found = through_libreoffice["report"]

    assert Anchor.CONTROL not in {figure.anchor for figure in found.figures}
    assert any("annat program än Word" in note for note in found.notes)
