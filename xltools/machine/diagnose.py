"""Judges what a computer has: one line a thing, with its remedy, in the order in which somebody would mend them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from xltools.machine.facts import Computer
from xltools.model.diagnosis import Diagnosis, Health

_WINDOWS, _MAC = "win32", "darwin"

# Values of Excel's setting for macros.
_NO_MACROS, _SIGNED_MACROS = 4, 3
# Values of Defender's rule against programs that Office starts.
_BLOCKED, _ASKED = 1, 6

_OUTSIDE = (
    "Använd knapparna utifrån i stället: xltools button run check, eller genvägarna på skrivbordet. "
    "Eller be IT tillåta Excel att starta Python."
)


class AddIn(Enum):
    """How the tab's file in Excel's startup folder stands."""

    SAME = "densamma"
    OLD = "gammal"
    MISSING = "saknas"


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a run: the working folder and whether it can be written, the add-in, its Python, LibreOffice.

    `folder` is None outside a working folder; `addin` where there is no Excel; `python` is what the buttons start,
    None where nobody has said; `libreoffice` is None where there is none.
    """

    folder: Path | None
    writable: bool
    addin: AddIn | None
    python: Path | None
    libreoffice: Path | None


def diagnose(computer: Computer, around: Around) -> tuple[Diagnosis, ...]:
    """Return every diagnosis: Python and its packages first, then Excel, then the folder and PDF."""
    return (
        _python(computer),
        _packages(computer),
        *_excel(computer, around),
        *_folder(computer, around),
        _pdf(around),
    )


def _python(computer: Computer) -> Diagnosis:
    found = f"Python {computer.python} i {computer.executable}"
    if computer.from_shop:
        return Diagnosis(
            "Python",
            Health.BROKEN,
            f"{found}, hämtad från Microsoft Store. Excel ser inte vad den lägger i din mapp AppData.",
            "Installera Python från python.org för dig själv (kräver inga administratörsrättigheter) och gör om "
            "installationen av xltools.",
        )
    if not computer.own_environment:
        return Diagnosis(
            "Python",
            Health.DOUBTFUL,
            f"{found}, utan en egen miljö. Andra program kan byta ut det som xltools behöver.",
            "Installera xltools i en egen miljö, så som handboken visar.",
        )
    return Diagnosis("Python", Health.WELL, found)


def _packages(computer: Computer) -> Diagnosis:
    wrong = [package for package in computer.packages if not package.fits]
    if not wrong:
        return Diagnosis("Paket", Health.WELL, "alla finns i versioner som passar")
    told = ", ".join(
        f"{package.name} {package.installed} (behöver {package.wanted})"
        if package.installed
        else f"{package.name} saknas"
        for package in wrong
    )
    # Never by name: the package is handed over as a file, and somebody else may have put one of that name on the net.
    remedy = "Installera xltools en gång till ur filen som du har fått, så som handboken visar under Uppdatera"
    return Diagnosis("Paket", Health.BROKEN, told, remedy)


# --- Excel --------------------------------------------------------------------------------------------------------


def _excel(computer: Computer, around: Around) -> Iterator[Diagnosis]:
    if computer.system not in (_WINDOWS, _MAC):
        yield Diagnosis(
            "Excel", Health.NOT_SEEN, "Excel finns bara på Windows och Mac. Allt utom knapparna fungerar ändå."
        )
        return
    if computer.excel is None:
        yield Diagnosis(
            "Excel",
            Health.BROKEN,
            "Excel finns inte på datorn",
            "Installera Excel som program. Excel i webbläsaren räcker inte.",
        )
        return
    yield Diagnosis("Excel", Health.WELL, f"Excel {computer.excel}")
    yield _addin(computer, around)
    yield _buttons_python(computer, around)
    if computer.system == _WINDOWS:
        yield _macros(computer)
        yield _children(computer)
    else:
        yield Diagnosis("Makron", Health.NOT_SEEN, "inställningen går inte att läsa på Mac")


