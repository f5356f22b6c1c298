from __future__ import annotations

from pathlib import Path

import pytest

from xltools.model.report import CannotRunError
from xltools.tasks.init import init
from xltools.tasks.master import load_master
from xltools.workspace import FOLDERS, Workspace


def test_a_new_folder_has_grunddata_styrbok_and_the_folders_of_the_work(tmp_path: Path) -> None:
    root = tmp_path / "namnden"
    init(root)
    made = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    assert made == {"grunddata.xlsx", "styrbok.xlsm", *FOLDERS}


def test_everything_that_was_made_is_told(tmp_path: Path) -> None:
    root = tmp_path / "namnden"
    files = (root / "grunddata.xlsx", root / "styrbok.xlsm")
    assert init(root) == [root, *(root / name for name in FOLDERS), *files]


def test_its_grunddata_can_be_used_at_once(tmp_path: Path) -> None:
    init(tmp_path)
    assert [unit.code for unit in load_master(Workspace(tmp_path)).organisation.units] == ["2011", "2012"]


def test_a_folder_with_a_grunddata_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "grunddata.xlsx").write_bytes(b"mine")
    with pytest.raises(CannotRunError, match="redan en arbetsmapp"):
        init(tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("grunddata.xlsx", b"mine")]


def test_folders_that_exist_are_kept(tmp_path: Path) -> None:
    (tmp_path / "mallar").mkdir()
    (tmp_path / "mallar" / "brev.docx").write_bytes(b"mine")
    assert tmp_path / "mallar" not in init(tmp_path)
    assert (tmp_path / "mallar" / "brev.docx").read_bytes() == b"mine"


def test_a_file_in_the_way_gives_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "resultat").write_bytes(b"mine")
    with pytest.raises(CannotRunError, match="går inte att skapa"):
        init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["resultat"]


def test_a_styrbok_that_is_there_is_kept_with_its_log(tmp_path: Path) -> None:
    (tmp_path / "styrbok.xlsm").write_bytes(b"mine")
    assert tmp_path / "styrbok.xlsm" not in init(tmp_path)
    assert (tmp_path / "styrbok.xlsm").read_bytes() == b"mine"
