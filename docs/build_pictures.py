"""Makes the pictures of the handbook, docs/bilder/*.png, from the example municipality.

Run `python docs/build_pictures.py` when something that people see has changed. LibreOffice (`soffice`) and poppler
(`pdftoppm`, `pdftotext`) must be installed. What the terminal says stands as text in the handbook, not as pictures.
The example has no December, so the page of a bokslut comes from the year that the tests rebuild.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import xlwings as xw

from tests.documents import bokslut_2019
from tests.live.engine import register
from tests.live.office import office, properties
from xltools.sheets.styrbok import FINDINGS_NOTE_CELL, FINDINGS_SHEET
from xltools.tasks.demo import demo
from xltools.tasks.live.press import press
from xltools.tasks.report import report, reports

PICTURES = Path(__file__).parent / "bilder"
BOOK = "inlamning/2022-08/2022-08_2023.xlsx"
FAULTY = "inlamning/2022-08/2022-08_3021.xlsx"
RESULTS = "resultat/2022-08"
MARKED = f"{RESULTS}/markerade/2022-08_3021.xlsx"
MONTHLY = f"{RESULTS}/manadsrapport_2022-08.docx"
REPORT = f"{RESULTS}/tertialrapport_2022-08.docx"
FOLLOW_UP = f"{RESULTS}/tertialuppfoljning_2022-08.docx"
INTERIM = f"{RESULTS}/delarsbokslut_2022-08.docx"
ANNUAL = f"resultat/{bokslut_2019.PERIOD}/bokslut_{bokslut_2019.PERIOD}.docx"
PLAN = f"{RESULTS}/namndplan_2022-08.docx"
LETTER = f"{RESULTS}/tjansteskrivelse_SN_2022-0148.04.02.docx"

PRESSED = "styrbok-kontrollerad.pdf"
"""Styrbok after a press on Kontrollera, which is made with the tests' own LibreOffice, and comes out of it as a PDF."""

CHECKED = "bok-kontrollerad.pdf"
"""An entry workbook after a press on Kontrollera denna bok, made in the same way."""

MOMENT = "2022-09-12 09:30"
"""When the picture says that the button was pressed, whatever the clock says."""

WHITE = b"\xff"
SWEDISH = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop>
</item>
</oor:items>
"""
BLACK = b"\0"
HEADER = 20
"""Pixels that are certainly within the column of row numbers; the lines there are black."""

EDGE = 8
"""Pixels of white that are left around a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: a page of a file of the example, found by a text on it, and the part of the page that is shown.

    The page is cut off below `bottom`, a share of its height. White margins are cut away too, unless `whole` asks for
    the page as it is. `dpi` decides how large the picture gets.
    """

    name: str
    source: str
    shows: str
    bottom: float = 0.95
    dpi: int = 115
    whole: bool = False


ALL = (
    Picture("styrbok", "styrbok.xlsm", "Styrbok – Socialnämnden", bottom=0.62),
    Picture("styrbok-kontrollerad", PRESSED, "Styrbok – Socialnämnden", bottom=0.8),
    Picture("styrbok-fynd", PRESSED, "1 Fynd 2", bottom=0.5),
    Picture("grunddata-organisation", "grunddata.xlsx", "1 Organisation 2", bottom=0.62),
    Picture("grunddata-budget", "grunddata.xlsx", "1 Budget 2", bottom=0.5),
    Picture("bok-info", BOOK, "1 Placeringar och familjehem 2"),
    Picture("bok-drift", BOOK, "M 1 Drift 2022 2", bottom=0.6),
    Picture("bok-volymer", BOOK, "1 Volymer 2022 2", bottom=0.4),
    Picture("bok-personal", BOOK, "1 Personal 2022 2", bottom=0.5),
    Picture("bok-mal", FAULTY, "1 Mål 2", bottom=0.6),
    Picture("bok-texter", BOOK, "1 Texter 2"),
    Picture("bok-fore-kontroll", FAULTY, "M 1 Drift 2022 2", bottom=0.6),
    Picture("bok-efter-kontroll", CHECKED, "M 1 Drift 2022 2", bottom=0.6),
    Picture("markerad-lista", MARKED, "Kontroll av arbetsboken", bottom=0.5),
    Picture("markerad-drift", MARKED, "M 1 Drift 2022 2", bottom=0.6),
    Picture("kontroll", f"{RESULTS}/kontroll.xlsx", "1 Kontroll augusti 2022", bottom=0.7),
    Picture("kontroll-fynd", f"{RESULTS}/kontroll.xlsx", "1 Fynd 2", bottom=0.5),
    Picture("sammanstallning-oversikt", f"{RESULTS}/sammanstallning.xlsx", "uppföljning augusti 2022 2"),
    Picture("sammanstallning-verksamhet", f"{RESULTS}/sammanstallning.xlsx", "1 Drift per verksamhet", bottom=0.62),
    Picture("rapport-framsida", REPORT, "Socialförvaltningen Tertial 2", bottom=1.0, dpi=55, whole=True),
    Picture("rapport-personal", REPORT, "Personalsammansättning Kön", bottom=1.0, dpi=90, whole=True),
    Picture("tjansteskrivelse", LETTER, "Tjänsteskrivelse Handläggare", bottom=1.0, dpi=90, whole=True),
    Picture("manadsrapport", MONTHLY, "Verksamhetsstatistik Barn och unga 2022", bottom=1.0, dpi=90, whole=True),
    Picture("tertialrapport", REPORT, "Driftredovisning per kostnadsslag, tkr tkr", bottom=1.0, dpi=90, whole=True),
    Picture("tertialuppfoljning", FOLLOW_UP, "Utkast: Uppföljningen omfattar", bottom=1.0, dpi=90, whole=True),
    Picture("delarsbokslut", INTERIM, "Driftbudget, tkr tkr", bottom=1.0, dpi=90, whole=True),
    Picture("bokslut", ANNUAL, "Resultat per sektor, tkr", bottom=1.0, dpi=90, whole=True),
    Picture("namndplan", PLAN, "Ekonomisk sammanställning, nettokostnad, tkr", bottom=1.0, dpi=90, whole=True),
)


def main() -> None:
    """Make every picture anew; pictures that are no longer asked for are removed."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        pictured = folders(scratch)
        sources = dict.fromkeys(picture.source for picture in ALL)
        pdfs = {source: as_pdf(first_with(source, pictured), scratch) for source in sources}
        for picture in ALL:
            draw(picture, pdfs[picture.source])


