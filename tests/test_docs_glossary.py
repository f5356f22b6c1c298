"""The glossary names things as the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs" / "ordlista.md").read_text("utf-8")
ROWS = [row for row in re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", GLOSSARY, re.MULTILINE) if row[0] != "Svenska"]


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "xltools").rglob("*.py")))


def test_every_name_of_the_glossary_is_in_the_code(code: str) -> None:
    names = {name for _, in_code in ROWS for name in re.findall(r"`([^`]+)`", in_code)}
    assert names
    assert not {name for name in names if not re.search(rf"\b{re.escape(name.rpartition('.')[2])}\b", code)}


def test_no_word_is_explained_twice() -> None:
    words = [word for swedish, _ in ROWS for word in swedish.split(", ")]
    assert len(words) == len(set(words))
