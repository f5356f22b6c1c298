"""Where things lie for one user: Excel's startup folder, the settings of xltools, its log, and the desktop."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Excel on the Mac may only read inside its own containers.
_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of the user. `startup` is None where there is no Excel to start; none of them need exist.

    Excel opens every add-in that lies in `startup`, and trusts it: no administrator and no setting is needed.
    """

    settings: Path
    desktop: Path
    startup: Path | None


def places(system: str = sys.platform, environment: Mapping[str, str] = os.environ, home: Path | None = None) -> Places:
    """Return the user's folders on a computer with this system (as Python names it) and environment."""
    home = home or Path.home()
    if system == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return Places(roaming / "xltools", _windows_desktop(environment, home), roaming / "Microsoft/Excel/XLSTART")
    if system == "darwin":
        return Places(home / "Library/Application Support/xltools", home / "Desktop", home / _MAC_STARTUP)
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return Places(settings / "xltools", home / "Desktop", None)


def _windows_desktop(environment: Mapping[str, str], home: Path) -> Path:
    """Return the desktop; where OneDrive looks after it, it lies inside its folder, perhaps under its Swedish name."""
    synced = (environment.get(name) for name in ("OneDriveCommercial", "OneDrive"))
    desktops = [Path(folder) / name for folder in synced if folder for name in ("Desktop", "Skrivbord")]
    return next((folder for folder in desktops if folder.is_dir()), home / "Desktop")
