"""The commands that make a working folder: a new one, and the example."""

from __future__ import annotations

from pathlib import Path

import click

from xltools.cli.base import Session, json_option, verb
from xltools.console.streams import progress, say


@verb("Skapa en ny arbetsmapp.", "xltools init socialnamnden")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def init(session: Session, folder: Path) -> None:
    """Skapa en ny arbetsmapp med grunddata.xlsx att fylla i."""
    from xltools.console import documents as view
    from xltools.tasks.init import init as make

    session.show(view, [path.as_posix() for path in make(folder)])
    say(f"Fyll i {folder / 'grunddata.xlsx'} och gör sedan inlämningsböcker med xltools new.")


@verb("Prova med exempelkommunen.", "xltools demo demo")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def demo(session: Session, folder: Path) -> None:
    """Lägg upp exempelkommunen i en mapp och gör hela kedjan, från böcker till dokument."""
    from xltools.console import demo as view
    from xltools.tasks.demo import demo as make

    with progress("Läser böcker") as tick:
        report = make(folder, progress=tick)
    session.show(view, report, folder.as_posix())
