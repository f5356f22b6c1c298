"""Writes docs/kommandon.md from the commands' own help and docs/felkoder.md from the codes of findings.

Run `python docs/build_reference.py` after changing either; a test fails when the pages are not fresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from xltools.cli import cli
from xltools.model.codes import Code, Kind

DOCS = Path(__file__).parent
WIDTH = 80

_COMMANDS_INTRO = """\
# Kommandon

Den här sidan är gjord av programmets egen hjälp. Samma text visas med `xltools KOMMANDO --help`.

Kommandona körs i arbetsmappen, den mapp där `grunddata.xlsx` ligger, eller i en mapp under den. Utan `--period` gäller
den senaste perioden som har en mapp i `inlamning`. Med `--json` skrivs resultatet så att andra program kan läsa det.

| Slutkod | Betyder |
|---|---|
| 0 | Allt är klart, inga fel. |
| 1 | Det finns fel att rätta. |
| 2 | Kommandot är felskrivet. |
| 3 | Kommandot kunde inte köras. Meddelandet säger varför. |
"""

_CODES_INTRO = """\
# Felkoder

Varje anmärkning har en kod som aldrig byter betydelse. Ett **fel** måste rättas, en **varning** behöver ses över, och
en **upplysning** är bra att känna till. Där det här står … visar programmet det som står i din bok.
"""

_HUNDREDS = {
    "1": "Filen och dess form",
    "2": "Celler",
    "3": "Siffror som inte stämmer",
    "4": "Texter",
    "5": "Grunddata",
    "6": "Hela inlämningen",
    "7": "Mallar och dokument",
    "8": "Utdrag ur ekonomisystemet",
}


def commands_page() -> str:
    """Return docs/kommandon.md."""
    return "\n".join([_COMMANDS_INTRO, *_commands()])


def codes_page() -> str:
    """Return docs/felkoder.md."""
    return "\n".join([_CODES_INTRO, *_codes()])


def _commands() -> Iterator[str]:
    settings = {**cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    group = click.Context(cli, info_name="xltools", **settings)
    yield f"## xltools\n\n```text\n{cli.get_help(group)}\n```\n"
    for name, command in cli.commands.items():
        context = click.Context(command, parent=group, info_name=name, **settings)
        yield f"## xltools {name}\n\n```text\n{command.get_help(context)}\n```\n"
        for inner, part in command.commands.items() if isinstance(command, click.Group) else ():
            inside = click.Context(part, parent=context, info_name=inner, **settings)
            yield f"### xltools {name} {inner}\n\n```text\n{part.get_help(inside)}\n```\n"


def _codes() -> Iterator[str]:
    hundred = ""
    for kind in sorted((code.value for code in Code), key=lambda kind: kind.id):
        if kind.id[2] != hundred:
            hundred = kind.id[2]
            yield f"## {hundred}xx: {_HUNDREDS[hundred]}\n"
        yield _code(kind)


def _code(kind: Kind) -> str:
    message, remedy = (text.format_map(_Blanks()) for text in (kind.message, kind.remedy))
    return f"### {kind.id} {kind.title}\n\n*{kind.severity.value.capitalize()}.* {message}\n\n{remedy}\n"


class _Blanks(dict[str, str]):
    """Gives an ellipsis for every name in a message; the suggestion of a near name is no part of it."""

    def __missing__(self, name: str) -> str:
        return "" if name == "near" else "…"


if __name__ == "__main__":
    (DOCS / "kommandon.md").write_text(commands_page(), "utf-8")
    (DOCS / "felkoder.md").write_text(codes_page(), "utf-8")
