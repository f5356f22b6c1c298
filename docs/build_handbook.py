"""Fills in what the handbook, docs/handbok.md, takes from the program: tables of columns, formats, and what is shown.

Run `python docs/build_handbook.py` after changing a sheet, a format or what a command says; a test fails when the page
is not fresh. What stands between a line such as `<!-- kolumner: Mått -->` and the next `<!-- slut -->` is made here:

    kolumner: BLAD                  the columns of a sheet of grunddata
    inställningar: BLAD             the settings of a form of grunddata
    dokument                        the reports that can be written
    format                          the formats of templates
    kör MAPP: KOMMANDO | n, m       what a command says; its first n and last m lines where it is long
    räkning: ENHET, RAD             how the forecast of one line of one enhet of the example is made
    dator                           what xltools doctor says on a computer with Windows and Excel

Commands run in a folder of their own, one after another in the order of the page: `prova` is where the page puts the
example, `saknad` the same with one workbook missing, and `rättad` the same with a forecast changed in one workbook and
a figure changed by hand in the tertialrapport, after it was written.
"""

from __future__ import annotations

import importlib.metadata
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from datetime import date
from decimal import Decimal
from pathlib import Path, PureWindowsPath
from typing import cast

import docx
import openpyxl
from click.testing import CliRunner
from docx.oxml.ns import qn
from packaging.requirements import Requirement
from rich.console import Console

from xltools.cli import cli
from xltools.console import doctor
from xltools.documents.catalogue import LETTER, REPORTS
from xltools.locale import speak_swedish
from xltools.machine.diagnose import AddIn, Around, diagnose
from xltools.machine.facts import Computer, Package
from xltools.model.figure import Figure, Unit
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.sheets.spec import Column, Form, Kind, Setting, Table
from xltools.word.filters import FORMATS, WITH_DECIMALS

PAGE = Path(__file__).parent / "handbok.md"
WIDTH = 84
MISSING = "inlamning/2022-08/2022-08_2041.xlsx"
CORRECTED = "inlamning/2022-08/2022-08_2023.xlsx"
EDITED = "resultat/2022-08/tertialrapport_2022-08.docx"
EXPORT = "utfall/huvudbok_2022-08.csv"

_BLOCK = re.compile(
    r"(<!-- (?P<what>kolumner|inställningar|dokument|format|kör|räkning|dator)(?P<rest>[^>]*?) -->\n)"
    r".*?(<!-- slut -->)",
    re.DOTALL,
)
_RUN = re.compile(r" (?P<folder>\S+): xltools (?P<words>[^|]+?)(?: \| (?P<first>\d+), (?P<last>\d+))?")
# How long ago a deadline of the example was depends on the day.
_AGO = re.compile(r",\s+för\s+[\d\s]+\s+dagar\s+sedan")

_KINDS = {
    Kind.CODE: "En kod.",
    Kind.TEXT: "Text.",
    Kind.LONG_TEXT: "Text, gärna flera rader.",
    Kind.MONEY: "Ett belopp.",
    Kind.NUMBER: "Ett tal.",
    Kind.PERCENT: "En andel i procent.",
    Kind.YEAR: "Ett år.",
    Kind.MONTH: "En månad, 1–12.",
    Kind.DATE: "Ett datum, till exempel 2022-09-14.",
    Kind.PERIOD: "En period, till exempel 2022-08.",
    Kind.CHOICE: "",
}
_OWN_CODE = "Din egen kod för raden. Två rader får inte ha samma."
_CHOOSE = "Välj i listan."

_ORE = Figure("drift.total.avvikelse", -1_270_000_000, Unit.ORE, 0, "Avvikelse", "")
_FORMATS: dict[str, tuple[str, object]] = {
    "tkr": ("belopp i tusental kronor", _ORE),
    "mnkr": ("belopp i miljoner kronor, en decimal", _ORE),
    "kr": ("belopp i hela kronor", _ORE),
    "pct": ("andel med procenttecken, en decimal", Decimal("66.91")),
    "num": ("antal och andra tal utan enhet", Decimal(1032)),
    "datum": ("datum med månaden i ord", date(2022, 9, 14)),
    "versal": ("text med stora bokstäver", "Barn och familj"),
    "belopp": ("talet utan tecken, för meningar som «ett underskott på 12,7 mnkr»; följs av ett annat format", _ORE),
}
"""Format → what it gives, and a value to show it with."""


