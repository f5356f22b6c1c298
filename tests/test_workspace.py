"""The working folder: found from below, written without losing anything, and held by one person at a time."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.workspace import MASTER, Workspace, why, why_unread, write_atomic

AUGUST = Period(2022, 8)

DIES_AT_REPLACE = """
import os, pathlib, sys
from xltools.workspace import Workspace
left = int(sys.argv[2])
real = pathlib.Path.replace
def replace(self, target):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
    return real(self, target)
pathlib.Path.replace = replace
workspace = Workspace(pathlib.Path(sys.argv[1]))
with workspace.locked():
    for name in ("forsta.docx", "andra.docx"):
        workspace.write(workspace.root / "resultat" / "2022-08" / name, b"nytt " * 100_000)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / MASTER).write_bytes(b"grunddata")
    return Workspace(tmp_path)


class TestFind:
    def test_the_folder_is_found_from_a_folder_below_it(self, workspace: Workspace) -> None:
        below = workspace.deliveries(AUGUST)
        below.mkdir(parents=True)
        assert Workspace.find(below) == Workspace(workspace.root.resolve())

    def test_a_folder_without_grunddata_is_no_working_folder(self, tmp_path: Path) -> None:
        with pytest.raises(CannotRunError, match="xltools init"):
            Workspace.find(tmp_path)


class TestPeriodsAndBooks:
    def test_periods_come_oldest_first_and_other_folders_are_passed_by(self, workspace: Workspace) -> None:
        for name in ("2022-08", "2021-12", "gammalt", "2022-13"):
            (workspace.root / "inlamning" / name).mkdir(parents=True)
            (workspace.root / "inlamning" / name / "bok.xlsx").write_bytes(b"x")
        assert workspace.periods() == (Period(2021, 12), AUGUST)

    def test_an_empty_folder_is_no_period(self, workspace: Workspace) -> None:
        workspace.deliveries(AUGUST).mkdir(parents=True)
        assert workspace.periods() == ()

    def test_a_new_folder_has_no_periods(self, workspace: Workspace) -> None:
        assert workspace.periods() == ()

    def test_what_excel_leaves_beside_an_open_book_is_no_book(self, workspace: Workspace) -> None:
        folder = workspace.deliveries(AUGUST)
        folder.mkdir(parents=True)
        for name in ("b.xlsx", "a.xlsx", "~$a.xlsx", ".~lock.a.xlsx#", "._a.xlsx"):
            (folder / name).write_bytes(b"x")
        assert [path.name for path in workspace.books(AUGUST)] == ["a.xlsx", "b.xlsx"]

    def test_a_path_is_shown_from_the_working_folder_with_forward_slashes(self, workspace: Workspace) -> None:
        assert workspace.relative(workspace.deliveries(AUGUST) / "a.xlsx") == "inlamning/2022-08/a.xlsx"

    def test_a_path_outside_the_folder_is_shown_whole(self, workspace: Workspace) -> None:
        outside = workspace.root.parent / "b.xlsx"
        assert workspace.relative(outside) == outside.as_posix()


class TestWriting:
    def test_a_file_of_ours_is_written_anew(self, workspace: Workspace) -> None:
        path = workspace.results(AUGUST) / "rapport.docx"
        workspace.write(path, b"ett")
        workspace.write(path, b"tva")
        assert path.read_bytes() == b"tva"

    def test_a_file_that_someone_changed_is_left_alone(self, workspace: Workspace) -> None:
        path = workspace.results(AUGUST) / "rapport.docx"
        workspace.write(path, b"ett")
        path.write_bytes(b"redigerad")
        with pytest.raises(CannotRunError, match="har ändrats"):
            workspace.write(path, b"tva")
        assert path.read_bytes() == b"redigerad"

    def test_force_keeps_the_changed_file_as_a_dated_copy(self, workspace: Workspace) -> None:
        path = workspace.results(AUGUST) / "rapport.docx"
        workspace.write(path, b"ett")
        path.write_bytes(b"redigerad")
        kept = workspace.write(path, b"tva", force=True)
        assert kept is not None
        assert (path.read_bytes(), kept.read_bytes()) == (b"tva", b"redigerad")

    def test_a_file_that_was_there_before_us_is_left_alone(self, workspace: Workspace) -> None:
        path = workspace.results(AUGUST) / "rapport.docx"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"egen")
        with pytest.raises(CannotRunError, match="--force"):
            workspace.write(path, b"ett")

    def test_a_file_that_is_open_is_named_and_left_alone(self, workspace: Workspace) -> None:
        path = workspace.results(AUGUST) / "rapport.docx"
        workspace.write(path, b"ett")
        (path.parent / "~$rapport.docx").write_bytes(b"")
        with pytest.raises(CannotRunError, match=r"rapport\.docx är öppen"):
            workspace.write(path, b"tva")

    def test_no_temporary_file_stays_when_writing_fails(self, tmp_path: Path) -> None:
        target = tmp_path / "rapport.docx"
        target.mkdir()
        with pytest.raises(CannotRunError, match=r"rapport\.docx"):
            write_atomic(target, b"ett")
        assert list(tmp_path.iterdir()) == [target]


