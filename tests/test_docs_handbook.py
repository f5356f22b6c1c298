"""The handbook is right: what it takes from the program is fresh, and what it tells people to type works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from docs.build_handbook import PAGE, handbook
from xltools.cli import cli
from xltools.core.forecasting.forecast import Method
from xltools.documents.catalogue import TITLES
from xltools.model.codes import Code
from xltools.sheets.entry import SHEET_NAMES
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.word.filters import FORMATS

SECTION = re.compile(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def chapter(page: str, title: str) -> str:
    """Return the text of a chapter, whatever its number."""
    found = re.search(rf"^## \d+\. {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def commands(page: str) -> set[str]:
    """Return everything that a reader may type after `xltools`, in running text and in blocks."""
    inline = re.findall(r"`xltools ([^`\n]+)`", page)
    blocks = "\n".join(re.findall(r"^```text\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    return {command.strip() for command in (*inline, *re.findall(r"^(?:> )?xltools (.+)$", blocks, re.MULTILINE))}


def fault(group: click.Group, words: list[str], name: str = "xltools", above: click.Context | None = None) -> str:
    """Return what is wrong with a command line, without running it; "" when it would run."""
    try:
        context = group.make_context(name, words, parent=above)
        typed = [*context._protected_args, *context.args]
        inner, command, rest = group.resolve_command(context, typed)
        assert command is not None
        if isinstance(command, click.Group):
            return fault(command, rest, inner or "", context)
        command.make_context(inner, rest, parent=context)
    except (click.exceptions.Exit, click.MissingParameter):
        # --help and --version answer at once; running text may name a command without what follows it.
        return ""
    except click.ClickException as error:
        return error.format_message()
    return ""


def test_every_command_that_it_tells_people_to_type_exists_with_its_options(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the reader has by then: a working folder, and a template of her own.
    (tmp_path / "socialnamnden").mkdir()
    (tmp_path / "mallar").mkdir()
    (tmp_path / "mallar" / "tertialrapport.docx").touch()
    monkeypatch.chdir(tmp_path)
    faults = {typed: fault(cli, shlex.split(typed)) for typed in commands(page)}
    assert not {typed: why for typed, why in faults.items() if why}


def test_what_it_takes_from_the_program_is_fresh(page: str) -> None:
    assert handbook(page) == page, "Run python docs/build_handbook.py"


def test_its_table_of_contents_has_every_chapter_in_order(page: str) -> None:
    listed = re.findall(r"^(\d+)\. \[(.+)\]\(#.+\)$", page, re.MULTILINE)
    assert listed == re.findall(r"^## (\d+)\. (.+)$", page, re.MULTILINE)
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))


def test_it_names_every_command(page: str) -> None:
    assert set(cli.commands) <= {command.split()[0] for command in commands(page)}


def test_it_has_a_section_for_every_sheet_of_grunddata(page: str) -> None:
    sections = re.findall(r"^### (.+)$", chapter(page, "Din egen arbetsmapp och grunddata"), re.MULTILINE)
    assert sections == [sheet.name for sheet in (*TABLES, *FORMS)]


def test_it_shows_every_sheet_of_an_entry_workbook(page: str) -> None:
    headings = " ".join(re.findall(r"^### (.+)$", chapter(page, "Boken som enhetschefen fyller i"), re.MULTILINE))
    assert not [name for name in SHEET_NAMES if name not in headings]


@pytest.mark.parametrize("title", TITLES.values())
def test_every_document_has_a_section_with_what_is_entered_where_and_a_page(page: str, title: str) -> None:
    # A section may leave out the end of a long title: Tertialuppföljning av verksamhetsplan.
    sections = {name: text for name, text in SECTION.findall(chapter(page, "Dokumenten")) if title.startswith(name)}
    assert len(sections) == 1
    section = next(iter(sections.values()))
    assert "\n| I dokumentet | Skrivs här |\n" in section
    assert "**Att välja" in section
    assert section.count("](bilder/") == 1


def test_it_explains_every_format(page: str) -> None:
    assert set(re.findall(r"\\\| (\w+) \}\}` \|", page)) >= set(FORMATS) - {"belopp"}


def test_it_mentions_no_code_that_does_not_exist(page: str) -> None:
    assert set(re.findall(r"\bXL\d{3}\b", page)) <= {code.id for code in Code}


def test_it_explains_every_way_to_make_a_forecast(page: str) -> None:
    told = chapter(page, "Så räknas prognosen")
    assert not [method.label for method in Method if f"| {method.label} |" not in told]


def test_the_worked_forecast_has_the_figures_of_the_program(page: str) -> None:
    told = chapter(page, "Så räknas prognosen").replace("\xa0", " ")
    table = re.findall(r"^\| \d\. .*\| \**([\d ,%]+?)\** \|$", told, re.MULTILINE)
    worked = told.partition("```text")[2].partition("```")[0]
    assert len(table) == 7
    assert not [figure for figure in table if figure not in worked]
