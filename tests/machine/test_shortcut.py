"""Shortcuts that press a button from outside Excel."""

from __future__ import annotations

import subprocess
from pathlib import Path

from xltools.machine.shortcut import Shortcut, shortcut


def made(python: str, system: str) -> Shortcut:
    found = shortcut("check", "Kontrollera denna bok", Path(python), system)
    assert found is not None
    return found


def test_a_shortcut_on_windows_runs_the_verb_with_the_python_of_the_installation() -> None:
    text = made("/u/Åsa O'Hara/python.exe", "win32").data.decode()
    assert '"/u/Åsa O\'Hara/python.exe" -P -m xltools button run check\r\n' in text


def test_a_per_cent_sign_in_a_path_stands_for_itself() -> None:
    assert b"/u/50%% klart/python.exe" in made("/u/50% klart/python.exe", "win32").data


def test_a_window_with_an_error_stays_open() -> None:
    assert made("/u/python.exe", "win32").data.decode().splitlines()[-1] == "if errorlevel 1 pause"


def test_the_name_of_a_shortcut_is_allowed_on_windows() -> None:
    assert not set('<>:"/\\|?*') & set(made("/u/python.exe", "win32").name)


def test_a_shortcut_on_a_mac_starts_the_program_whatever_its_path_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "Åsas 'egna' mapp"
    folder.mkdir()
    program = folder / "python"
    program.write_text('#!/bin/sh\necho "$@"\n')
    program.chmod(0o755)
    file = tmp_path / "genväg.command"
    file.write_bytes(made(str(program), "darwin").data)
    said = subprocess.run(["/bin/sh", file], capture_output=True, check=True, encoding="utf-8").stdout
    assert said == "-P -m xltools button run check\n"


def test_where_there_is_no_excel_there_is_no_shortcut() -> None:
    assert shortcut("check", "Kontrollera", Path("/u/python"), "linux") is None
