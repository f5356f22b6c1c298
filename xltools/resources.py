"""What travels with the program: the built-in Word templates and the example municipality."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def builtin(name: str) -> Path:
    """Return the path of a built-in file or folder, such as `templates/tertialrapport.docx` or `workbooks`.

    In an installed package it lies inside the package, in a checkout beside it. FileNotFoundError when in neither.
    """
    for place in (_PACKAGE, _PACKAGE.parent):
        found = place / name
        if found.exists():
            return found
    raise FileNotFoundError(f"{name} följer inte med xltools")
