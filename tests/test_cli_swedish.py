"""Every word of the command line is Swedish: the help of every command, and what wrong usage is told."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from xltools.cli import cli

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|this|message|and|exit|version and|error|try|for help|missing|no such|"
    r"did you mean|possible|invalid|value|required|default|unexpected|extra|got|does not|requires?|directory|file|path|"
    r"aborted|the|choose|of|is|integer|text|boolean)\b",
    re.IGNORECASE,
)
# What is typed is not translated.
TYPED = re.compile(r"--?[a-z][a-z-]*|\bxltools( [a-z]+)?|'[^']*'")


def english_in(text: str) -> list[str]:
    return [match[0] for match in ENGLISH.finditer(TYPED.sub("", text))]


@pytest.mark.parametrize("command", ["", *cli.commands])
def test_the_help_has_no_english(command: str) -> None:
    shown = CliRunner().invoke(cli, [*command.split(), "--help"]).output
    assert english_in(shown) == []


@pytest.mark.parametrize("command", cli.commands)
def test_the_help_gives_an_example_of_the_command_itself(command: str) -> None:
    shown = CliRunner().invoke(cli, [command, "--help"]).output
    assert f"Exempel:\n    xltools {command}" in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["new"], "Fel: Ange flaggan '--period'."),
        (["fields"], "Fel: Ange 'DOKUMENT'."),
        (["report"], "Fel: Ange ett dokument, till exempel tertialrapport, eller --all."),
        (["statu"], "Fel: Det finns inget kommando «statu». Menade du status?"),
        (["help"], "Fel: Det finns inget kommando «help». Alla kommandon: "),
        (["rapport"], "Fel: Det finns inget kommando «rapport». Menade du report?\n"),
        (["status", "-period", "2022-08"], "Fel: Det finns ingen flagga -period. Menade du --period?"),
        (["report", "--all", "bokslut"], "Fel: Ange antingen --all eller ett dokument, inte båda: "),
        (["status", "--perod", "2022-08"], "Fel: Det finns ingen flagga --perod."),
        (["status", "--period"], "Fel: Flaggan --period behöver ett värde."),
        (["new", "--period", "1999-01"], "Skriv år (från 2000) och månad, till exempel 2022-08."),
        (["status", "--period", "augusti"], "Fel: Ogiltigt värde för '--period': «augusti» är ingen period."),
        (["status", "--json=ja"], "Fel: Flaggan --json tar inget värde."),
        (["status", "2022-08"], "Fel: Det här hör inte till kommandot: 2022-08"),
        (["-C", "finns_inte", "status"], "Fel: Ogiltigt värde för '-C' / '--folder': Mappen finns_inte finns inte."),
        (["--debug"], "Fel: Ange ett kommando."),
    ],
)
def test_wrong_usage_is_explained_in_swedish(arguments: list[str], sentence: str) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert sentence in result.output
    assert english_in(result.output) == []


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output.startswith("xltools, version ")
