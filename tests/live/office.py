"""A LibreOffice of the tests' own: started without a window, in a profile of its own, spoken to through a pipe."""

from __future__ import annotations

import contextlib
import importlib
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

PIPE = "XLTOOLS_TEST_PIPE"
"""The environment variable that tells a button's own process which LibreOffice to speak to."""

# Where Debian keeps pyuno; it is built for the system's Python, which is of the same version as the tests'.
_SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"
_PATIENCE = 60

# Macros run without a question: the workbooks are our own.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""


def uno() -> ModuleType:
    """Return pyuno; the system's other packages stay out of sight."""
    if "uno" in sys.modules:
        return sys.modules["uno"]
    sys.path.append(_SYSTEM_PACKAGES)
    try:
        return importlib.import_module("uno")
    finally:
        sys.path.remove(_SYSTEM_PACKAGES)


def properties(**values: object) -> tuple[Any, ...]:
    """Return named values as LibreOffice takes them."""
    made = []
    for name, value in values.items():
        one = uno().createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def connect(pipe: str) -> Any:
    """Return the desktop of the LibreOffice behind a pipe; raises when there is none yet."""
    resolver = uno().getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


@contextlib.contextmanager
def office(locale: str = "") -> Iterator[tuple[Any, str]]:
    """Yield the desktop of a fresh LibreOffice, and the name of its pipe; it ends with the block.

    `locale`, such as sv-SE, decides how it shows numbers; otherwise the system does.
    """
    pipe = f"xltools{secrets.token_hex(6)}"
    with tempfile.TemporaryDirectory(prefix="xltools-lo-", ignore_cleanup_errors=True) as folder:
        settings = Path(folder, "user", "registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(_SETTINGS.format(locale=locale), "utf-8")
        process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={Path(folder).as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # What buttons start inherits this: their log, and the folder they remember, are not the tester's own.
            env=os.environ | {PIPE: pipe, "XDG_CONFIG_HOME": str(Path(folder, "settings"))},
            start_new_session=True,
        )
        try:
            desktop = _patiently(pipe, process)
            yield desktop, pipe
            # It closes the connection before it can answer.
            with contextlib.suppress(Exception):
                desktop.terminate()
            process.wait(20)
        finally:
            # The command is a starter: what it has started ends with its group.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _patiently(pipe: str, process: subprocess.Popen[bytes]) -> Any:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return connect(pipe)
        except Exception:
            if time.monotonic() > until or process.poll() is not None:
                raise
            time.sleep(0.2)
