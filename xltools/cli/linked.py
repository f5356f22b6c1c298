"""The commands for documents that are written already: where their figures come from, and what has changed."""

from __future__ import annotations

from pathlib import Path

import click

from xltools.cli.base import Decorator, Session, force_option, json_option, period_option, verb
from xltools.console.streams import progress
from xltools.model.period import Period

documents_argument: Decorator = click.argument(
    "documents", metavar="[DOKUMENT]...", nargs=-1, type=click.Path(path_type=Path)
)


def _wanted(session: Session, documents: tuple[Path, ...], period: Period | None) -> tuple[Path, ...]:
    """Return the documents that were named, or else all of a period."""
    from xltools.tasks.refresh import documents_of

    return documents or documents_of(session.workspace, session.period(period))


@verb(
    "Uppdatera siffrorna i dokument som har redigerats.",
    "xltools refresh resultat/2022-08/tertialrapport_2022-08.docx",
    "xltools refresh --dry-run",
    "xltools refresh --take ours",
)
@documents_argument
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle ändras, och skriv inget.")
@click.option(
    "--take",
    type=click.Choice(["ours", "theirs"]),
    help="Vad som ska stå där någon har ändrat en siffra för hand: underlagets (ours) eller den ändrade (theirs).",
)
@period_option
@click.option("--force", is_flag=True, help="Bryt ett gammalt lås på arbetsmappen.")
@json_option
@click.pass_obj
def refresh(
    session: Session, documents: tuple[Path, ...], dry_run: bool, take: str | None, period: Period | None, force: bool
) -> None:
    """Uppdatera siffror, tabeller, utkast och diagram i dokument som har redigerats i Word. Egna ord ändras aldrig.

    Siffror som någon har ändrat för hand lämnas och visas. Filen som den var sparas som en daterad kopia. Utan DOKUMENT
    uppdateras periodens alla dokument.
    """
    from xltools.console import refresh as view
    from xltools.model.refreshed import Take
    from xltools.tasks.refresh import refresh as bring_up_to_date

    wanted, whose = _wanted(session, documents, period), Take(take) if take else None
    with progress("Uppdaterar dokument") as tick:
        done = bring_up_to_date(session.workspace, wanted, take=whose, dry_run=dry_run, force=force, progress=tick)
    session.show(view, done, dry_run)
    session.finish(view.waiting(done))


@verb(
    "Kontrollera dokument mot underlaget innan de skickas.",
    "xltools verify",
    "xltools verify resultat/2022-08/tertialrapport_2022-08.docx",
)
@documents_argument
@period_option
@json_option
@click.pass_obj
def verify(session: Session, documents: tuple[Path, ...], period: Period | None) -> None:
    """Kontrollera att varje siffra i dokumenten stämmer med underlaget och att ingen är ändrad för hand.

    Utan DOKUMENT kontrolleras periodens alla dokument. Slutkoden är 1 när något inte stämmer. Inget skrivs.
    """
    from xltools.console import verify as view
    from xltools.tasks.refresh import verify as hold_against

    wanted = _wanted(session, documents, period)
    with progress("Kontrollerar dokument") as tick:
        done = hold_against(session.workspace, wanted, progress=tick)
    session.show(view, done)
    session.finish(view.wrong(done))


@verb(
    "Visa var siffrorna i ett dokument kommer ifrån.",
    "xltools trace resultat/2022-08/tertialrapport_2022-08.docx",
    "xltools trace resultat/2022-08/tertialrapport_2022-08.docx summa_resultat.prognos",
    'xltools trace resultat/2022-08/tertialrapport_2022-08.docx "−12 700"',
)
@click.argument("document", metavar="DOKUMENT", type=click.Path(path_type=Path))
@click.argument("figure", metavar="[SIFFRA]", required=False)
@click.option("--workbook", is_flag=True, help="Skriv också en sifferbilaga (Excel) bredvid dokumentet, med länkar.")
@force_option
@json_option
@click.pass_obj
def trace(session: Session, document: Path, figure: str | None, workbook: bool, force: bool) -> None:
    """Visa för varje siffra i ett dokument hur den är räknad, vilka celler den kommer ur, och om de har ändrats.

    SIFFRA är namnet, en del av det, eller värdet som det står i dokumentet. Ett värde som börjar med minus skrivs efter
    två streck: xltools trace DOKUMENT -- -12700
    """
    from xltools.console import trace as view
    from xltools.tasks.trace import trace as look_up
    from xltools.tasks.trace import write_appendix

    traced = look_up(session.workspace, document, figure)
    written = write_appendix(session.workspace, document, traced, force=force) if workbook else None
    shown = session.shown((written.path, written.kept)) if written else []
    session.show(view, traced, *shown)


@verb(
    "Jämför två dokument.",
    "xltools compare gammal.docx resultat/2022-08/tertialrapport_2022-08.docx",
    "xltools compare resultat/2022-04/tertialrapport_2022-04.docx resultat/2022-08/tertialrapport_2022-08.docx",
)
@click.argument("old", metavar="FÖRR", type=click.Path(path_type=Path))
@click.argument("new", metavar="NU", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def compare(session: Session, old: Path, new: Path) -> None:
    """Visa vad som skiljer mellan två dokument av samma slag: siffror, texter, rader i tabeller och diagram.

    Det kan vara två versioner av samma rapport, eller två perioders rapporter.
    """
    from xltools.console import compare as view
    from xltools.tasks.compare import compare as look

    session.show(view, look(old, new))
