"""The commands that gather figures: outcome from the ledger, entry workbooks, their check, and who has delivered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from xltools.cli.base import Session, a_period, force_option, json_option, period_option, verb
from xltools.console.streams import progress, terminal
from xltools.model.period import Period


@verb(
    "Hämta utfall ur ekonomisystemet.",
    "xltools import utfall/augusti.csv",
    "xltools import utfall/2022.se --yes",
    name="import",
)
@click.argument("files", metavar="FIL...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--encoding", metavar="KOD", default="", help="Teckenkodning: utf-8, latin-1, cp437 eller utf-16.")
@click.option("--separator", metavar="NAMN", default="", help="Avgränsare: semikolon, tabb, komma eller lodstreck.")
@click.option("--year", metavar="ÅÅÅÅ", type=int, default=0, help="Året, när filen inte säger det.")
@click.option("--dimension", metavar="NR", default="", help="Den dimension i en SIE-fil som är ansvar.")
@click.option("--reverse-sign", is_flag=True, help="Vänd alla tecken: exporten har intäkter med plus.")
@click.option("--yes", is_flag=True, help="Läs in utan att fråga.")
@click.option(
    "--force",
    is_flag=True,
    help="Läs in det som går trots fel, skriv över inläst utfall som någon har ändrat (en daterad kopia sparas), och "
    "bryt ett gammalt lås.",
)
@json_option
@click.pass_obj
def import_(session: Session, /, files: tuple[Path, ...], yes: bool, force: bool, **options: Any) -> None:
    """Hämta utfall ur exporter från ekonomisystemet: .xlsx, .csv eller SIE 4. Flera filer är delar av en export.

    Först visas hur filerna är lästa, vart beloppen går och vad som ändras. Inget skrivs förrän du har svarat ja.
    """
    import sys

    from xltools.console import import_ as view
    from xltools.model.finding import errors
    from xltools.tasks.import_ledger import apply, plan
    from xltools.tasks.import_read import ImportOptions

    made = plan(session.workspace, files, ImportOptions(**options))
    if not session.as_json:
        view.show_plan(terminal(), made)
    result = None
    if view.agreed(made, sys.stdin, sys.stdout, yes=yes, force=force):
        result = apply(session.workspace, made, force=force)
    written = (result.store, result.budget, result.left_out, result.log) if result else ()
    session.show(view, made, result, session.shown(written), session.shown((result.kept,) if result else ()))
    session.finish(errors(made.findings))


@verb(
    "Gör inlämningsböcker för en period.",
    "xltools new --period 2022-08",
    "xltools new --period 2022-08 --unit 1011 --unit 1012",
)
@click.option("--period", required=True, metavar="ÅÅÅÅ-MM", callback=a_period, help="Perioden, till exempel 2022-08.")
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="KOD",
    help="Enhetens kod, eller koden för något ovanför. Kan anges flera gånger. Annars görs alla enheters böcker.",
)
@click.option("--force", is_flag=True, help="Gör om böcker som ingen har skrivit i, och bryt ett gammalt lås.")
@json_option
@click.pass_obj
def new(session: Session, period: Period, units: tuple[str, ...], force: bool) -> None:
    """Gör inlämningsböcker för en period, en för varje enhet, i mappen inlamning."""
    from xltools.console import new as view
    from xltools.tasks.new import new as make

    session.show(view, make(session.workspace, period, units or None, force=force))


@verb("Kontrollera inlämningsböckerna.", "xltools validate", "xltools validate inlamning/2022-08/2022-08_1011.xlsx")
@click.argument("paths", metavar="[BOK]...", nargs=-1, type=click.Path(path_type=Path))
@period_option
@force_option
@json_option
@click.pass_obj
def validate(session: Session, paths: tuple[Path, ...], period: Period | None, force: bool) -> None:
    """Kontrollera inlämningsböckerna och visa vad som är fel, var, och vad som ska göras.

    Enhetens egen fil ändras aldrig. Anmärkningarna skrivs också i en kontrollbok och i markerade kopior.
    """
    from xltools.console import validation as view
    from xltools.tasks.validate import validate as check

    wanted = period if paths else session.period(period)
    with progress("Kontrollerar") as tick:
        report = check(session.workspace, paths, wanted, force=force, progress=tick)
    session.show(view, report)
    session.finish(report.errors)


@verb("Visa vilka som har lämnat in.", "xltools status", "xltools status --period 2022-08")
@period_option
@json_option
@click.pass_obj
def status(session: Session, period: Period | None) -> None:
    """Visa vilka enheter som har lämnat in, när, och om något behöver rättas.

    Nedanför står periodens dokument, och hur hela årets årshjul ligger till.
    """
    from xltools.console import status as view
    from xltools.tasks.status import status as look

    wanted = session.period(period)
    with progress("Läser böcker") as tick:
        report = look(session.workspace, wanted, progress=tick)
    session.show(view, report)
    session.finish(report.errors)


@verb("Skriv påminnelser att skicka.", "xltools remind", "xltools remind --period 2022-08 --unit 1011")
@period_option
@click.option(
    "--unit", "units", multiple=True, metavar="KOD", help="Bara den här enheten, eller det som hör till KOD. Flera går."
)
@click.option("--all", "every", is_flag=True, help="Skriv också till dem som är klara.")
@click.option("--text", is_flag=True, help="Skriv vanliga textfiler (.txt) i stället för e-post (.eml).")
@force_option
@json_option
@click.pass_obj
def remind(
    session: Session, period: Period | None, units: tuple[str, ...], every: bool, text: bool, force: bool
) -> None:
    """Skriv en påminnelse till varje enhet som inte har lämnat in eller har något att rätta.

    Inget skickas. Filerna öppnas i ditt e-postprogram, där du läser dem och skickar.
    """
    from xltools.console import remind as view
    from xltools.tasks.remind import remind as write

    wanted = session.period(period)
    with progress("Läser böcker") as tick:
        made = write(session.workspace, wanted, units=units, every=every, text=text, force=force, progress=tick)
    session.show(view, made)
