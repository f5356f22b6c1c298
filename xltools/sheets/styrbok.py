"""styrbok.xlsm and the tab in Excel: which sheets, cells and buttons there are, for who makes them and who fills them.

Only values are ever written by a button: every look (colours by word, rules below rows, the look of links) is a
format that lies in the workbook from the start. So a row is one round trip, and text from people stays text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from xltools.model.place import a1
from xltools.sheets.spec import Column, Kind

FILE = "styrbok.xlsm"
ADDIN_FILE = "xltools.xlam"
BUTTON_CONFIGURATION = "xlwings.conf"
"""In the user's settings of xltools: the Python to start, where the workbook's own is not on this computer."""

# --- sheets ------------------------------------------------------------------------------------------------------

START = "Start"
FINDINGS_SHEET = "Fynd"
LOG_SHEET = "Logg"
LISTS = "Listor"
CONFIGURATION = "xlwings.conf"
"""The sheet where xlwings, and our own starter, look for Python first: key in A, value in B, no headings."""

CODE_NAMES: dict[str, str] = {
    START: "StartSheet",
    FINDINGS_SHEET: "FindingsSheet",
    LOG_SHEET: "LogSheet",
    LISTS: "ListsSheet",
    CONFIGURATION: "ConfigurationSheet",
}
"""Every sheet in order, with the name that VBA knows it by, whatever people call its tab."""

HIDDEN = frozenset({LISTS, CONFIGURATION})

# --- single cells on Start ------------------------------------------------------------------------------------------

PERIOD_CELL = "A4"
"""The chosen period as text, such as 2022-08; also the defined name `Period`."""
DOCUMENT_CELL = "B4"
"""The chosen document by its title, or EVERY_DOCUMENT; also the defined name `Dokument`."""
MESSAGE_CELL = "A8"
"""One Swedish sentence on how the last button went, beginning with one of the marks below; also `Meddelande`."""
PROGRESS_CELL = "F4"
"""What is being done just now, such as «Kontrollerar 12 av 31»; empty when nothing is; also `Pagar`."""
NAMES: dict[str, str] = {
    "Period": PERIOD_CELL,
    "Dokument": DOCUMENT_CELL,
    "Meddelande": MESSAGE_CELL,
    "Pagar": PROGRESS_CELL,
}
"""Defined names of the cells on Start."""

MARK_GOOD = "✓"
MARK_WARNING = "◐"
MARK_BAD = "●"
MARK_NOTE = "○"
"""What a message, a state or a severity begins with; the formats of the workbook colour the cell by it."""

EVERY_DOCUMENT = "Alla dokument för perioden"
LETTERS = "Tjänsteskrivelser"

# --- lists of choices -----------------------------------------------------------------------------------------------

# Below these headings (row 1 of Listor) stand the choices, without gaps: the drop-downs are as long as the columns.
LIST_PERIOD = "A"
LIST_PERIOD_NAME = "B"
LIST_DEADLINE = "C"
LIST_DOCUMENT = "E"
LIST_FIRST_ROW = 2
LIST_LAST_ROW = 200

# --- buttons ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `verb` is what Python is asked for, `macro` the Sub that a click runs, `hint` what it does."""

    verb: str
    label: str
    macro: str
    hint: str


BUTTONS = (
    Button("new", "Skapa inlämningsböcker", "RunNew", "En bok för varje enhet, i mappen inlamning."),
    Button("validate", "Kontrollera", "RunValidate", "Läser alla böcker och visar vad som är fel."),
    Button("status", "Status", "RunStatus", "Vilka som har lämnat in, och när."),
    Button("aggregate", "Sammanställ", "RunAggregate", "Räknar samman böckerna för perioden."),
    Button("forecast", "Prognos", "RunForecast", "Räknar fram årsprognosen ur utfallet."),
    Button("report", "Skapa dokument", "RunReport", "Skriver det valda dokumentet i Word."),
    Button(
        "refresh", "Uppdatera dokument", "RunRefresh", "Byter siffrorna i skrivna dokument när underlaget har ändrats."
    ),
)
"""The buttons of styrbok in the order of the work."""

