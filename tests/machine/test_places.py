"""Where things lie on each system."""

from __future__ import annotations

from pathlib import Path

from xltools.machine.places import places


def test_on_windows_excel_opens_what_lies_in_xlstart() -> None:
    found = places("win32", {"APPDATA": "/u/Roaming"}, Path("/u"))
    assert found.startup == Path("/u/Roaming/Microsoft/Excel/XLSTART")


def test_settings_on_windows_lie_in_the_users_own_folder() -> None:
    assert places("win32", {"APPDATA": "/u/Roaming"}, Path("/u")).settings == Path("/u/Roaming/xltools")


def test_a_synced_desktop_under_its_swedish_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "Skrivbord").mkdir()
    assert places("win32", {"OneDrive": str(tmp_path)}, Path("/u")).desktop == tmp_path / "Skrivbord"


def test_without_onedrive_the_desktop_is_the_plain_one(tmp_path: Path) -> None:
    assert places("win32", {}, tmp_path).desktop == tmp_path / "Desktop"


def test_on_a_mac_the_startup_folder_lies_where_excel_may_read() -> None:
    startup = places("darwin", {}, Path("/Users/e")).startup
    assert startup is not None
    assert "UBF8T346G9.Office" in startup.parts


def test_on_linux_there_is_no_startup_folder() -> None:
    assert places("linux", {"XDG_CONFIG_HOME": "/c"}, Path("/u")).startup is None
