"""What a command loads: the help next to nothing, the check of one workbook no library for computing or for Word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import delivered_folder

LOADED = """
import sys
from xltools.cli import main
try:
    main(sys.argv[1:], prog_name="xltools")
except SystemExit as done:
    print("\\nSLUT", done.code, *sys.modules)
"""
HEAVY = {"rich", "pandas", "numpy", "lxml", "python_calamine", "xlsxwriter", "openpyxl", "docx", "jinja2", "pyarrow"}
NOT_FOR_CHECKING = {"pandas", "numpy", "docx", "jinja2", "xlwings", "pyarrow"}


def loaded(*arguments: str) -> set[str]:
    """Return the top modules that a command has loaded when it ends."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    code, *modules = done.stdout.rpartition("SLUT ")[2].split()
    assert code == "0", done.stdout
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) & HEAVY == set()


def test_checking_a_workbook_loads_neither_pandas_nor_docx_nor_xlwings(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    book = next((workspace.root / "inlamning" / "2022-08").iterdir())
    assert loaded("-C", str(tmp_path), "validate", str(book)) & NOT_FOR_CHECKING == set()


def test_checking_a_period_loads_neither_pandas_nor_docx_nor_xlwings(tmp_path: Path) -> None:
    delivered_folder(tmp_path)
    assert loaded("-C", str(tmp_path), "validate") & NOT_FOR_CHECKING == set()


def test_a_button_that_checks_loads_nothing_for_computing_or_for_word() -> None:
    ours = "import sys, xltools.buttons.__main__, xltools.tasks.live.check, xltools.excel.live.connect as connect"
    code = f"{ours}; connect.loaded(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    found = {name.partition(".")[0] for name in done.stdout.split()}
    assert "xlwings" in found
    assert found & (HEAVY | {"click"}) <= {"python_calamine"}
