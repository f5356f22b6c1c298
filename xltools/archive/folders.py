"""Folders of the archive: numbered, made whole or not at all, and held against their manifest before they count."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xltools.archive.parts import PARTS, READ, DamagedError
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.workspace import Workspace, sha256, why, write_atomic

MANIFEST = "manifest.json"


def numbered(workspace: Workspace, period: Period) -> list[Path]:
    """Return the period's snapshot folders, oldest first."""
    folder = workspace.archive(period)
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if path.is_dir() and path.name.isdecimal()), key=_number)


def _number(path: Path) -> int:
    return int(path.name)


def says_the_same(folder: Path, content: Mapping[str, object]) -> bool:
    """Return whether a folder holds a whole snapshot with this content."""
    try:
        manifest = manifest_of(folder)
        list(checked(folder, manifest))
    except DamagedError:
        return False
    return all(manifest.get(key) == value for key, value in content.items())


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that is there whole or not at all; CannotRunError when it cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".xltools-", suffix=".tmp", dir=target.parent))
    except OSError as error:
        raise CannotRunError(f"Det går inte att skriva i arkivet {target.parent}: {why(error)}") from None
    try:
        # The folder is made for its owner alone; the archive is for everybody that the working folder lets in.
        making.chmod(target.parent.stat().st_mode & 0o777)
        for name, data in files.items():
            write_atomic(making / name, data)
        making.rename(target)
    except OSError as error:
        raise CannotRunError(f"Det går inte att skriva i arkivet {target.parent}: {why(error)}") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest; DamagedError when it is not there, or none that this program writes."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except OSError:
        raise DamagedError(f"{MANIFEST} saknas") from None
    except ValueError:
        raise DamagedError(f"{MANIFEST} går inte att läsa") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("delar"), dict):
        raise DamagedError(f"{MANIFEST} går inte att läsa")
    if manifest.get("format") not in READ:
        raise DamagedError("det är skrivet av en annan version av xltools")
    return manifest


def checked(folder: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield each part with its content, after its sum has been compared with the manifest."""
    for name in PARTS:
        try:
            data = (folder / name).read_bytes()
        except OSError:
            raise DamagedError(f"{name} saknas") from None
        if sha256(data) != manifest["delar"].get(name):
            raise DamagedError(f"{name} har ändrats sedan den skrevs")
        yield name, data
