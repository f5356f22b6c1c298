"""The wheel: what is installed is all there is, and it works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it where nothing of the checkout is."""
    folder = tmp_path_factory.mktemp("hjul")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    target = folder / "site-packages"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def test_the_templates_the_example_and_the_swedish_words_travel_in_the_wheel(installed: Path) -> None:
    package = installed / "xltools"
    assert (package / "templates" / "tertialrapport.docx").is_file()
    assert (package / "workbooks" / "grunddata.xlsx").is_file()
    assert (package / "workbooks" / "inlamning" / "2022-08" / "2022-08_1001.xlsx").is_file()
    assert list((package / "locale").rglob("*.mo"))
    assert {path.stem for path in (package / "excel" / "vba").glob("*.bas")} == {"Starter", "Buttons", "Ribbon"}
    assert (package / "py.typed").is_file()


def test_the_demo_runs_from_another_folder_with_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    # -P keeps the current folder off the path, and the path names the unpacked wheel before the checkout.
    done = subprocess.run(
        [sys.executable, "-P", "-m", "xltools", "demo", "prova"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "prova" / "resultat" / "2022-08" / "tertialrapport_2022-08.docx").is_file()
