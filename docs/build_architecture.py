"""Fills in the list of files in docs/architecture.md: every module with the sentence that it opens with.

Run `python docs/build_architecture.py` after adding, moving or rewording a module; a test fails when the page is not
fresh. The rest of the page is written by hand.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

DOCS = Path(__file__).parent
PAGE = DOCS / "architecture.md"
PACKAGE = DOCS.parent / "xltools"

_BLOCK = re.compile(r"(<!-- files -->\n).*?(<!-- end -->)", re.DOTALL)


def architecture(page: str) -> str:
    """Return the page with its list of files made anew."""
    listed = "\n".join(files())
    return _BLOCK.sub(lambda found: f"{found[1]}\n{listed}\n{found[2]}", page)


def files() -> Iterator[str]:
    """Yield the lines of the list: a heading for every folder with what it is for, and a line for every file."""
    modules = sorted(PACKAGE.rglob("*.py"), key=lambda path: (path.parent, path.name))
    for folder, paths in groupby(modules, lambda path: path.parent):
        inside = list(paths)
        name = folder.relative_to(DOCS.parent).as_posix()
        opening = folder / "__init__.py"
        yield f"**`{name}/`** {sentence(opening) if opening in inside else ''}".rstrip() + "\n"
        yield "| file | what it is |"
        yield "|---|---|"
        for path in inside:
            if path.name != "__init__.py":
                yield f"| `{path.name}` | {sentence(path)} |"
        yield ""


def sentence(path: Path) -> str:
    """Return the first paragraph of a module's docstring, in one line, safe in a table."""
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(architecture(PAGE.read_text("utf-8")), "utf-8")
