"""A real click from end to end: the button in styrbok starts the very program, and what came of it arrives there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PERIOD, small_master
from tests.folders import delivered_folder
from tests.live.clicking import buttons, click, opened, patiently
from tests.live.engine import Engine
from xltools.excel.styrbok import styrbok_workbook
from xltools.model.place import row_column
from xltools.sheets.styrbok import (
    BUTTONS,
    DELIVERIES,
    DOCUMENT_CELL,
    LOG,
    MARK_GOOD,
    MARK_NOTE,
    MARK_WARNING,
    MESSAGE_CELL,
    START,
)
from xltools.tasks.button import document_choices

PROGRAM = Path(__file__).with_name("button.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a working folder with a name as people have them, where one unit has not delivered."""
    root = tmp_path_factory.mktemp("tryck") / "Åsas & O'Neils nämnd"
    delivered_folder(root, without=["1012"])
    # The button starts python -P -m xltools.buttons VERB …; the tests' own program needs what comes after that.
    python = root / "min python"
    python.write_text(f'#!/bin/sh\nshift 3\nexec "{sys.executable}" "{PROGRAM}" "$@"\n', "utf-8")
    python.chmod(0o755)
    made = styrbok_workbook(small_master(), tuple(document_choices()), PERIOD, interpreter=str(python))
    (root / "styrbok.xlsm").write_bytes(made)
    return root


@pytest.fixture(scope="module")
def document(engine: Engine, folder: Path) -> Iterator[Any]:
    with opened(engine.desktop, folder / "styrbok.xlsm") as made:
        yield made


@pytest.fixture(scope="module")
def said(document: Any) -> dict[str, str]:
    """Return the message of every button, each clicked when the log said that the one before was done."""
    messages = {}
    document.Sheets.getByName(START).getCellRangeByName(DOCUMENT_CELL).String = "Tertialrapport"
    for number, button in enumerate(buttons(document, START), 1):
        click(document, button)
        assert patiently(partial(rows_logged, document, number)), (button.Label, message(document))
        messages[button.Label] = message(document)
    return messages


def message(document: Any) -> str:
    return str(document.Sheets.getByName(START).getCellRangeByName(MESSAGE_CELL).String)


def listed(document: Any, listing: Any) -> list[tuple[str, ...]]:
    sheet = document.Sheets.getByName(listing.sheet)
    row, column = row_column(listing.first)
    rows = sheet.getCellRangeByPosition(column, row, len(listing.columns) - 1, row + 30).getDataArray()
    return [tuple(map(str, cells)) for cells in rows if any(cells)]


def logged(document: Any) -> list[tuple[str, ...]]:
    return listed(document, LOG)


def rows_logged(document: Any, number: int) -> bool:
    return len(logged(document)) == number


def test_every_button_tells_how_it_went(said: dict[str, str]) -> None:
    assert list(said) == [button.label for button in BUTTONS]
    assert not [
        label for label, sentence in said.items() if not sentence.startswith((MARK_GOOD, MARK_WARNING, MARK_NOTE))
    ]


def test_the_workbook_that_was_missing_is_made(said: dict[str, str], folder: Path) -> None:
    assert said["Skapa inlämningsböcker"].startswith("✓ 1 bok är skapad")
    assert (folder / "inlamning" / "2022-08" / "2022-08_1012.xlsx").is_file()


def test_the_chosen_document_is_written_and_no_other(said: dict[str, str], folder: Path) -> None:
    assert said["Skapa dokument"].startswith("✓ 1 dokument är skrivet")
    written = [path.name for path in (folder / "resultat" / "2022-08").glob("*.docx")]
    assert written == ["tertialrapport_2022-08.docx"]


def test_the_deliveries_are_listed_as_they_stand(document: Any, said: dict[str, str]) -> None:
    assert "3 av 4 har lämnat in" in said["Status"]
    at = DELIVERIES.index["status"]
    states = {row[0].split()[0]: row[at] for row in listed(document, DELIVERIES)}
    assert states == {"1011": "✓ klar", "1012": "○ ej ifylld", "1021": "✓ klar", "2011": "✓ klar"}


def test_the_log_tells_of_every_button_the_newest_first(document: Any, said: dict[str, str]) -> None:
    assert [row[LOG.index["knapp"]] for row in logged(document)] == [button.label for button in reversed(BUTTONS)]
    assert [row[LOG.index["utfall"]] for row in logged(document)] == list(reversed(said.values()))
