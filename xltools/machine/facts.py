"""Looks at the computer and says what there is, without judging it: Python, packages, Office and its policies."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.machine.registry import Settings, settings

if TYPE_CHECKING:
    from packaging.requirements import Requirement

# Microsoft Defender's rule "Block all Office applications from creating child processes".
_NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
_DEFENDER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender"
_POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
_CHOICE = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"

# Python from Microsoft's shop sees a copy of the user's AppData of its own: what it writes there, Excel never sees.
_SHOP = "WindowsApps"

_MAC_EXCEL = Path("/Applications/Microsoft Excel.app")
_SYNCED = ("OneDriveCommercial", "OneDrive", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class Package:
    """A package that xltools needs: the versions that do, and the one that is there, None where it is missing."""

    name: str
    wanted: str
    installed: str | None
    fits: bool


@dataclass(frozen=True, slots=True)
class Computer:
    """What was found. `vba_warnings` and the like are the numbers of Windows' settings, None where nothing is set."""

    system: str
    python: str
    executable: Path
    own_environment: bool
    from_shop: bool
    packages: tuple[Package, ...]
    excel: str | None
    vba_warnings: int | None = None
    vba_warnings_by_policy: bool = False
    trusted_places_off: bool = False
    addins_off: bool = False
    children_blocked: int | None = None
    synced: tuple[Path, ...] = ()


def look(read: Settings | None = None, environment: Mapping[str, str] = os.environ) -> Computer:
    """Return what this computer has. `read` gives the settings of Windows."""
    read = read or settings()
    by_policy = _number(read(_POLICY, "VBAWarnings"))
    return Computer(
        system=sys.platform,
        python=platform.python_version(),
        executable=Path(sys.executable),
        own_environment=sys.prefix != sys.base_prefix,
        from_shop=_SHOP in sys.base_prefix,
        packages=packages(),
        excel=_excel(read),
        vba_warnings=_number(read(_CHOICE, "VBAWarnings")) if by_policy is None else by_policy,
        vba_warnings_by_policy=by_policy is not None,
        trusted_places_off=_number(read(rf"{_POLICY}\Trusted Locations", "AllLocationsDisabled")) == 1,
        addins_off=_number(read(_POLICY, "DisableAllAddins")) == 1,
        children_blocked=_children_blocked(read),
        synced=tuple(dict.fromkeys(Path(folder) for name in _SYNCED if (folder := environment.get(name)))),
    )


def packages(of: str = "xltools") -> tuple[Package, ...]:
    """Return the packages that a program asks for on this system, each with the version that is installed."""
    from packaging.requirements import Requirement

    wanted = (Requirement(line) for line in importlib.metadata.requires(of) or ())
    return tuple(_package(one) for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""}))


def _package(wanted: Requirement) -> Package:
    try:
        installed = importlib.metadata.version(wanted.name)
    except importlib.metadata.PackageNotFoundError:
        return Package(wanted.name, str(wanted.specifier), None, fits=False)
    return Package(
        wanted.name, str(wanted.specifier), installed, wanted.specifier.contains(installed, prereleases=True)
    )


def _excel(read: Settings) -> str | None:
    """Return the version of Excel, such as "16"; None where there is none."""
    if sys.platform == "darwin":
        return "för Mac" if _MAC_EXCEL.is_dir() else None
    current = read(r"HKCR\Excel.Application\CurVer", "")
    found = re.fullmatch(r"Excel\.Application\.(\d+)", str(current or ""))
    return found[1] if found else None


def _children_blocked(read: Settings) -> int | None:
    """Return 1 where Office may start no programs, 2 where that is only noted, 6 where people are asked; else None."""
    group_policy = read(rf"{_DEFENDER}\Windows Defender Exploit Guard\ASR\Rules", _NO_CHILDREN)
    if group_policy is not None:
        return _number(group_policy)
    managed = str(read(rf"{_DEFENDER}\Policy Manager", "ASRRules") or "")
    found = re.search(rf"{_NO_CHILDREN}=(\d)", managed, re.IGNORECASE)
    return int(found[1]) if found else None


def _number(value: str | int | None) -> int | None:
    try:
        return None if value is None else int(value)
    except ValueError:
        return None
