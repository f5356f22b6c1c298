"""Installs the tab in Excel for one user, without administrator rights; and looks at how the computer stands."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xltools.excel.configuration import interpreter_of
from xltools.excel.ribbon import addin_workbook
from xltools.machine.diagnose import AddIn, Around, diagnose
from xltools.machine.facts import Computer, look
from xltools.machine.places import Places, places
from xltools.machine.shortcut import shortcut
from xltools.model.diagnosis import Diagnosis
from xltools.model.report import CannotRunError
from xltools.sheets.styrbok import ADDIN_FILE, BUTTON_CONFIGURATION, RIBBON
from xltools.workspace import Workspace, write_atomic

_SHORTCUTS = "xltools"


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation wrote, and what it took away."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()


def install(
    *,
    shortcuts: bool = False,
    user: Places | None = None,
    python: Path | None = None,
    system: str = sys.platform,
) -> Installed:
    """Put the tab where Excel opens and trusts it, and tell the buttons which Python to start.

    `shortcuts` also puts a folder on the desktop with a file to double-click for each button of the tab. CannotRunError
    where there is no Excel, or a file cannot be written, as while Excel has the add-in open.
    """
    user, python = user or places(), python or Path(sys.executable)
    written = [_startup(user) / ADDIN_FILE, user.settings / BUTTON_CONFIGURATION]
    for folder in {path.parent for path in written}:
        _made(folder)
    write_atomic(written[0], addin_workbook(interpreter=str(python)))
    write_atomic(written[1], _configuration(python))
    if shortcuts:
        folder = _made(user.desktop / _SHORTCUTS)
        for one in filter(None, (shortcut(button.verb, button.label, python, system) for button in RIBBON)):
            write_atomic(folder / one.name, one.data)
            (folder / one.name).chmod(0o755)
            written.append(folder / one.name)
    return Installed(tuple(written))


def uninstall(*, user: Places | None = None) -> Installed:
    """Take away what `install` wrote, and nothing else. CannotRunError while Excel has the add-in open."""
    user = user or places()
    found = [path for path in _ours(user) if path.is_file()]
    for path in found:
        try:
            path.unlink()
        except OSError:
            raise CannotRunError(f"Det går inte att ta bort {path}. Stäng Excel och kör igen.") from None
    folder = user.desktop / _SHORTCUTS
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return Installed(removed=tuple(found))


def doctor(folder: Path, *, computer: Computer | None = None, user: Places | None = None) -> tuple[Diagnosis, ...]:
    """Return how the computer stands, for somebody who works in or below `folder`."""
    computer, user = computer or look(), user or places()
    return diagnose(computer, _around(folder, user))


def _around(folder: Path, user: Places) -> Around:
    from xltools.word.pdfs.soffice import find

    try:
        root = Workspace.find(folder).root
    except CannotRunError:
        root = None
    try:
        libreoffice = find()
    except CannotRunError:
        libreoffice = None
    installed = _installed(user)
    python = interpreter_of(installed) if installed else ""
    return Around(
        folder=root,
        writable=root is not None and os.access(root, os.W_OK),
        addin=None if user.startup is None else _state(installed, python),
        python=Path(os.path.expandvars(python)) if python else None,
        libreoffice=libreoffice,
    )


def _installed(user: Places) -> bytes | None:
    try:
        return (user.startup / ADDIN_FILE).read_bytes() if user.startup else None
    except OSError:
        return None


def _state(installed: bytes | None, python: str) -> AddIn:
    if installed is None:
        return AddIn.MISSING
    return AddIn.SAME if installed == addin_workbook(interpreter=python) else AddIn.OLD


def _ours(user: Places) -> Iterator[Path]:
    if user.startup:
        yield user.startup / ADDIN_FILE
    yield user.settings / BUTTON_CONFIGURATION
    folder = user.desktop / _SHORTCUTS
    for system in ("win32", "darwin"):
        yield from (
            folder / one.name
            for button in RIBBON
            if (one := shortcut(button.verb, button.label, Path(), system)) is not None
        )


def _startup(user: Places) -> Path:
    if user.startup is None:
        raise CannotRunError("Excel finns bara på Windows och Mac. Använd kommandona i stället: xltools --help")
    return user.startup


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotRunError(f"Det går inte att skapa mappen {folder}. Be IT om rätt att skriva där.") from None
    return folder


def _configuration(python: Path) -> bytes:
    """Return the settings as VBA reads them: in the code page of the system."""
    text = f'"INTERPRETER_WIN","{python}"\r\n"INTERPRETER_MAC","{python}"\r\n'
    try:
        return text.encode(locale.getencoding())
    except UnicodeEncodeError:
        raise CannotRunError(
            f"Excel kan inte starta Python i {python}: sökvägen har tecken som datorns språk saknar. "
            "Installera xltools i en mapp vars namn bara har vanliga bokstäver."
        ) from None