def killed(workspace: Workspace, at: int) -> None:
    """Write two files in a process of its own that dies when it is about to put its `at`-th file in place."""
    done = subprocess.run([sys.executable, "-c", DIES_AT_REPLACE, str(workspace.root), str(at)], check=False)
    assert done.returncode == 9


class TestKilledWhileWriting:
    @pytest.mark.parametrize("at", [1, 2, 3, 4])
    def test_every_file_is_the_old_one_or_the_new_one_whole(self, workspace: Workspace, at: int) -> None:
        paths = [workspace.results(AUGUST) / name for name in ("forsta.docx", "andra.docx")]
        for path in paths:
            workspace.write(path, b"gammalt")
        killed(workspace, at)
        assert {path.read_bytes() for path in paths} <= {b"gammalt", b"nytt " * 100_000}

    @pytest.mark.parametrize("at", [1, 2, 3, 4])
    def test_nothing_is_taken_for_someone_elses_edit_afterwards(self, workspace: Workspace, at: int) -> None:
        paths = [workspace.results(AUGUST) / name for name in ("forsta.docx", "andra.docx")]
        for path in paths:
            workspace.write(path, b"gammalt")
        killed(workspace, at)
        for path in paths:
            workspace.write(path, b"nyare")
            assert path.read_bytes() == b"nyare"

    def test_the_first_of_two_files_is_there_and_the_second_is_not(self, workspace: Workspace) -> None:
        killed(workspace, 3)
        shown = sorted(path.name for path in workspace.results(AUGUST).iterdir() if not path.name.startswith("."))
        assert shown == ["forsta.docx"]

    def test_what_is_left_of_the_second_is_not_taken_for_a_book(self, workspace: Workspace) -> None:
        folder = workspace.deliveries(AUGUST)
        folder.mkdir(parents=True)
        (folder / ".xltools-abc.tmp").write_bytes(b"halv")
        assert workspace.books(AUGUST) == ()

    def test_the_next_who_comes_is_told_how_to_go_on(self, workspace: Workspace) -> None:
        killed(workspace, 3)
        with pytest.raises(CannotRunError, match="--force om det har avbrutits"), workspace.locked():
            pass


class TestLock:
    def test_the_lock_names_its_holder_and_since_when(self, workspace: Workspace) -> None:
        (workspace.root / ".xltools.lock").write_text("Maj Ek på ekonomi-3, sedan 2022-09-05 10:12", "utf-8")
        with pytest.raises(CannotRunError, match="Maj Ek på ekonomi-3, sedan 2022-09-05 10:12"), workspace.locked():
            pass

    def test_the_lock_is_gone_when_the_work_is_done(self, workspace: Workspace) -> None:
        with workspace.locked():
            pass
        with workspace.locked():
            assert (workspace.root / ".xltools.lock").exists()

    def test_force_breaks_a_stale_lock(self, workspace: Workspace) -> None:
        (workspace.root / ".xltools.lock").write_text("Maj Ek", "utf-8")
        with workspace.locked(force=True):
            assert "Maj Ek" not in (workspace.root / ".xltools.lock").read_text("utf-8")


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTDIR, errno.ENOSPC, errno.ENAMETOOLONG, errno.EIO, None])
def test_why_nothing_was_written_is_told_in_swedish_with_a_remedy(number: int | None) -> None:
    error = OSError(number, "No such luck") if number else OSError("No such luck")
    assert why(error).count(". ") >= 1
    assert "luck" not in why(error) + why_unread(error)


def test_a_file_in_the_way_of_a_folder_is_told_in_swedish(tmp_path: Path) -> None:
    (tmp_path / "resultat").write_bytes(b"")
    with pytest.raises(CannotRunError, match="en fil ligger i vägen"):
        write_atomic(tmp_path / "resultat" / "2022-08" / "rapport.docx", b"")
