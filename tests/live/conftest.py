"""One LibreOffice for all tests of the open workbook, and xlwings over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.live.engine import Engine, register
from tests.live.office import office


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Yield the engine of a LibreOffice that ends with the tests."""
    before = xw.engines.active
    with office() as (desktop, pipe):
        made = register(desktop)
        made.pipe = pipe
        yield made
    xw.engines.active = before


@pytest.fixture
def live(engine: Engine, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """Yield what opens workbooks in LibreOffice; those still open are closed in the end.

    The log, and the folder that is remembered, are not the tester's own.
    """
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
    opened = Live(engine)
    yield opened
    opened.close()


class Live:
    """The running spreadsheet as tests see it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.close()
        engine.app.alerts.clear()
        engine.app.answer = "ok"
        engine.trips.calls.clear()

    @property
    def alerts(self) -> list[str]:
        return self.engine.app.alerts

    def open(self, path: Path) -> Any:
        """Return the workbook at a path, open, as xlwings knows it."""
        return xw.Book(impl=self.engine.app.books.open(str(path)))

    def new(self) -> Any:
        """Return a new workbook that has never been saved."""
        return xw.Book(impl=self.engine.app.books.add())

    def book(self, data: bytes, path: Path) -> Any:
        """Return a workbook with these bytes, saved at a path and open."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return self.open(path)

    def trips(self) -> int:
        """Return how often the spreadsheet has been called since this was last asked."""
        total = self.engine.trips.total
        self.engine.trips.calls.clear()
        return total

    def close(self) -> None:
        self.engine.trips.refuse = None
        for document in self.engine.app.books.documents():
            document.close(True)