def folders(scratch: Path) -> tuple[Path, ...]:
    """Return the working folders that are pictured, with every document written: the example's and a December's."""
    example = demo(scratch / "socialnamnden")
    reports(example.workspace, example.run.period)
    pressed(example.workspace.root, scratch)
    december = bokslut_2019.folder(scratch / "december")
    report(december, "bokslut", bokslut_2019.PERIOD)
    return example.workspace.root, december.root


def pressed(folder: Path, scratch: Path) -> None:
    """Press buttons in copies of styrbok and of an entry workbook, and keep what these look like then."""
    # The buttons remember the folder that was last worked in: here that is nobody's business.
    os.environ["XDG_CONFIG_HOME"] = str(scratch)
    with office("sv-SE") as (desktop, _):
        books = register(desktop).app.books
        for source, verb, name in (("styrbok.xlsm", "validate", PRESSED), (FAULTY, "check", CHECKED)):
            target = folder / name
            copy = target.with_suffix(Path(source).suffix)
            as_on_screen(folder / source, copy)
            opened = books.open(str(copy))
            book = xw.Book(impl=opened)
            press(verb, book)
            if verb == "validate":
                told = book.sheets[FINDINGS_SHEET][FINDINGS_NOTE_CELL]
                told.value = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", MOMENT, told.value)
            opened.document.storeToURL(target.as_uri(), properties(FilterName="calc_pdf_Export"))
            opened.close()


def first_with(source: str, pictured: Iterable[Path]) -> Path:
    """Return the file's path in the first folder that has it; LookupError when none has."""
    for folder in pictured:
        if (folder / source).exists():
            return folder / source
    raise LookupError(f"{source} has not been made")


def as_pdf(source: Path, scratch: Path) -> Path:
    """Return the file as a PDF; workbooks with the row numbers and column letters that they have on the screen."""
    if source.suffix == ".pdf":
        return source
    copy = scratch / "kopior" / source.name
    copy.parent.mkdir(exist_ok=True)
    # The same name may stand in two folders: an entry workbook and its marked copy.
    copy = copy.with_name(f"{source.parent.name}_{source.name}")
    if source.suffix in (".xlsx", ".xlsm"):
        as_on_screen(source, copy)
    else:
        copy.write_bytes(source.read_bytes())
    profile = f"-env:UserInstallation={swedish_profile(scratch).as_uri()}"
    target = scratch / "pdf"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target), str(copy))
    return target / f"{copy.stem}.pdf"


