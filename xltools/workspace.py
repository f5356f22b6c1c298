"""The working folder: its paths, its periods, and writing that never loses anything."""

from __future__ import annotations

import errno
import getpass
import hashlib
import json
import os
import re
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xltools.model.period import Period
from xltools.model.place import MASTER_FILE
from xltools.model.report import CannotRunError

MASTER = MASTER_FILE
FOLDERS = ("mallar", "inlamning", "utfall", "resultat", "arkiv")
_LOCK = ".xltools.lock"
_WRITTEN = ".xltools.json"
_COPY = re.compile(r"_\d{4}-\d{2}-\d{2}_\d{6}(?:_\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A working folder. Nothing is read or made until it is asked for."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """Return the working folder that `start` lies in; CannotRunError when there is none."""
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / MASTER).is_file():
                return cls(folder)
        raise CannotRunError(
            f"Hittar ingen {MASTER} i {start} eller mapparna ovanför. "
            "Gå till arbetsmappen, eller skapa en ny med xltools init."
        )

    @property
    def master(self) -> Path:
        """Return the path of grunddata."""
        return self.root / MASTER

    @property
    def templates(self) -> Path:
        """Return the folder of own Word templates."""
        return self.root / "mallar"

    def deliveries(self, period: Period) -> Path:
        """Return the folder of a period's entry workbooks."""
        return self.root / "inlamning" / str(period)

    def results(self, period: Period) -> Path:
        """Return the folder of what is made for a period."""
        return self.root / "resultat" / str(period)

    def archive(self, period: Period) -> Path:
        """Return the folder of a period's snapshots."""
        return self.root / "arkiv" / str(period)

    def periods(self) -> tuple[Period, ...]:
        """Return the periods that have at least one entry workbook, oldest first."""
        return tuple(period for period in self.folders("inlamning") if self.books(period))

    def folders(self, name: str) -> tuple[Period, ...]:
        """Return the periods that have something by their name in a folder, such as arkiv, oldest first."""
        folder = self.root / name
        found = []
        for entry in folder.iterdir() if folder.is_dir() else ():
            try:
                found.append(Period.parse(entry.name))
            except ValueError:
                continue
        return tuple(sorted(found))

    def books(self, period: Period) -> tuple[Path, ...]:
        """Return a period's entry workbooks by name, without what Excel and LibreOffice leave beside open files."""
        folder = self.deliveries(period)
        if not folder.is_dir():
            return ()
        return tuple(
            path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(("~$", ".", "._"))
        )

    def relative(self, path: Path) -> str:
        """Return a path as shown to people: below the working folder, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def write(self, path: Path, data: bytes, *, force: bool = False) -> Path | None:
        """Write a file that xltools owns; return the dated copy of what was there, where one was made.

        A file that someone has changed since xltools wrote it is left alone (CannotRunError), or with `force` kept
        as a dated copy beside the new one. A file that is open in Excel gives CannotRunError.
        """
        name = self.relative(path)
        kept = None
        self.must_be_closed(path)
        if path.exists():
            present = path.read_bytes()
            if present == data:
                return None
            if sha256(present) not in self._written(name):
                if not force:
                    raise CannotRunError(
                        f"{name} har ändrats sedan xltools skrev den, och skrivs inte över. "
                        "Flytta undan filen, eller kör med --force; då sparas den som en daterad kopia."
                    )
                kept = dated_copy(path)
        self._record(name, sha256(data))
        write_atomic(path, data)
        return kept

    def must_be_closed(self, path: Path) -> None:
        """Raise CannotRunError when a file is open in Excel or Word."""
        if (path.parent / f"~${path.name}").exists():
            raise CannotRunError(f"{self.relative(path)} är öppen i Excel eller Word. Stäng den och kör igen.")

    def replace(self, path: Path, data: bytes) -> None:
        """Write over a file whose present content is kept elsewhere; CannotRunError when it is open in Excel."""
        self.must_be_closed(path)
        self._record(self.relative(path), sha256(data))
        write_atomic(path, data)

    def untouched(self, path: Path) -> bool:
        """Return whether a file is there and is as xltools wrote it."""
        return path.is_file() and sha256(path.read_bytes()) in self._written(self.relative(path))

    def _written(self, name: str) -> list[str]:
        """Return the hashes that xltools has given a file: the one before and the last one."""
        known = self._ledger().get(name, [])
        return known if isinstance(known, list) else []

    def _record(self, name: str, digest: str) -> None:
        """Note what is about to be written, before it is: a stop in between leaves either file known as ours."""
        ledger = self._ledger() | {name: [*self._written(name)[-1:], digest]}
        text = json.dumps(ledger, ensure_ascii=False, indent=0, sort_keys=True)
        write_atomic(self.root / _WRITTEN, text.encode())

    def _ledger(self) -> dict[str, object]:
        """Return what xltools has written, by relative path; a damaged list counts as empty, which is the safe side."""
        try:
            ledger = json.loads((self.root / _WRITTEN).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return ledger if isinstance(ledger, dict) else {}

    @contextmanager
    def locked(self, *, force: bool = False) -> Iterator[None]:
        """Hold the folder's lock while writing; CannotRunError names who else holds it and since when."""
        lock = self.root / _LOCK
        mine = f"{getpass.getuser()} på {socket.gethostname()}, sedan {datetime.now().astimezone():%Y-%m-%d %H:%M}"
        if force:
            lock.unlink(missing_ok=True)
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            holder = lock.read_text("utf-8", errors="replace").strip() or "någon annan"
            raise CannotRunError(
                f"Mappen används av {holder}. Vänta tills det är klart, eller kör med --force om det har avbrutits."
            ) from None
        except OSError as error:
            raise CannotRunError(f"Det går inte att skriva i mappen {self.root}: {why(error)}") from None
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(mine)
            yield
        finally:
            lock.unlink(missing_ok=True)


