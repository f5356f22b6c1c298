"""The commands that make a working folder: a new one, and the example."""

from __future__ import annotations

from pathlib import Path

import click

from xltools.cli.base import Session, a_document, json_option, verb
from xltools.console.streams import progress, say, terminal


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


@verb("Öppna ett nytt år.", "xltools new-year 2023", "xltools new-year 2023 --budget profil --yes", name="new-year")
@click.argument("year", metavar="ÅR", type=click.IntRange(2000, 2099))
@click.option(
    "--budget",
    "way",
    metavar="SÄTT",
    default="tom",
    callback=a_document,
    help="Hur det nya årets budgetrader görs: tom (du fyller i beloppen), jämnt eller profil (förra årets belopp att "
    "skriva över), eller ekonomisystemet. Annars tom.",
)
@click.option("--yes", is_flag=True, help="Öppna året utan att fråga.")
@click.option("--force", is_flag=True, help="Bryt ett gammalt lås.")
@json_option
@click.pass_obj
def new_year(session: Session, year: int, way: str, yes: bool, force: bool) -> None:
    """Öppna ett nytt år: grunddata för det nya året ur det gamla, som sparas som det är i mappen arkiv.

    Först visas vad som följer med, vad som flyttas ett år och vad som är kvar att göra. Inget skrivs förrän du har
    svarat ja.
    """
    import sys

    from xltools.console import new_year as view
    from xltools.console.streams import agreed
    from xltools.tasks.new_year import apply, budget_way, plan

    made = plan(session.workspace, year, budget_way(way))
    if not session.as_json:
        view.show_plan(terminal(), made)
    question = f"Öppna {year}?"
    go = not made.already and agreed(question, sys.stdin, sys.stdout, yes=yes)
    session.show(view, made, session.shown(apply(session.workspace, made, force=force) if go else ()))


@verb("Se om datorn har det som behövs.", "xltools doctor")
@json_option
@click.pass_obj
def doctor(session: Session) -> None:
    """Se vad som saknas på datorn: Python, paket, Excel, tillägget, makron, arbetsmappen och LibreOffice för pdf."""
    from xltools.console import doctor as view
    from xltools.tasks.installation import doctor as examine

    diagnoses = examine(session.folder)
    session.show(view, diagnoses)
    session.finish(view.broken(diagnoses))
