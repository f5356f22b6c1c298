"""The commands of the archive: whether it is whole, and making it again from deliveries and exports."""

from __future__ import annotations

import click

from xltools.cli.base import Session, a_period, cli, json_option, verb
from xltools.console.streams import progress
from xltools.model.period import Period


@cli.group(
    options_metavar="[FLAGGOR]",
    subcommand_metavar="KOMMANDO ...",
    short_help="Kontrollera arkivet och återskapa det.",
    epilog="\b\nExempel:\n  xltools archive check\n  xltools archive rebuild --period 2022-08",
)
def archive() -> None:
    """Kontrollera arkivets ögonblicksbilder, och återskapa dem ur inlämningsböcker och utfall.

    Det som redan är arkiverat skrivs aldrig över.
    """


@verb("Se om arkivet är helt.", "xltools archive check", name="check", group=archive)
@json_option
@click.pass_obj
def check_(session: Session) -> None:
    """Visa alla ögonblicksbilder, vilka som är skadade och om underlaget är detsamma som då."""
    from xltools.console import archive_check as view
    from xltools.model.finding import errors
    from xltools.tasks.rebuild import check

    report = check(session.workspace)
    session.show(view, report)
    session.finish(errors(report.findings))


@verb(
    "Återskapa ögonblicksbilder.", "xltools archive rebuild", "xltools archive rebuild --period 2022-08", group=archive
)
@click.option(
    "--period", metavar="ÅÅÅÅ-MM", callback=a_period, help="Perioden, till exempel 2022-08. Annars alla perioder."
)
@click.option("--force", is_flag=True, help="Arkivera också det som görs av ändrat underlag, och bryt ett gammalt lås.")
@json_option
@click.pass_obj
def rebuild(session: Session, period: Period | None, force: bool) -> None:
    """Räkna om ögonblicksbilderna ur inlämningsböcker, grunddata och inläst utfall, och jämför med arkivet.

    Det som blir lika lämnas. Det som är skadat eller blir annorlunda sparas under ett nytt nummer bredvid.
    """
    from xltools.console import rebuild as view
    from xltools.tasks.rebuild import rebuild as make_again

    with progress("Läser böcker") as tick:
        report = make_again(session.workspace, period, force=force, progress=tick)
    session.show(view, report)
