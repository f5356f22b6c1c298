"""The documentation holds together: every link leads somewhere, every picture is there and light."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
PICTURES = ROOT / "docs" / "bilder"
MOST_BYTES = 120_000
MOST_BYTES_IN_ALL = 2_500_000

LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:")


def prose(page: Path) -> str:
    """Return a page without its blocks of code, where brackets mean something else."""
    return re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def links(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the words and the target of every link to something of ours."""
    for found in LINK.finditer(prose(page)):
        if not found["target"].startswith(ELSEWHERE):
            yield found["words"], found["target"]


def anchor(heading: str) -> str:
    """Return the name that a heading is linked to by, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_that_exists(page: Path) -> None:
    files = {unquote(target.partition("#")[0]) for _, target in links(page)} - {""}
    assert not {file for file in files if not (page.parent / file).exists()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_heading_that_exists(page: Path) -> None:
    missing = set()
    for _, target in links(page):
        file, _, name = target.partition("#")
        aimed = page.parent / file if file else page
        if name and unquote(name) not in anchors(aimed):
            missing.add(target)
    assert not missing


def test_every_picture_is_shown_somewhere_and_has_words_for_those_who_cannot_see_it() -> None:
    shown = {target: words for page in PAGES for words, target in links(page) if target.endswith(".png")}
    assert {Path(target).name for target in shown} == {path.name for path in PICTURES.glob("*.png")}
    assert all(shown.values())


def test_pictures_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert not {name: size for name, size in sizes.items() if size > MOST_BYTES}
    assert sum(sizes.values()) < MOST_BYTES_IN_ALL
