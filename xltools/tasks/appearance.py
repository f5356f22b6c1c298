"""The look of the sender's documents, as the sheet Kommun says: its colour, its font, and its logo from the folder."""

from __future__ import annotations

from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.place import Place
from xltools.sheets.grunddata import KOMMUN
from xltools.word.appearance import Appearance
from xltools.word.picture import MOST_BYTES, NotAPicture, Picture, picture
from xltools.workspace import Workspace, why_unread


def appearance_of(workspace: Workspace, master: MasterData) -> tuple[Appearance, tuple[Finding, ...]]:
    """Return the look, and a finding when the logo cannot be used; the documents are then made without it."""
    who = master.municipality
    logo: Picture | None = None
    findings: tuple[Finding, ...] = ()
    if who.logo:
        try:
            logo = _logo(workspace, who.logo, f"Logotyp för {who.name or 'kommunen'}")
        except NotAPicture as error:
            details = {"found": who.logo, "reason": str(error)}
            findings = (Finding(Code.LOGO_UNUSABLE, Place(workspace.relative(workspace.master), KOMMUN.name),
                                details=details),)  # fmt: skip
    return Appearance(who.main_colour.removeprefix("#"), who.font, logo), findings


def _logo(workspace: Workspace, name: str, description: str) -> Picture:
    root = workspace.root.resolve()
    path = (root / name).resolve()
    # Who copies the folder shall have copied everything, and grunddata from someone else shall read nothing beside it.
    if not path.is_relative_to(root):
        raise NotAPicture("den ligger inte i arbetsmappen")
    if not path.is_file():
        raise NotAPicture("filen finns inte i arbetsmappen")
    try:
        with path.open("rb") as file:
            return picture(file.read(MOST_BYTES + 1), description)
    except OSError as error:
        raise NotAPicture(f"filen går inte att läsa ({why_unread(error)})") from None
