"""Installing the tab in Excel for one user, and looking at how the computer stands."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.machine.test_diagnose import WINDOWS
from xltools.excel.configuration import interpreter_of
from xltools.machine.places import Places
from xltools.model.diagnosis import Health
from xltools.model.report import CannotRunError
from xltools.sheets.styrbok import ADDIN_FILE, BUTTON_CONFIGURATION
from xltools.tasks.installation import doctor, install, uninstall


@pytest.fixture
def user(tmp_path: Path) -> Places:
    """Return the folders of somebody whose name is hard on paths."""
    home = tmp_path / "Åsa O'Hara"
    return Places(home / "xltools", home / "Skrivbord", home / "XLSTART")


def startup(user: Places) -> Path:
    assert user.startup is not None
    return user.startup


def test_the_tab_is_put_where_excel_opens_it(user: Places) -> None:
    install(user=user)
    assert (startup(user) / ADDIN_FILE).is_file()


def test_the_tab_starts_the_python_that_installed_it(user: Places) -> None:
    install(user=user)
    assert interpreter_of((startup(user) / ADDIN_FILE).read_bytes()) == sys.executable


def test_buttons_of_other_workbooks_find_that_python_in_the_users_settings(user: Places) -> None:
    install(user=user, python=Path("/u/Åsa/python.exe"))
    text = (user.settings / BUTTON_CONFIGURATION).read_text("utf-8")
    assert '"INTERPRETER_WIN","/u/Åsa/python.exe"' in text


def test_shortcuts_are_put_on_the_desktop_when_asked_for(user: Places) -> None:
    install(user=user, shortcuts=True, system="win32")
    assert len(list((user.desktop / "xltools").glob("*.cmd"))) == 5


def test_without_asking_there_is_nothing_new_on_the_desktop(user: Places) -> None:
    install(user=user)
    assert not user.desktop.exists()


def test_what_is_removed_is_all_that_was_installed(user: Places) -> None:
    install(user=user, shortcuts=True, system="win32")
    uninstall(user=user)
    assert [path for path in user.settings.parent.rglob("*") if path.is_file()] == []


def test_removing_leaves_what_others_have_put_beside(user: Places) -> None:
    install(user=user)
    other = startup(user) / "PERSONAL.XLSB"
    other.write_bytes(b"")
    uninstall(user=user)
    assert other.is_file()


def test_where_there_is_no_excel_the_commands_are_pointed_to(user: Places) -> None:
    with pytest.raises(CannotRunError, match="xltools --help"):
        install(user=replace(user, startup=None))


def health(user: Places, subject: str, folder: Path) -> Health:
    return next(one.health for one in doctor(folder, computer=WINDOWS, user=user) if one.subject == subject)


def test_the_doctor_finds_a_tab_that_was_installed_well(user: Places, tmp_path: Path) -> None:
    install(user=user)
    assert health(user, "Fliken i Excel", tmp_path) is Health.WELL


def test_the_doctor_misses_a_tab_that_was_never_installed(user: Places, tmp_path: Path) -> None:
    assert health(user, "Fliken i Excel", tmp_path) is Health.BROKEN


def test_the_doctor_sees_a_tab_of_another_version(user: Places, tmp_path: Path) -> None:
    install(user=user)
    addin = startup(user) / ADDIN_FILE
    addin.write_bytes(addin.read_bytes() + b"\0")
    assert health(user, "Fliken i Excel", tmp_path) is Health.DOUBTFUL


def test_the_doctor_sees_a_python_that_is_gone(user: Places, tmp_path: Path) -> None:
    install(user=user, python=tmp_path / "borta.exe")
    assert health(user, "Knapparnas Python", tmp_path) is Health.BROKEN


def test_the_doctor_knows_the_working_folder_from_a_folder_below_it(user: Places, tmp_path: Path) -> None:
    (tmp_path / "grunddata.xlsx").write_bytes(b"")
    below = tmp_path / "inlamning"
    below.mkdir()
    assert health(user, "Arbetsmapp", below) is Health.WELL


def test_outside_a_working_folder_the_doctor_says_so(user: Places, tmp_path: Path) -> None:
    assert health(user, "Arbetsmapp", tmp_path) is Health.NOT_SEEN
