"""Grunddata on disk: written, read back, and refused when it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import small_master
from workbooks import municipality
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.master import MasterData
from xltools.model.report import CannotRunError
from xltools.tasks.master import MasterFaultsError, check_master, load_master
from xltools.workspace import Workspace


def saved(folder: Path, master: MasterData | None) -> Workspace:
    (folder / "grunddata.xlsx").write_bytes(grunddata_workbook(master))
    return Workspace(folder)


def without_rows(master: MasterData) -> dict[str, object]:
    """Row numbers say where a thing stands; a builder numbers them as it likes."""
    return {name: value for name, value in vars(master).items() if name in ("organisation", "lines", "rules", "goals")}


def test_the_example_is_the_same_after_a_trip_through_excel(tmp_path: Path) -> None:
    assert load_master(saved(tmp_path, municipality.master())) == municipality.master()


def test_a_small_municipality_is_the_same_after_a_trip_through_excel(tmp_path: Path) -> None:
    read = load_master(saved(tmp_path, small_master()))
    assert without_rows(read) == without_rows(small_master())
    assert [row.ore for row in read.budget] == [row.ore for row in small_master().budget]


def test_the_grunddata_of_a_new_folder_is_already_free_of_faults(tmp_path: Path) -> None:
    master, findings = check_master(saved(tmp_path, None))
    assert master is not None
    assert findings == ()


def test_a_missing_grunddata_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="xltools init"):
        check_master(Workspace(tmp_path))


def test_a_damaged_grunddata_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "grunddata.xlsx").write_bytes(b"PK\x03\x04 nothing more")
    with pytest.raises(CannotRunError, match=r"grunddata\.xlsx"):
        check_master(Workspace(tmp_path))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"inget kalkylblad", r"grunddata\.xlsx: Filen är ingen Excelbok .* Öppna filen i Excel"),
        (b"PK\x03\x04 nothing more", r"grunddata\.xlsx: Filen är skadad: .* eller hämta en tidigare version"),
    ],
)
def test_a_grunddata_that_is_no_workbook_tells_what_it_is_and_what_to_do(
    tmp_path: Path, data: bytes, sentence: str
) -> None:
    (tmp_path / "grunddata.xlsx").write_bytes(data)
    with pytest.raises(CannotRunError, match=sentence):
        check_master(Workspace(tmp_path))


def test_a_grunddata_that_is_no_workbook_is_not_to_be_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "grunddata.xlsx").write_bytes(b"inget kalkylblad")
    with pytest.raises(CannotRunError) as caught:
        check_master(Workspace(tmp_path))
    assert "ta bort" not in str(caught.value)


def test_nothing_is_built_on_a_faulty_grunddata(tmp_path: Path) -> None:
    import openpyxl

    workspace = saved(tmp_path, small_master())
    book = openpyxl.load_workbook(workspace.master)
    book["Organisation"]["C7"] = "avdelning"
    book.save(workspace.master)
    with pytest.raises(MasterFaultsError) as caught:
        load_master(workspace)
    assert [str(finding.place) for finding in caught.value.findings][:1] == ["grunddata.xlsx Organisation!C7"]
