"""A live LibreOffice Calc as an engine of xlwings: the same handlers as for Excel, on a spreadsheet that runs here.

Only what the handlers use is there; the rest raises NotImplementedError, as xlwings' own base classes do. Long because
xlwings asks for a class for each thing of a spreadsheet; each of them is short.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import numbers
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.live.cells import MAX_COLUMNS, MAX_ROWS, CellError, Note, Range
from tests.live.office import properties, uno
from tests.live.trips import Trips, counted, refused

_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}


class Engine:
    """The engine: what xlwings asks for first."""

    name, type = "libreoffice", "desktop"

    def __init__(self, desktop: Any) -> None:
        self.desktop = desktop
        self.trips = Trips()
        self.app = App(self)
        self.pipe = ""

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def clean_value_data(
        data: list[list[Any]], datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        def one(value: Any) -> Any:
            if isinstance(value, CellError):
                return str(value) if err_to_str else None
            if value in (None, ""):
                return empty_as
            if isinstance(value, dt.datetime):
                return (
                    value if datetime_builder is dt.datetime else datetime_builder(value.year, value.month, value.day)
                )
            return number_builder(value) if number_builder is not None and isinstance(value, float) else value

        return [[one(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        if value is None or value != value:  # not a number differs from itself
            return ""
        if isinstance(value, bool | str | dt.datetime):
            return value
        if isinstance(value, dt.date):
            return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - spreadsheets know no time zones
        return float(value) if isinstance(value, numbers.Number) else str(value)  # type: ignore[arg-type]  # it is one


class Apps(base_classes.Apps):
    """The running programs: one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        return [self.engine.app.pid]

    def __iter__(self) -> Iterator[App]:
        return iter([self.engine.app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.engine.app


@counted
class App(base_classes.App):
    """The running program. `alerts` are the messages that it would have shown."""

    pid, version = 1, "16.0"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.alerts: list[str] = []
        self.answer = "ok"

    @property
    def trips(self) -> Trips:
        return self.engine.trips

    @property
    def api(self) -> Any:
        return self.engine.desktop

    @property
    def books(self) -> Books:
        return Books(self)

    def activate(self, steal_focus: bool = False) -> None:
        pass

    @property
    def screen_updating(self) -> bool:
        return not any(document.hasControllersLocked() for document in self.books.documents())

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for document in self.books.documents():
            if value == document.hasControllersLocked():
                (document.unlockControllers if value else document.lockControllers)()

    @property
    def selection(self) -> Range:
        document = self.engine.desktop.CurrentComponent
        return _from_uno(Book(document, self), document.CurrentSelection)

    @property
    def display_alerts(self) -> bool:
        return False

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        pass

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: str) -> str:
        self.alerts.append(prompt)
        return self.answer


@counted
class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def trips(self) -> Trips:
        return self.app.engine.trips

    def documents(self) -> list[Any]:
        components = self.app.engine.desktop.Components.createEnumeration()
        found = []
        while components.hasMoreElements():
            document = components.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(document)
        return found

    @property
    def active(self) -> Book:
        current = self.app.engine.desktop.CurrentComponent
        documents = self.documents()
        if not documents:
            raise KeyError("no workbook is open")
        return Book(current if current is not None and hasattr(current, "Sheets") else documents[0], self.app)

    def __iter__(self) -> Iterator[Book]:
        return iter([Book(document, self.app) for document in self.documents()])

    def __len__(self) -> int:
        return len(self.documents())

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return Book(self.documents()[key - 1], self.app)
        for book in self:
            if key.casefold() in (book.name.casefold(), book.fullname.casefold()):
                return book
        raise KeyError(key)

    def add(self) -> Book:
        return self._load("private:factory/scalc")

    def open(self, fullname: str, *_args: Any, **_kwargs: Any) -> Book:
        return self._load(Path(fullname).absolute().as_uri())

    def _load(self, url: str) -> Book:
        never, always = 0, 4  # whether macros run; a lock left behind makes loading return nothing
        mode = always if url.endswith("m") else never
        document = self.app.engine.desktop.loadComponentFromURL(url, "_blank", 0, properties(MacroExecutionMode=mode))
        if document is None:
            raise xw.XlwingsError(f"LibreOffice could not open {url}")
        return Book(document, self.app)


@counted
class Book(base_classes.Book):
    """One open workbook."""

    app: App = None  # type: ignore[assignment]  # hides the base class's property; every instance sets it

    def __init__(self, document: Any, app: App) -> None:
        self.document, self.app = document, app
        self.kinds: dict[int, int] = {}

    @property
    def trips(self) -> Trips:
        return self.app.engine.trips

    @property
    def api(self) -> Any:
        return self.document

    @property
    def fullname(self) -> str:
        url = self.document.URL
        if not url:
            return str(self.document.Title)
        return str(uno().fileUrlToSystemPath(url)) if url.startswith("file:") else str(url)

    @property
    def name(self) -> str:
        return self.fullname.rsplit("/", 1)[-1]

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.document.CurrentController.Frame.activate()

    def close(self) -> None:
        self.document.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if path is None:
            self.document.store()
        else:
            whole = Path(path)
            self.document.storeAsURL(whole.absolute().as_uri(), properties(FilterName=_FILTERS[whole.suffix]))


@counted
class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def trips(self) -> Trips:
        return self.book.trips

    @property
    def api(self) -> Any:
        return self.book.document.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.ActiveSheet)

    def __len__(self) -> int:
        return int(self.book.document.Sheets.Count)

    def __iter__(self) -> Iterator[Sheet]:
        sheets = self.book.document.Sheets
        return iter([Sheet(self.book, sheets.getByIndex(i)) for i in range(sheets.Count)])

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            return Sheet(self.book, self.book.document.Sheets.getByIndex(key - 1))
        for sheet in self:
            if sheet.name.casefold() == key.casefold():
                return sheet
        raise KeyError(key)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        if self.book.document.isProtected():
            raise refused("the workbook is protected")
        sheets = self.book.document.Sheets
        position = before.index - 1 if before else after.index if after else sheets.Count
        title = name or next(f"Sheet{i}" for i in range(1, 999) if not sheets.hasByName(f"Sheet{i}"))
        sheets.insertNewByName(title, position)
        made = Sheet(self.book, sheets.getByName(title))
        made.activate()
        return made