_NO_RIGHT = "du har inte rätt att skriva där. Välj en annan mapp, eller be IT om rätt till den."
_IN_THE_WAY = "en fil ligger i vägen för en mapp. Flytta eller byt namn på filen, eller välj en annan mapp."
_FULL = "disken är full. Frigör utrymme och kör igen."
_WHY = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENAMETOOLONG: "namnet är för långt. Välj ett kortare namn, eller en mapp närmare roten.",
    errno.ENOENT: "mappen eller filen finns inte längre. Kontrollera sökvägen och att enheten är ansluten.",
}


def why(error: OSError) -> str:
    """Return why the computer would not write, and what to do, as the end of a Swedish sentence with its full stop."""
    return _WHY.get(error.errno or 0, "datorn säger nej. Kontrollera att mappen går att nå, och kör igen.")


def why_unread(error: OSError) -> str:
    """Return why the computer would not read, as the end of a Swedish sentence without its full stop."""
    barred = error.errno in (errno.EACCES, errno.EPERM)
    return "du har inte rätt att läsa den" if barred else "datorn släpper inte fram den"


def sha256(data: bytes) -> str:
    """Return the hex digest."""
    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: to a temporary file beside it, on to the disk, then in its place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".xltools-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise CannotRunError(f"Det går inte att skriva i mappen {path.parent}: {why(error)}") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is made for its owner only; the finished one is for everybody the folder lets in.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except PermissionError:
        raise CannotRunError(f"{path.name} går inte att skriva. Är den öppen i Excel eller Word? Stäng den.") from None
    except OSError as error:
        raise CannotRunError(f"{path.name} går inte att skriva: {why(error)}") from None
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_dated_copy(path: Path) -> bool:
    """Return whether a file is named as `dated_copy` names one."""
    return _COPY.search(path.stem) is not None


def dated_copy(path: Path) -> Path:
    """Copy a file beside itself under a name with today's date and time, and return the copy's path.

    CannotRunError when it cannot be written.
    """
    stamp = f"{path.stem}_{datetime.now().astimezone():%Y-%m-%d_%H%M%S}"
    target, count = path.with_name(f"{stamp}{path.suffix}"), 1
    while target.exists():
        count += 1
        target = path.with_name(f"{stamp}_{count}{path.suffix}")
    write_atomic(target, path.read_bytes())
    return target
