"""Shortcuts on the desktop that press a button of xltools from outside Excel, where Office may not start programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_WINDOWS, _MAC = "win32", "darwin"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A small file to double-click: its name and its text."""

    name: str
    data: bytes


def shortcut(verb: str, label: str, python: Path, system: str) -> Shortcut | None:
    """Return a file that runs one button on the active workbook; None on systems without Excel.

    The window stays open when something went wrong, so that the sentence can be read.
    """
    if system == _WINDOWS:
        # In a .cmd file a per cent sign stands for itself when it is doubled.
        program = str(python).replace("%", "%%")
        lines = (
            "@echo off",
            "chcp 65001 >nul",
            "set PYTHONUTF8=1",
            f'"{program}" -P -m xltools button run {verb}',
            "if errorlevel 1 pause",
            "",
        )
        return Shortcut(f"xltools - {label}.cmd", "\r\n".join(lines).encode())
    if system == _MAC:
        program = str(python).replace("'", "'\\''")
        return Shortcut(
            f"xltools - {label}.command", f"#!/bin/sh\nexec '{program}' -P -m xltools button run {verb}\n".encode()
        )
    return None
