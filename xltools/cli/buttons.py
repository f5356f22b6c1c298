"""The commands for those who work in Excel: the workbook with buttons, and the tab."""

from __future__ import annotations

from pathlib import Path

import click

from xltools.cli.base import Session, cli, force_option, json_option, verb
from xltools.console.streams import say


@cli.group(
    options_metavar="[FLAGGOR]",
    subcommand_metavar="KOMMANDO ...",
    short_help="Knapparna och fliken i Excel.",
    epilog="\b\nExempel:\n  xltools button styrbok",
)
def button() -> None:
    """Gör boken med knappar och fliken i Excel, så att arbetet kan göras därifrån."""


@verb("Gör styrboken.", "xltools button styrbok", "xltools button styrbok --force", group=button)
@force_option
@json_option
@click.pass_obj
def styrbok(session: Session, force: bool) -> None:
    """Gör styrbok.xlsm: en bok med knappar för periodens arbete, med enheterna och perioderna ur grunddata."""
    from xltools.console import documents as view
    from xltools.tasks.button import make_styrbok

    made = make_styrbok(session.workspace, force=force)
    new, old = ((), (made.path,)) if made.was_there else ((made.path,), ())
    session.show(view, session.shown(new), session.shown((made.kept,)), (), session.shown(old))


@verb("Gör fliken i Excel.", "xltools button addin", "xltools button addin --to tillagg", group=button)
@click.option("--to", type=click.Path(path_type=Path), metavar="MAPP", default=Path(), help="Annars mappen du står i.")
@json_option
@click.pass_obj
def addin(session: Session, to: Path) -> None:
    """Gör xltools.xlam: ett tillägg som ger Excel fliken xltools, för den bok som är öppen."""
    from xltools.console import documents as view
    from xltools.tasks.button import make_addin

    made = make_addin(to)
    new, old = ((), (made.path.as_posix(),)) if made.was_there else ((made.path.as_posix(),), ())
    session.show(view, new, (), (), old)
    say("Lägg den på plats med xltools button install.")


@verb("Lägg in fliken i Excel.", "xltools button install", "xltools button install --shortcuts", group=button)
@click.option("--shortcuts", is_flag=True, help="Lägg också genvägar på skrivbordet, för knappar utan makron.")
@click.option("--remove", is_flag=True, help="Ta bort fliken, inställningen och genvägarna igen.")
@json_option
@click.pass_obj
def install(session: Session, shortcuts: bool, remove: bool) -> None:
    """Lägg tillägget med fliken xltools i Excels startmapp och skriv vilken Python som knapparna ska starta.

    Inga administratörsrättigheter behövs. Stäng Excel först.
    """
    from xltools.console import documents as view
    from xltools.tasks.installation import install as put
    from xltools.tasks.installation import uninstall

    done = uninstall() if remove else put(shortcuts=shortcuts)
    session.show(view, [path.as_posix() for path in done.written])
    if remove:
        say(
            "Borttaget: "
            + (", ".join(path.name for path in done.removed) or "inget, det fanns inget att ta bort")
            + "."
        )
    else:
        say("Starta Excel: fliken xltools ligger sist bland flikarna. Kontrollera med xltools doctor.")


@verb("Tryck på en knapp utifrån.", "xltools button run validate", "xltools button run check", group=button)
@click.argument("name", metavar="KNAPP")
@json_option
@click.pass_obj
def run(session: Session, name: str) -> None:
    """Gör det som en knapp gör, på den bok som ligger främst i Excel. För datorer där Excel inte får starta program.

    På fliken: check, clear, outcome, submit och origin. I styrboken: new, validate, status, aggregate, forecast, report
    och refresh.
    """
    from xltools.console import pressed as view
    from xltools.tasks.live.books import active
    from xltools.tasks.live.press import known, press

    known(name)
    session.show(view, name, press(name, active()))
