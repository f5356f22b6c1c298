"""Delårsbokslut and bokslut from a folder of filled workbooks, and what an older grunddata gives them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.builders import PERIOD, small_master
from tests.folders import delivered_folder
from xltools.model.number import NBSP
from xltools.tasks.report import report
from xltools.word.read import headings, paragraphs, tables

OLDER = dataclasses.replace(small_master(), key_figures=(), grants=())


@pytest.mark.parametrize("document", ["delarsbokslut", "bokslut"])
def test_a_document_is_written_from_a_delivered_folder(tmp_path: Path, document: str) -> None:
    made = report(delivered_folder(tmp_path / "namnd"), document, PERIOD)
    assert made.findings == ()
    assert made.path is not None
    assert made.path.name == f"{document}_2022-08.docx"


def test_the_delarsbokslut_has_what_enheter_wrote_and_the_comments_on_what_deviates(tmp_path: Path) -> None:
    path = report(delivered_folder(tmp_path / "namnd"), "delarsbokslut", PERIOD).path
    assert path is not None
    text = [one.replace(NBSP, " ") for one in paragraphs(path.read_bytes())]
    assert "Avsnittet väsentliga händelser är skrivet av enheten." in text
    assert any("Avvikelsen beror på fler placeringar" in one for one in text)


def test_a_grunddata_without_nyckeltal_and_statsbidrag_gives_a_bokslut_without_them(tmp_path: Path) -> None:
    path = report(delivered_folder(tmp_path / "namnd", master=OLDER), "bokslut", PERIOD).path
    assert path is not None
    found = {text for _, text in headings(path.read_bytes())}
    assert not found & {"Nyckeltal", "Statsbidrag"}
    assert any(table[1][0] == "Intäkter" for table in tables(path.read_bytes()))
