"""Documents that LibreOffice has saved, brought up to date by the anchors that it leaves."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.tasks.refreshing import MNKR, TKR, After, changed_by_hand, made, refreshed
from tests.word.linked import hand
from tests.word.linked.making import row
from xltools.model.refreshed import Fate, Look
from xltools.word.pdfs import soffice

ROWS = [row("v10", "Vård", 555), row("v15", "Råd", 77), row("v20", "Stöd", 300)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return an edited document, one changed by hand and one refreshed with tracking on, as LibreOffice saves them."""
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    written = {
        "edited": changed_by_hand(lambda root: hand.in_front(root, TKR, "Egna ord, 12,7 mnkr.")),
        "typed": changed_by_hand(lambda root: hand.typed(root, TKR, "−13 000")),
        "tracked": refreshed(hand.with_tracking_on(made()), made(-11_000)).data,
    }
    for name, data in written.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ("--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"))
    files = [str(folder / f"{name}.docx") for name in written]
    subprocess.run([str(soffice.find()), profile, *convert, *files], check=True, capture_output=True, timeout=120)
    return {name: (folder / "saved" / f"{name}.docx").read_bytes() for name in written}


@pytest.fixture(scope="module")
def after(saved: dict[str, bytes]) -> After:
    return refreshed(saved["edited"], made(-9_300, rader=ROWS))


def test_every_figure_is_brought_up_to_date(after: After) -> None:
    assert (after.shown(TKR), after.shown(MNKR)) == (["−9\u00a0300"], ["9,3"])
    assert after.shown("rader.v10.budget|tkr") == ["555"]
    assert {one.fate for one in after.told.everything} <= {Fate.CURRENT, Fate.UPDATED}


def test_words_of_people_stay_and_old_figures_in_them_are_told(after: After) -> None:
    assert "Egna ord, 12,7 mnkr." in after.xml
    assert len(after.looks(Look.PROSE)) == 1


def test_new_rows_are_added(after: After) -> None:
    table = next(one for one in after.document.tables if one.key == "rader")
    assert [one.cells for one in table.rows][1:] == [("Vård", "555"), ("Råd", "77"), ("Stöd", "300")]


def test_a_figure_changed_by_hand_is_a_conflict(saved: dict[str, bytes]) -> None:
    assert refreshed(saved["typed"], made(-9_300)).fates(TKR)[0] is Fate.CONFLICT


def test_a_figure_with_a_tracked_change_of_ours_reads_as_the_new_one(saved: dict[str, bytes]) -> None:
    again = refreshed(saved["tracked"], made(-9_300))
    assert (again.fates(TKR)[0], "".join(again.shown(TKR))) == (Fate.UPDATED, "−9\u00a0300")
