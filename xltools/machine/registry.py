"""Settings of Windows: read from its registry, and never written."""

from __future__ import annotations

import sys
from collections.abc import Callable

Settings = Callable[[str, str], str | int | None]
"""Gives a setting by key, such as `HKCU\\Software\\Microsoft\\Office`, and name; None where there is none."""


def no_settings(_key: str, _name: str) -> str | int | None:
    """Return None: other systems than Windows keep no such settings."""
    return None


def settings() -> Settings:
    """Return the settings of this computer."""
    if sys.platform != "win32":
        return no_settings
    import winreg

    roots = {
        "HKCR": winreg.HKEY_CLASSES_ROOT,
        "HKCU": winreg.HKEY_CURRENT_USER,
        "HKLM": winreg.HKEY_LOCAL_MACHINE,
    }

    def read(key: str, name: str) -> str | int | None:
        root, _, path = key.partition("\\")
        try:
            with winreg.OpenKey(roots[root], path) as opened:
                value = winreg.QueryValueEx(opened, name)[0]
        except OSError:
            return None
        return value if isinstance(value, str | int) else None

    return read
