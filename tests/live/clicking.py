"""Clicks on the buttons of a workbook that is open in LibreOffice, and runs its Subs, as a person and Excel would."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tests.live.office import properties

T = TypeVar("T")
_RUN_MACROS = 4
_PATIENCE = 60


@contextmanager
def opened(desktop: Any, path: Path) -> Iterator[Any]:
    """Yield a workbook with macros, open; an add-in too, which LibreOffice takes for a workbook when it is told so."""
    wanted = properties(MacroExecutionMode=_RUN_MACROS, FilterName="Calc MS Excel 2007 VBA XML")
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, wanted)
    document.CurrentController.setFormDesignMode(False)
    try:
        yield document
    finally:
        document.close(True)


def buttons(document: Any, sheet: str) -> list[Any]:
    """Return the buttons of a sheet in the order in which they were put there; each has a Label."""
    page = document.Sheets.getByName(sheet).DrawPage
    return [page.getByIndex(number).Control for number in range(page.Count)]


def click(document: Any, button: Any) -> None:
    """Click a button."""
    document.CurrentController.getControl(button).getAccessibleContext().doAccessibleAction(0)


def run(document: Any, sub: str, *arguments: Any) -> Any:
    """Run a Sub or a function of our project, such as Buttons.RunNew, and return what it returns."""
    name = f"vnd.sun.star.script:{_library(document)}.{sub}?language=Basic&location=document"
    return document.getScriptProvider().getScript(name).invoke(arguments, (), ())[0]


def tagged(document: Any, tag: str) -> Any:
    """Return something with a Tag, as a control of the ribbon has."""
    control = document.createInstance("com.sun.star.form.component.CommandButton")
    control.Tag = tag
    return control


def probed(document: Any) -> dict[str, str]:
    """Return what a function put into each module answers: nothing runs in a module that does not compile."""
    modules = document.BasicLibraries.getByName(_library(document))
    said = {}
    for name in modules.ElementNames:
        probe = f'\nFunction Probe{name}()\nProbe{name} = "compiled"\nEnd Function\n'
        modules.replaceByName(name, modules.getByName(name) + probe)
        said[name] = run(document, f"{name}.Probe{name}")
    return said


def _library(document: Any) -> str:
    names: tuple[str, ...] = document.BasicLibraries.ElementNames
    return next(name for name in names if name != "Standard")


def patiently(look: Callable[[], T | None]) -> T | None:
    """Return what `look` gives as soon as it gives anything; None when it never does."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    return None


class Recorder:
    """A stand-in for Python, in a folder: notes what it was started with, a line each, and does nothing else."""

    def __init__(self, folder: Path, python: str) -> None:
        self._calls, self.path = folder / "calls.jsonl", folder / "min python"
        # One write a line: nobody reads half of one.
        self.path.write_text(
            f"#!{python}\nimport json, sys\nwith open({str(self._calls)!r}, 'ab', buffering=0) as file:\n"
            "    file.write((json.dumps(sys.argv[1:]) + '\\n').encode())\n",
            "utf-8",
        )
        self.path.chmod(0o755)
        self._seen = 0

    def next(self) -> list[str] | None:
        """Return the next call when it has come; None when it does not come."""

        def look() -> list[str] | None:
            lines = self._calls.read_text("utf-8").splitlines() if self._calls.exists() else []
            return json.loads(lines[self._seen]) if len(lines) > self._seen else None

        found = patiently(look)
        self._seen += found is not None
        return found
