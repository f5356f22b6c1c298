"""The plan of the house: who may import whom, and where each library may be used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "xltools"
MIDDLE = frozenset({"core", "documents", "excel", "word", "sources", "archive", "workspace", "resources", "machine"})

MAY_IMPORT = {
    "__init__": frozenset(),
    "__main__": frozenset({"cli"}),
    "cli": frozenset({"cli", "console", "locale", "tasks", "workspace", "model"}),
    "console": frozenset({"console", "tasks", "model"}),
    # What Excel starts: the same tasks as the command line, and a log in the user's own folder.
    "buttons": frozenset({"buttons", "tasks", "machine", "model"}),
    "locale": frozenset({"locale"}),
    "tasks": MIDDLE | {"tasks", "sheets", "model"},
    # Commentary and deviations are computed, and documents quote them.
    "documents": frozenset({"documents", "core", "sheets", "model"}),
    "core": frozenset({"core", "sheets", "model"}),
    "excel": frozenset({"excel", "sheets", "model"}),
    "word": frozenset({"word", "model"}),
    "sources": frozenset({"sources", "sheets", "model"}),
    "archive": frozenset({"archive", "workspace", "model"}),
    "workspace": frozenset({"model"}),
    "machine": frozenset({"machine", "model"}),
    "resources": frozenset({"resources", "model"}),
    "sheets": frozenset({"sheets", "model"}),
    "model": frozenset({"model"}),
}
LIBRARY_HOMES = {
    "openpyxl": {"excel"},
    "xlsxwriter": {"excel"},
    "python_calamine": {"excel"},
    "xlwings": {"excel"},
    "lxml": {"word", "excel"},
    "jinja2": {"word"},
    "markupsafe": {"word"},
    "docx": {"word"},
    "pikepdf": {"word"},
    "pandas": {"core"},
    "numpy": {"core"},
    "pyarrow": {"archive"},
    "packaging": {"machine"},
    "click": {"cli", "console"},
    "rich": {"console", "cli"},
}
TOUCHES_FILES = {"os", "pathlib", "io", "shutil", "tempfile", "zipfile", "subprocess", "glob"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield every imported module by its full name, also those inside functions."""
    package = ("xltools", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join((*base, *((node.module,) if node.module else ())))
            yield from (f"{start}.{alias.name}" for alias in node.names)


def ours(name: str) -> str | None:
    """Return the room of a module of ours; `from xltools import __version__` asks for no room."""
    parts = name.split(".")
    return parts[1] if parts[0] == "xltools" and len(parts) > 1 and parts[1] != "__version__" else None


def names(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=names)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    allowed = MAY_IMPORT[room(path)]
    assert {found for name in imports(path) if (found := ours(name))} <= allowed


@pytest.mark.parametrize("path", modules(), ids=names)
def test_a_library_is_used_in_its_own_room_only(path: Path) -> None:
    strays = {
        top for name in imports(path) if room(path) not in LIBRARY_HOMES.get(top := name.split(".")[0], {room(path)})
    }
    assert not strays


@pytest.mark.parametrize("path", [p for p in modules() if room(p) in {"core", "model", "sheets"}], ids=names)
def test_what_computes_never_touches_a_file(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & TOUCHES_FILES


@pytest.mark.parametrize("path", [p for p in modules() if room(p) not in {"cli", "console", "locale"}], ids=names)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}
