"""The line of Python that the starter in Excel runs: tried here as the starter would run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from xltools.excel.vba.modules import source


def redirected() -> str:
    """Return the program that the starter gives Python, out of its VBA."""
    assignment = re.search(r"Redirected = (.*?)\n    ExitCode", source("Starter"), re.DOTALL)
    assert assignment
    return "".join(re.findall(r'"([^"]*)"', assignment[1]))


def pressed(verb: str, folder: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Return what comes of a press, and the file that the starter reads errors from."""
    errors = folder / "fel å b & 'c'.txt"
    arguments = [verb, "--wb=styrbok å.xlsm", "--from_xl=1", "--app=Excel", "--hwnd=1", str(errors)]
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    command = [sys.executable, "-P", "-c", redirected(), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done, errors


def test_what_goes_wrong_is_one_sentence_in_the_file_that_excel_shows(tmp_path: Path) -> None:
    done, errors = pressed("finns-inte", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert re.fullmatch(r"[A-ZÅÄÖ].*«finns-inte».*\.", errors.read_text("locale").strip())


def test_nothing_beside_the_workbook_is_imported(tmp_path: Path) -> None:
    (tmp_path / "xltools.py").write_text("raise SystemExit(9)", "utf-8")
    assert pressed("finns-inte", tmp_path)[0].returncode == 1


def test_the_line_survives_the_quotes_round_it() -> None:
    assert '"' not in redirected()
    assert "%" not in redirected()
