"""Real clicks on every button of the real styrbok in LibreOffice: each starts Python with its verb and its workbook."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.builders import PERIOD, small_master
from tests.live.clicking import Recorder, buttons, click, opened, probed, run, tagged
from tests.live.engine import Engine
from xltools.excel.ribbon import addin_workbook
from xltools.excel.styrbok import styrbok_workbook
from xltools.sheets.styrbok import BUTTONS, RIBBON, START

# As people name their folders.
FOLDER = "Åsas böcker & O'Neil (2022), 100 %"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("klick") / FOLDER
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def python(folder: Path) -> Recorder:
    return Recorder(folder, sys.executable)


@pytest.fixture(scope="module")
def styrbok(folder: Path, python: Recorder) -> Path:
    path = folder / "styrbok – Åsas & 'min'.xlsm"
    path.write_bytes(styrbok_workbook(small_master(), ["Tertialrapport"], PERIOD, interpreter=str(python.path)))
    return path


@pytest.fixture(scope="module")
def addin(folder: Path, python: Recorder) -> Path:
    path = folder / "xltools.xlam"
    path.write_bytes(addin_workbook(interpreter=str(python.path)))
    return path


def started(verb: str, book: Path) -> list[str]:
    return ["-P", "-m", "xltools.buttons", verb, f"--wb={book.name}", "--from_xl=1"]


def test_every_button_starts_its_verb_for_the_workbook_it_is_in(
    engine: Engine, styrbok: Path, python: Recorder
) -> None:
    called = {}
    with opened(engine.desktop, styrbok) as document:
        for button in buttons(document, START):
            click(document, button)
            called[button.Label] = python.next()
    assert list(called.items()) == [(button.label, started(button.verb, styrbok)) for button in BUTTONS]


def test_a_sub_can_be_run_by_its_name(engine: Engine, styrbok: Path, python: Recorder) -> None:
    with opened(engine.desktop, styrbok) as document:
        run(document, "Buttons.RunStatus")
        assert python.next() == started("status", styrbok)


def test_the_tab_starts_the_verb_of_its_button_for_the_workbook_that_is_open(
    engine: Engine, addin: Path, python: Recorder
) -> None:
    # In LibreOffice the add-in is a workbook like any other, and so the one that is open.
    with opened(engine.desktop, addin) as document:
        for button in RIBBON:
            run(document, "Ribbon.RibbonButton", tagged(document, button.verb))
            assert python.next() == started(button.verb, addin)


@pytest.mark.parametrize(("file", "own"), [("styrbok", "Buttons"), ("addin", "Ribbon")])
def test_every_module_compiles(engine: Engine, file: str, own: str, request: pytest.FixtureRequest) -> None:
    with opened(engine.desktop, request.getfixturevalue(file)) as document:
        said = probed(document)
    assert {"Starter", own} <= set(said)
    assert set(said.values()) == {"compiled"}