RIBBON = (
    Button("check", "Kontrollera denna bok", "", "Märk cellerna som behöver rättas, och lista dem på bladet Kontroll."),
    Button("clear", "Ta bort markeringar", "", "Ta bort det som kontrollen har märkt. Era egna kommentarer blir kvar."),
    Button("outcome", "Hämta utfall", "", "Fyll i utfallet för bokens enhet och period ur grunddata."),
    Button("submit", "Lämna in", "", "Kontrollera boken och lägg den i mappen inlamning om inget är fel."),
    Button(
        "origin", "Visa var siffran kommer ifrån", "", "Visa vilka celler som siffran i den markerade cellen kommer ur."
    ),
)
"""The buttons of the tab, for whichever workbook is open; all of them run the same callback, with the verb as tag."""

# --- lists that buttons fill ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listing:
    """A list on a sheet: headings on the zero-based row `head`, one row a thing below them, to the end of the sheet.

    In the columns of `links` stand formulas =HYPERLINK("path relative to styrbok", "text"); the others take text or
    numbers as they are.
    """

    sheet: str
    head: int
    columns: tuple[Column, ...]
    links: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the zero-based position of every column by key."""
        return {column.key: i for i, column in enumerate(self.columns)}

    @property
    def first(self) -> str:
        """Return the address of the first cell below the headings."""
        return a1(self.head + 1, 0)

    def area(self, rows: int) -> str:
        """Return the address of the first `rows` rows below the headings, all columns wide."""
        return f"{self.first}:{a1(self.head + max(1, rows), len(self.columns) - 1)}"


DELIVERIES = Listing(
    START,
    9,
    (
        Column("enhet", "Enhet", Kind.TEXT, 40),
        Column("status", "Status", Kind.TEXT, 16),
        Column("inlamnad", "Inlämnad", Kind.TEXT, 18),
        Column("ifylld_av", "Ifylld av", Kind.TEXT, 26),
        Column("fel", "Fel", Kind.NUMBER, 9),
        Column("varningar", "Varningar", Kind.NUMBER, 13),
        Column("bok", "Bok", Kind.TEXT, 26),
        Column("ovrigt", "Övrigt", Kind.TEXT, 28),
    ),
    frozenset({"bok"}),
)
"""Every enhet in the order of the tree. `status` is a mark, a space and the state; `inlamnad` is 2022-09-08 14:05."""

FINDINGS = Listing(
    FINDINGS_SHEET,
    3,
    (
        Column("kod", "Kod", Kind.TEXT, 9),
        Column("allvar", "Allvar", Kind.TEXT, 15),
        Column("enhet", "Enhet", Kind.TEXT, 34),
        Column("plats", "Plats", Kind.TEXT, 34),
        Column("fel", "Vad som är fel", Kind.LONG_TEXT, 56),
        Column("atgard", "Vad du gör", Kind.LONG_TEXT, 50),
    ),
    frozenset({"plats"}),
)
"""The findings of the last button, the gravest first. `allvar` is a mark, a space and the severity."""

FINDINGS_NOTE_CELL = "A2"
"""On Fynd: which button the findings are from, for which period, and when."""

LOG = Listing(
    LOG_SHEET,
    3,
    (
        Column("nar", "När", Kind.TEXT, 20),
        Column("vem", "Vem", Kind.TEXT, 22),
        Column("knapp", "Knapp", Kind.TEXT, 26),
        Column("period", "Period", Kind.TEXT, 11),
        Column("utfall", "Hur det gick", Kind.LONG_TEXT, 80),
        Column("tid", "Sekunder", Kind.NUMBER, 11),
    ),
)
"""What ran when, the newest first: a new row is put in below the headings. `utfall` is the message with its mark."""