def handbook(page: str) -> str:
    """Return the page with every marked block made anew."""
    speak_swedish()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()

        def filled(found: re.Match[str]) -> str:
            made = _MAKERS[found["what"]](found["rest"], root)
            return f"{found[1]}\n{made}\n\n{found[4]}"

        return _BLOCK.sub(filled, page)


def _columns(rest: str, _root: Path) -> str:
    name = rest.removeprefix(": ")
    table = next(table for table in TABLES if table.name == name)
    return _table(("Kolumn", "Måste fyllas i", "Innehåll"), _rows(table))


def _rows(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield a line a column; the twelve months share one."""
    months = [column for column in table.columns if re.fullmatch(r"m\d+", column.key)]
    for column in table.columns:
        if column.key == table.sums:
            yield f"**{column.title}**", "", "Räknas ut: de tolv månaderna tillsammans."
        elif column not in months:
            yield f"**{column.title}**", "ja" if column.required else "", _content(column)
        elif column is months[0]:
            yield f"**{column.title}** till **{months[-1].title}**", "", "Ett belopp för varje månad."


def _content(column: Column) -> str:
    """Return what a column holds: its own help, or what kind of value it takes, and the choices there are."""
    told = column.help or (_OWN_CODE if column.key == "kod" else _KINDS[column.kind])
    parts = [told.replace(_CHOOSE, "").strip()]
    if column.choices:
        parts.append(f"Välj bland: {', '.join(column.choices)}.")
    if column.refers:
        parts.append(f"Koderna finns på bladet {column.refers}.")
    return " ".join(filter(None, parts))


def _settings(rest: str, _root: Path) -> str:
    name = rest.removeprefix(": ")
    form = next(form for form in FORMS if form.name == name)
    return _table(("Inställning", "Om du inte ändrar", "Förklaring"), _lines(form))


def _lines(form: Form) -> Iterator[tuple[str, str, str]]:
    for setting in form.settings:
        yield f"**{setting.title}**", _default(setting), _explained(setting)


def _default(setting: Setting) -> str:
    return f"`{setting.default}`".replace("|", "\\|") if setting.default != "" else ""


def _explained(setting: Setting) -> str:
    return setting.help + (f" Välj bland: {', '.join(setting.choices)}." if setting.choices else "")


def _documents(_rest: str, _root: Path) -> str:
    lines = ((title, f"`xltools report {name}`") for name, title in REPORTS.items())
    return _table(("Dokument", "Kommando"), lines)


def _formats(_rest: str, _root: Path) -> str:
    def line(name: str) -> tuple[str, str, str, str]:
        explained, value = _FORMATS[name]
        shown = FORMATS[name](value)
        tag = f"`{{{{ … | {name} }}}}`"
        if name == "belopp":
            tag, shown = "`{{ … | belopp | mnkr }}`", FORMATS["mnkr"](shown)
        decimals = f"`{name}(2)` ger två decimaler" if name in WITH_DECIMALS else ""
        return tag.replace("|", "\\|"), explained, str(shown), decimals

    return _table(("Skriv", "Ger", "Exempel", "Decimaler"), map(line, FORMATS))


def _table(heads: Sequence[str], rows: Iterator[tuple[str, ...]] | map[tuple[str, ...]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _run(rest: str, root: Path) -> str:
    """Return the command and what it says, run in a folder below `root`; the example is there as `prova`."""
    found = _RUN.fullmatch(rest)
    if found is None:
        raise ValueError(f"kör{rest}: skriv «kör MAPP: xltools KOMMANDO», och «| 5, 3» för delar av utskriften")
    folder = root / found["folder"]
    if found["folder"] == "saknad" and not folder.exists():
        shutil.copytree(root / "prova", folder)
        (folder / MISSING).unlink()
    if found["folder"] == "rättad" and not folder.exists():
        shutil.copytree(root / "prova", folder)
        _correct(folder)
    if EXPORT in found["words"]:
        (folder / EXPORT).write_text(_export(), "cp1252")
    verb = found["words"].partition(" ")[0]
    if verb in ("report", "letter"):
        # The demo has written them; the page shows what is said the first time.
        for document in (folder / "resultat").rglob("*.docx"):
            if document.name.startswith(LETTER) == (verb == "letter"):
                document.unlink()
    lines = _said(folder, found["words"])
    if found["first"]:
        first, last = int(found["first"]), int(found["last"])
        if len(lines) > first + last:
            shown = lines[:first] if lines[first - 1] else lines[: first - 1]
            lines = [*shown, "…", *lines[len(lines) - last :]]
    return "\n".join(["```text", f"> xltools {found['words']}", *lines, "```"])


def _correct(folder: Path) -> None:
    """Change a forecast in an enhet's workbook, and in the report of before a figure, as people do."""
    path = folder / CORRECTED
    workbook = openpyxl.load_workbook(path)
    workbook["Drift"]["J12"] = 78_292
    workbook.save(path)
    report = docx.Document(str(folder / EDITED))
    typed = next(text for text in report.element.body.iter(qn("w:t")) if text.text == "−25\xa0525")
    typed.text = "−25\xa0000"
    sentence = next(one for one in report.paragraphs if one.text == "Åtgärder och konsekvenser" and one.style)
    sentence.insert_paragraph_before("Nämnden har att hantera ett underskott på 12,7 mnkr.")
    report.save(str(folder / EDITED))


def _export() -> str:
    """Return eight months of a ledger for the enheter that grunddata has as examples."""
    lines = ["Konto;Ansvar;Period;Belopp"]
    for month in range(1, 9):
        lines += [f"3110;2011;2022{month:02};-20500,00", f"5010;2011;2022{month:02};498700,50"]
        lines.append(f"5010;2012;2022{month:02};431200,00")
    return "\n".join(lines) + "\n"


def _working(rest: str, root: Path) -> str:
    unit, line = rest.removeprefix(": ").split(", ")
    lines = _said(root / "prova", f"forecast {unit}")
    # The line's name stands in the table first, and then alone above its working.
    start = lines.index(line)
    end = next((at for at in range(start, len(lines)) if not lines[at]), len(lines))
    return "\n".join(["```text", *lines[start:end], "```"])


class _WindowsFile(PureWindowsPath):
    """A path on somebody else's computer, where the file exists."""

    def is_file(self) -> bool:
        return True


def _doctor(_rest: str, _root: Path) -> str:
    """Return what is said of a computer that has all but LibreOffice, when there is no working folder yet."""
    # Judging a computer only names its paths, and asks whether the Python of the buttons is there.
    home = PureWindowsPath(r"C:\Users\bo")
    python = cast(Path, _WindowsFile(home / "xltools-program" / "Scripts" / "python.exe"))
    computer = Computer("win32", "3.12.4", python, True, False, tuple(_windows_packages()), excel="16")
    around = Around(folder=None, writable=False, addin=AddIn.SAME, python=python, libreoffice=None)
    shown = io.StringIO()
    doctor.show(Console(file=shown, width=WIDTH), diagnose(computer, around))
    lines = (line.rstrip() for line in shown.getvalue().strip("\n").splitlines())
    return "\n".join(["```text", "> xltools doctor", *lines, "```"])


def _windows_packages() -> Iterator[Package]:
    for line in importlib.metadata.requires("xltools") or ():
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate({"extra": "", "sys_platform": "win32"}):
            yield Package(one.name, str(one.specifier), "", fits=True)


def _said(folder: Path, words: str) -> list[str]:
    """Return the lines that a command says when it is run in a folder."""
    with chdir(folder):
        # Rich reads the width of the terminal from here.
        before, os.environ["COLUMNS"] = os.environ.get("COLUMNS"), str(WIDTH)
        try:
            result = CliRunner().invoke(cli, words.split())
        finally:
            del os.environ["COLUMNS"]
            if before is not None:
                os.environ["COLUMNS"] = before
    if result.exit_code not in (0, 1):
        raise ValueError(f"xltools {words}: {result.output.strip()}")
    return [line.rstrip() for line in _AGO.sub("", result.output).strip("\n").splitlines()]


_MAKERS: dict[str, Callable[[str, Path], str]] = {
    "kolumner": _columns,
    "inställningar": _settings,
    "dokument": _documents,
    "format": _formats,
    "kör": _run,
    "räkning": _working,
    "dator": _doctor,
}


if __name__ == "__main__":
    PAGE.write_text(handbook(PAGE.read_text("utf-8")), "utf-8")
