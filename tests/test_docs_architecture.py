"""docs/architecture.md tells the truth: every module is in its list, and every file that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from docs.build_architecture import PAGE, architecture

ROOT = Path(__file__).parents[1]
FOLDER = re.compile(r"^\*\*`(xltools[\w/]*/)`\*\*(.*?)(?=^\*\*`|\Z)", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"^\| `([\w.]+\.py)` \|", re.MULTILINE)


def listed_files() -> set[str]:
    """Return every module in the page's list, by its path in the project."""
    folders = FOLDER.findall(PAGE.read_text("utf-8"))
    return {folder + name for folder, files in folders for name in FILE.findall(files)}


def test_every_module_is_listed_and_every_listed_module_exists() -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "xltools").rglob("*.py")}
    assert listed_files() == {module for module in modules if not module.endswith("__init__.py")}


def test_the_list_says_what_the_modules_say_themselves() -> None:
    page = PAGE.read_text("utf-8")
    assert architecture(page) == page, "Run python docs/build_architecture.py"


def test_every_file_that_is_named_in_the_text_exists() -> None:
    text = PAGE.read_text("utf-8").partition("## Every file")[0]
    named = {name for name in re.findall(r"`([\w./*-]+)`", text) if re.fullmatch(r"[\w./*-]+(\.py|/)", name)}
    places = (ROOT, ROOT / "xltools")
    user_folders = {"mallar/", "utfall/", "markerade/"}
    assert not {name for name in named - user_folders if not any(any(place.glob(name.rstrip("/"))) for place in places)}
