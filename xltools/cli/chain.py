"""The command that does the whole chain of a period."""

from __future__ import annotations

import click

from xltools.cli.base import Session, force_option, json_option, period_option, verb
from xltools.console.streams import progress
from xltools.model.period import Period


@verb("Gör hela kedjan för en period.", "xltools run", "xltools run --period 2022-08")
@period_option
@force_option
@json_option
@click.pass_obj
def run(session: Session, period: Period | None, force: bool) -> None:
    """Gör hela kedjan: kontrollera, summera, skriv periodens rapport och tjänsteskrivelser."""
    from xltools.console import run as view
    from xltools.tasks.run import run as work

    with progress("Läser böcker") as tick:
        made = work(session.workspace, session.period(period), force=force, progress=tick)
    session.show(view, made)
    session.finish(made.errors)
