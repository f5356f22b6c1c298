"""The command line library's own words: all of them in Swedish, and compiled."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import click
import pytest

from xltools.locale import DOMAIN, FOLDER, LANGUAGE, speak_swedish
from xltools.locale.compile import CATALOGUE, COMPILED, compiled, messages

# Where click keeps what users may be told; the other modules speak to programmers, editors and shells.
SPOKEN = ("core", "exceptions", "formatting", "parser", "termui", "types")
TO_PROGRAMMERS = (
    "Name '{name}' defined twice",
    "Could not determine name for option",
    "No options defined but a name was passed",
    "Arguments take exactly one parameter declaration",
    "Boolean option {decl!r} cannot use the same flag",
    "Unknown color",
)


def asked_for(module: str) -> set[str]:
    """Return every text that a module of the installed click asks a translation of."""
    source = Path(click.__file__).with_name(f"{module}.py").read_text("utf-8")
    calls = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    texts = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in {"_", "ngettext"}
        and isinstance(call.args[0], ast.Constant)
    }
    return {text for text in texts if isinstance(text, str) and not text.startswith(TO_PROGRAMMERS)}


def catalogue() -> dict[str, str]:
    return messages(CATALOGUE.read_text("utf-8"))


@pytest.mark.parametrize("module", SPOKEN)
def test_all_that_the_installed_click_may_say_is_translated(module: str) -> None:
    known = {key.split("\0")[0] for key in catalogue()}
    assert asked_for(module) <= known


def test_the_compiled_catalogue_is_fresh() -> None:
    assert COMPILED.read_bytes() == compiled(CATALOGUE.read_text("utf-8"))


def test_gettext_reads_the_catalogue_that_we_compile() -> None:
    read = gettext.translation(DOMAIN, FOLDER, [LANGUAGE])
    assert read.gettext("Usage:") == "Användning:"


def test_a_plural_form_is_chosen_by_number() -> None:
    read = gettext.translation(DOMAIN, FOLDER, [LANGUAGE])
    few, many = (
        read.ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", n)
        for n in (1, 2)
    )
    assert (few, many) == ("Flaggan {name} behöver ett värde.", "Flaggan {name} behöver {nargs} värden.")


@pytest.mark.parametrize("key", catalogue())
def test_a_translation_fills_in_only_what_the_original_does(key: str) -> None:
    def names(text: str) -> set[str]:
        return {name.split("!")[0] for name in re.findall(r"{([^}]+)}", text)}

    assert names(catalogue()[key]) <= names(key)


def test_swedish_is_spoken_whatever_the_computer_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fi:en")
    speak_swedish()
    assert gettext.gettext("Missing command.") == "Ange ett kommando."