def _addin(computer: Computer, around: Around) -> Diagnosis:
    install = "Stäng Excel och kör xltools button install"
    if around.addin is AddIn.MISSING or around.addin is None:
        return Diagnosis(
            "Fliken i Excel", Health.BROKEN, "tillägget xltools.xlam ligger inte i Excels startmapp", install
        )
    if computer.addins_off:
        return Diagnosis(
            "Fliken i Excel",
            Health.BROKEN,
            "organisationen har stängt av alla tillägg i Excel",
            f"Be IT tillåta tillägget. {_OUTSIDE}",
        )
    if computer.trusted_places_off:
        return Diagnosis(
            "Fliken i Excel",
            Health.DOUBTFUL,
            "organisationen har stängt av betrodda platser, så Excel kan fråga eller vägra att öppna tillägget",
            f"Be IT godkänna xltools.xlam. {_OUTSIDE}",
        )
    if around.addin is AddIn.OLD:
        return Diagnosis(
            "Fliken i Excel", Health.DOUBTFUL, "tillägget xltools.xlam är från en annan version av xltools", install
        )
    return Diagnosis("Fliken i Excel", Health.WELL, "tillägget xltools.xlam ligger i Excels startmapp")


def _buttons_python(computer: Computer, around: Around) -> Diagnosis:
    install = "Kör xltools button install"
    if around.python is None:
        return Diagnosis("Knapparnas Python", Health.BROKEN, "knapparna vet inte vilken Python de ska starta", install)
    if not around.python.is_file():
        return Diagnosis("Knapparnas Python", Health.BROKEN, f"{around.python} finns inte längre", install)
    if around.python.parent != computer.executable.parent:
        return Diagnosis(
            "Knapparnas Python", Health.DOUBTFUL, f"knapparna startar en annan Python: {around.python}", install
        )
    return Diagnosis("Knapparnas Python", Health.WELL, str(around.python))


def _macros(computer: Computer) -> Diagnosis:
    who = "organisationen" if computer.vba_warnings_by_policy else "Excels inställning"
    remedy = (
        f"Be IT tillåta makron för styrbok.xlsm. {_OUTSIDE}"
        if computer.vba_warnings_by_policy
        else "Välj Arkiv > Alternativ > Säkerhetscenter > Makroinställningar > Inaktivera makron med meddelande."
    )
    if computer.vba_warnings == _NO_MACROS:
        return Diagnosis("Makron", Health.BROKEN, f"{who} stänger av alla makron utan att fråga", remedy)
    if computer.vba_warnings == _SIGNED_MACROS:
        return Diagnosis("Makron", Health.BROKEN, f"{who} tillåter bara signerade makron", remedy)
    return Diagnosis("Makron", Health.WELL, "Excel frågar, eller tillåter dem på betrodda platser")


def _children(computer: Computer) -> Diagnosis:
    subject = "Excel får starta Python"
    if computer.children_blocked == _BLOCKED:
        return Diagnosis(subject, Health.BROKEN, "virusskyddet hindrar Office från att starta program", _OUTSIDE)
    if computer.children_blocked == _ASKED:
        return Diagnosis(
            subject, Health.DOUBTFUL, "virusskyddet varnar när Office startar program", f"Välj Tillåt. {_OUTSIDE}"
        )
    return Diagnosis(subject, Health.WELL, "inget hinder hittat i virusskyddets inställningar")


# --- folder and PDF -----------------------------------------------------------------------------------------------


def _folder(computer: Computer, around: Around) -> Iterator[Diagnosis]:
    if around.folder is None:
        yield Diagnosis(
            "Arbetsmapp",
            Health.NOT_SEEN,
            "du står inte i någon arbetsmapp",
            "Gå till mappen där grunddata.xlsx ligger, eller skapa en med xltools init.",
        )
        return
    if not around.writable:
        yield Diagnosis(
            "Arbetsmapp",
            Health.BROKEN,
            f"det går inte att skriva i {around.folder}",
            "Be den som äger mappen om rätt att ändra i den, eller flytta arbetsmappen till en egen plats.",
        )
    elif any(around.folder.is_relative_to(place) for place in computer.synced):
        yield Diagnosis(
            "Arbetsmapp",
            Health.DOUBTFUL,
            f"{around.folder} synkas av OneDrive eller SharePoint",
            "Det fungerar om filerna finns på datorn: högerklicka på mappen och välj Behåll alltid på den här "
            "enheten. Stäng av Spara automatiskt i styrbok.xlsm om Excel visar en webbadress.",
        )
    else:
        yield Diagnosis("Arbetsmapp", Health.WELL, str(around.folder))


def _pdf(around: Around) -> Diagnosis:
    if around.libreoffice is None:
        return Diagnosis(
            "Pdf",
            Health.DOUBTFUL,
            "LibreOffice finns inte på datorn, och behövs bara för --pdf",
            "Installera LibreOffice (libreoffice.org), eller spara som pdf i Word.",
        )
    return Diagnosis("Pdf", Health.WELL, f"LibreOffice i {around.libreoffice}")
