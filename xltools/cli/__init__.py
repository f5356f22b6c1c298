"""The commands: each finds the working folder, calls one task, shows what came of it and ends with an exit code.

A module holds one stage of the work. Tasks and tables are imported inside the commands, so that `--help` and one
command load nothing for the others.
"""

from xltools.cli import folder, collect, figures, documents, linked, chain, history, buttons  # isort: skip
from xltools.cli.base import cli

__all__ = ["cli", "main"]

cli.stages = {
    folder.__name__: "Komma igång",
    collect.__name__: "Samla in",
    figures.__name__: "Räkna",
    documents.__name__: "Skriva",
    linked.__name__: "Följa upp skrivna dokument",
    chain.__name__: "Allt på en gång",
    history.__name__: "Vårda arkivet",
    buttons.__name__: "Knappar i Excel",
}

main = cli