@counted
class Sheet(base_classes.Sheet):
    """One sheet."""

    book: Book = None  # type: ignore[assignment]  # hides the base class's property; every instance sets it

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.sheet = book, sheet

    @property
    def trips(self) -> Trips:
        return self.book.trips

    @property
    def api(self) -> NativeSheet:
        return NativeSheet(self.sheet)

    @property
    def name(self) -> str:
        return str(self.sheet.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.Name = value

    @property
    def index(self) -> int:
        return int(self.sheet.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.sheet.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.sheet.IsVisible = bool(value)

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.sheet)

    select = activate

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        return Range(self, arg1, arg2)

    @property
    def cells(self) -> Range:
        return Range(self, (1, 1), (MAX_ROWS, MAX_COLUMNS))

    @property
    def used_range(self) -> Range:
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        at = cursor.RangeAddress
        return Range(self, (1, 1), (at.EndRow + 1, at.EndColumn + 1))

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.sheet.Name)

    @property
    def notes(self) -> list[Note]:
        found = self.sheet.Annotations
        places = [found.getByIndex(i).Position for i in range(found.Count)]
        return [Note(Range(self, (at.Row + 1, at.Column + 1))) for at in places]

    @property
    def freeze_panes(self) -> FreezePanes:
        return FreezePanes(self)

    def with_objects(self, work: Callable[[], object]) -> None:
        """Do something to the notes: a sheet protected as ours are lets Excel's users do so, but not Calc's."""
        protected = self.sheet.isProtected()
        if protected:
            self.sheet.unprotect("")
        try:
            work()
        finally:
            if protected:
                self.sheet.protect("")

    def named(self, name: str) -> Range | None:
        """Return the cells that a defined name of the workbook stands for."""
        names = Names(self.book)
        return names(name).refers_to_range if names.contains(name) else None


class NativeSheet:
    """The sheet as Excel's own object on Windows: what the program asks of it there, under the names it has there."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's name
        return bool(self.sheet.isProtected())

    def Unprotect(self) -> None:  # noqa: N802 - Excel's name
        with contextlib.suppress(Exception):  # another password: the sheet stays protected
            self.sheet.unprotect("")

    def Protect(self, **_allowed: bool) -> None:  # noqa: N802 - Excel's name
        self.sheet.protect("")


@counted
class FreezePanes:
    """What stays in sight."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def trips(self) -> Trips:
        return self.sheet.trips

    def freeze_at(self, cells: Range) -> None:
        self.sheet.activate()
        self.sheet.book.document.CurrentController.freezeAtPosition(cells.shape[1], cells.shape[0])

    def freeze_rows(self, count: int) -> None:
        self.sheet.activate()
        self.sheet.book.document.CurrentController.freezeAtPosition(0, count)


@counted
class Names(base_classes.Names):
    """The defined names of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def trips(self) -> Trips:
        return self.book.trips

    @property
    def api(self) -> Any:
        return self.book.document.NamedRanges

    def __len__(self) -> int:
        return int(self.book.document.NamedRanges.Count)

    def snapshot(self) -> list[tuple[str, Name]]:
        names = self.book.document.NamedRanges
        return [(name, Name(self.book, names.getByName(name))) for name in names.ElementNames]

    def __call__(self, key: str) -> Name:
        return Name(self.book, self.book.document.NamedRanges.getByName(key))

    def contains(self, key: str) -> bool:
        return bool(self.book.document.NamedRanges.hasByName(key))

    def add(self, name: str, refers_to: str) -> Name:
        names, origin = self.book.document.NamedRanges, uno().createUnoStruct("com.sun.star.table.CellAddress")
        content = refers_to.removeprefix("=").replace("!", ".")
        names.addNewByName(name, f"${content}", origin, 0)
        return self(name)


@counted
class Name(base_classes.Name):
    """One defined name."""

    def __init__(self, book: Book, named: Any) -> None:
        self.book, self.named = book, named

    @property
    def trips(self) -> Trips:
        return self.book.trips

    @property
    def name(self) -> str:
        return str(self.named.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.named.Name = value

    @property
    def refers_to(self) -> str:
        return "=" + str(self.named.Content).replace("$", "", 1).replace(".", "!", 1)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.named.Content = "$" + value.removeprefix("=").replace("!", ".", 1)

    @property
    def refers_to_range(self) -> Range:
        return _from_uno(self.book, self.named.getReferredCells())

    def delete(self) -> None:
        self.book.document.NamedRanges.removeByName(self.named.Name)


def _from_uno(book: Book, cells: Any) -> Range:
    at = cells.RangeAddress
    sheet = Sheet(book, book.document.Sheets.getByIndex(at.Sheet))
    return Range(sheet, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))


def register(desktop: Any) -> Engine:
    """Make this LibreOffice what xlwings speaks to, and return the engine."""
    engine = Engine(desktop)
    made = xw.Engine(impl=engine)
    xw.engines.add(made)
    made.activate()
    return engine
