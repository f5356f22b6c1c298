"""LibreOffice as a converter to PDF: finding it, and one process for many files, which may hang and is then stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.model.report import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Starting takes a while and a report some seconds; without a new PDF in this time the program waits for someone
# who is not there.
PATIENCE_SECONDS = 120.0
_LOOK_SECONDS = 0.5

_AT_ONCE = 50  # keeps the command line short enough for Windows

_NOT_FOUND = (
    "LibreOffice finns inte på datorn och behövs för att göra pdf. Installera LibreOffice (libreoffice.org), "
    "eller öppna dokumentet i Word och välj Spara som pdf. Word-dokumentet är klart ändå."
)

# PDF/A-2b and PDF/UA together; bookmarks become destinations, by which the pages of the headings are found.
_EXPORT = {
    "SelectPdfVersion": 2,
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
}

# A profile of our own: the user's LibreOffice may be open, and figures in charts follow its language.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""  # noqa: E501  # each line is one setting, as LibreOffice writes them


def find() -> Path:
    """Return where LibreOffice's program is; CannotRunError when it is not on this computer."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for place in _usual_places():
        if place.is_file():
            return place
    raise CannotRunError(_NOT_FOUND)


def convert(program: Path, documents: Sequence[Path], work: Path) -> dict[Path, str]:
    """Make a PDF beside each document, and return those that got none with a Swedish sentence why.

    The documents lie in the folder `work` and have different names. A document on which LibreOffice hangs or falls
    is given up, and the ones after it are converted by a new process.
    """
    profile = work / "profil" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    failed: dict[Path, str] = {}
    waiting = list(documents)
    while waiting:
        now, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        for document in now:
            document.with_suffix(".pdf").unlink(missing_ok=True)
        ended_well = _run(program, now, work)
        missing = [document for document in now if not document.with_suffix(".pdf").is_file()]
        if ended_well:
            failed |= dict.fromkeys(missing, "LibreOffice kunde inte göra pdf av dokumentet.")
        elif missing:
            failed[missing[0]] = "LibreOffice blev inte klart med dokumentet och avbröts."
            waiting = missing[1:] + waiting
    return failed


def _run(program: Path, documents: Sequence[Path], work: Path) -> bool:
    """Return whether LibreOffice came to a good end."""
    options = {
        name: {"type": "boolean" if isinstance(value, bool) else "long", "value": str(value).lower()}
        for name, value in _EXPORT.items()
    }
    command = [
        str(program),
        f"-env:UserInstallation={(work / 'profil').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(options)}",
        "--outdir",
        str(work),
        *(document.name for document in documents),
    ]
    process = subprocess.Popen(
        command,
        cwd=work,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _wait(process, documents)
    finally:
        if process.poll() is None:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], documents: Sequence[Path]) -> bool:
    """Return whether a process came to a good end; False as well when it has stopped making PDFs."""
    made, since = 0, time.monotonic()
    while time.monotonic() - since < PATIENCE_SECONDS:
        try:
            return process.wait(min(_LOOK_SECONDS, PATIENCE_SECONDS)) == 0
        except subprocess.TimeoutExpired:
            now = sum(document.with_suffix(".pdf").is_file() for document in documents)
            if now > made:
                made, since = now, time.monotonic()
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and the processes it has started."""
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        subprocess.run([str(taskkill), "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _usual_places() -> Iterator[Path]:
    """Yield where the program lies on Windows and Mac, which do not put it on the path."""
    for variable in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