def swedish_profile(scratch: Path) -> Path:
    """Return a profile for LibreOffice that shows numbers as Swedish readers see them."""
    profile = scratch / "profil"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        settings.write_text(SWEDISH, "utf-8")
    return profile


def as_on_screen(source: Path, target: Path) -> None:
    """Write a copy of a workbook that prints its row numbers, column letters and buttons."""
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(target, "w") as copy:
        for part in book.infolist():
            data = book.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                text = data.decode()
                if "<printOptions" in text:
                    text = text.replace("<printOptions", '<printOptions headings="1"', 1)
                else:
                    text = text.replace("<pageMargins", '<printOptions headings="1"/><pageMargins', 1)
                data = text.encode()
            elif "vmlDrawing" in part.filename:
                data = data.replace(b"<x:PrintObject>False</x:PrintObject>", b"")
            copy.writestr(part, data)


def draw(picture: Picture, pdf: Path) -> None:
    """Write one picture, cut out of the first page that holds its text."""
    page = next((number for number, text in enumerate(pages(pdf), 1) if picture.shows in text), None)
    if page is None:
        raise LookupError(f"{picture.source} has no page with «{picture.shows}»")
    at = ["-r", str(picture.dpi), "-f", str(page), "-l", str(page), "-singlefile"]
    rows = pixels(run("pdftoppm", *at, str(pdf)))
    rows = rows[: round(len(rows) * picture.bottom)]
    target = PICTURES / f"{picture.name}.png"
    target.write_bytes(png(rows if picture.whole else trimmed(between_rows(rows))))


def pixels(ppm: bytes) -> list[bytes]:
    """Return the rows of a picture in the format PPM, three bytes a pixel."""
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
    if head is None:
        raise ValueError("pdftoppm gave no picture")
    width = 3 * int(head[1])
    return [ppm[start : start + width] for start in range(head.end(), len(ppm), width)]


def between_rows(rows: list[bytes]) -> list[bytes]:
    """Return the rows down to the last line below a row number, so that no row of a sheet is cut in half."""
    inked = [row for row in rows if row.strip(WHITE)]
    left = min((len(row) - len(row.lstrip(WHITE)) for row in inked), default=0) // 3 * 3
    header = slice(left, left + 3 * HEADER)
    lines = [number for number, row in enumerate(rows) if row[header] == BLACK * (3 * HEADER)]
    return rows[: lines[-1] + 1] if lines else rows


def trimmed(rows: list[bytes]) -> list[bytes]:
    """Return the rows without the white around them, but for a narrow edge."""
    inked = [number for number, row in enumerate(rows) if row.strip(WHITE)]
    rows = rows[max(0, inked[0] - EDGE) : inked[-1] + EDGE]
    width = len(rows[0]) // 3
    left = min(len(row) - len(row.lstrip(WHITE)) for row in rows) // 3
    right = width - min(len(row) - len(row.rstrip(WHITE)) for row in rows) // 3
    return [row[3 * max(0, left - EDGE) : 3 * min(width, right + EDGE)] for row in rows]


def png(rows: list[bytes]) -> bytes:
    """Return the picture as a PNG with 256 colours at most, which is a third of the size and looks the same."""
    # Sixteen steps a channel are enough for text and plain fields; the commonest colours make the palette.
    coarse = bytes(17 * round(level / 17) for level in range(256))
    colours = [list(zip(*(row.translate(coarse)[i::3] for i in range(3)), strict=True)) for row in rows]
    palette = [colour for colour, _ in Counter(colour for row in colours for colour in row).most_common(256)]
    index = {colour: number for number, colour in enumerate(palette)}
    for colour in {colour for row in colours for colour in row} - index.keys():
        index[colour] = min(range(len(palette)), key=lambda n: distance(palette[n], colour))
    data = b"".join(b"\0" + bytes(index[colour] for colour in row) for row in colours)
    head = struct.pack(">IIBBBBB", len(colours[0]), len(rows), 8, 3, 0, 0, 0)
    colour_table = bytes(chain.from_iterable(palette))
    parts = ((b"IHDR", head), (b"PLTE", colour_table), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return how unlike two colours are."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def run(*words: str) -> bytes:
    """Return what a program says; its name is looked up on the path."""
    return subprocess.run(words, check=True, capture_output=True).stdout


@cache
def pages(pdf: Path) -> tuple[str, ...]:
    """Return the text of every page, with all white space as single blanks."""
    text = run("pdftotext", "-layout", str(pdf), "-").decode()
    return tuple(" ".join(page.split()) for page in text.split("\f"))


if __name__ == "__main__":
    main()
