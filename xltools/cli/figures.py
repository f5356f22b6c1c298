"""The commands that compute: the sums of a period and its forecasts."""

from __future__ import annotations

import click

from xltools.cli.base import Session, force_option, json_option, period_option, verb
from xltools.console.streams import progress
from xltools.model.period import Period


@verb("Summera böckerna till en sammanställning.", "xltools aggregate", "xltools aggregate --period 2022-08")
@period_option
@force_option
@json_option
@click.pass_obj
def aggregate(session: Session, period: Period | None, force: bool) -> None:
    """Summera enheternas böcker, räkna avvikelser och skriv sammanstallning.xlsx och arkivet."""
    from xltools.console import aggregate as view
    from xltools.tasks.aggregate import aggregate as add_up
    from xltools.tasks.overview import overview

    with progress("Läser böcker") as tick:
        report = add_up(session.workspace, session.period(period), force=force, progress=tick)
    made = session.shown((report.path, report.snapshot, report.kept))
    session.show(view, report, overview(session.workspace, report.summary), made)
    session.finish(report.errors)


@verb("Visa den beräknade årsprognosen.", "xltools forecast", "xltools forecast 1011", "xltools forecast 1011 --record")
@click.argument("code", metavar="[KOD]", required=False)
@period_option
@click.option("--all", "every_row", is_flag=True, help="Visa varje rad för alla enheter, i stället för summor.")
@click.option("--scenarios", is_flag=True, help="Visa bästa, förväntat och sämsta utfall för varje del.")
@click.option("--record", is_flag=True, help="Visa hur träffsäkra alla tidigare prognoser har varit.")
@json_option
@click.pass_obj
def forecast(
    session: Session, code: str | None, period: Period | None, every_row: bool, scenarios: bool, record: bool
) -> None:
    """Visa den beräknade årsprognosen för hela nämnden, eller för det som hör till KOD.

    Flera enheter visas som summor. För en enda enhet visas varje rad, hur den är räknad, och vad enheten eller
    ekonomen har satt i stället.
    """
    from xltools.console import forecast as view
    from xltools.tasks.forecast import forecast as compute

    if record:
        if period or every_row or scenarios:
            raise click.UsageError("--record visar alla perioder, och kan bara stå tillsammans med KOD och --json.")
        _record(session, code)
        return
    session.show(view, compute(session.workspace, session.period(period), code), every_row, scenarios)


def _record(session: Session, code: str | None) -> None:
    from xltools.console import record as view
    from xltools.tasks.record import record as look_up

    report = look_up(session.workspace, code)
    session.show(view, report)
    session.finish(report.errors)
