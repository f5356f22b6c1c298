"""The reference pages say what the program says, and the README says what is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.build_reference import DOCS, codes_page, commands_page
from xltools.cli import cli
from xltools.model.codes import Code

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_page_of_commands_is_fresh() -> None:
    assert (DOCS / "kommandon.md").read_text("utf-8") == commands_page()


def test_the_page_of_codes_is_fresh() -> None:
    assert (DOCS / "felkoder.md").read_text("utf-8") == codes_page()


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"`xltools {name}" in README


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"`xltools (\w+)", README)) <= set(cli.commands)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.id)
def test_every_code_has_its_heading(code: Code) -> None:
    assert f"### {code.id} {code.value.title}\n" in codes_page()


def test_every_link_of_the_readme_to_a_page_of_ours_leads_there() -> None:
    links = {link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link}
    assert {link for link in links if not (ROOT / link).exists()} == set()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    found = re.search(r"grep -m1 '(\^[^']+)' README\.md", (ROOT / ".ci" / "run").read_text("utf-8"))
    assert found is not None
    assert re.findall(found[1], README, re.MULTILINE) == ["python -m pytest"]


def test_the_readme_sets_up_the_demo_and_the_tests_with_one_command_each() -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert [block.count("\n") for block in blocks[:2]] == [0, 0]
