"""The commands that write documents, and those for templates of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from xltools.cli.base import Decorator, Session, a_document, cli, force_option, json_option, period_option, verb
from xltools.console.streams import progress
from xltools.model.period import Period

pdf_option: Decorator = click.option(
    "--pdf", is_flag=True, help="Gör också en tillgänglig pdf (PDF/UA) av varje dokument."
)
check_option: Decorator = click.option("--check", is_flag=True, help="Kontrollera att dokumenten är tillgängliga.")


@verb(
    "Skriv periodens rapporter.",
    "xltools report tertialrapport --period 2022-08",
    "xltools report --all --pdf --check",
)
@click.argument("document", metavar="[DOKUMENT]", required=False, callback=a_document)
@click.option(
    "--all", "every", is_flag=True, help="Alla dokument som årshjulet nämner för perioden eller data räcker till."
)
@period_option
@pdf_option
@check_option
@force_option
@json_option
@click.pass_obj
def report(
    session: Session, document: str | None, every: bool, period: Period | None, pdf: bool, check: bool, force: bool
) -> None:
    """Skriv periodens rapporter som Worddokument. DOKUMENT är till exempel tertialrapport.

    Dokument som inget har ändrats i skrivs inte om.
    """
    from xltools.console import batch as view
    from xltools.tasks.batch import Wishes
    from xltools.tasks.report import reports

    if every and document:
        raise click.UsageError(f"Ange antingen --all eller ett dokument, inte båda: --all skriver också {document}.")
    if not every and not document:
        raise click.UsageError("Ange ett dokument, till exempel tertialrapport, eller --all.")
    wanted = session.period(period)
    with progress("Skriver dokument") as tick:
        wishes = Wishes(force=force, pdf=pdf, check=check)
        made = reports(session.workspace, wanted, [document] if document else None, wishes=wishes, progress=tick)
    session.show(view, made, session.workspace.relative)
    session.finish(made.errors)


@verb("Skriv tjänsteskrivelserna.", "xltools letter", "xltools letter --period 2022-08 --pdf", "xltools letter --all")
@click.option("--all", "every", is_flag=True, help="Alla perioders ärenden.")
@period_option
@pdf_option
@check_option
@force_option
@json_option
@click.pass_obj
def letter(session: Session, every: bool, period: Period | None, pdf: bool, check: bool, force: bool) -> None:
    """Skriv en tjänsteskrivelse för varje ärende som perioden har på bladet Ärenden.

    Tjänsteskrivelser som inget har ändrats i skrivs inte om.
    """
    from xltools.console import batch as view
    from xltools.tasks.batch import Wishes
    from xltools.tasks.letter import letters

    if every and period:
        raise click.UsageError("Ange antingen --all eller --period.")
    wanted = None if every else session.period(period)
    with progress("Skriver tjänsteskrivelser") as tick:
        wishes = Wishes(force=force, pdf=pdf, check=check)
        made = letters(session.workspace, wanted, wishes=wishes, progress=tick)
    session.show(view, made, session.workspace.relative)
    session.finish(made.errors)


@cli.group(
    options_metavar="[FLAGGOR]",
    subcommand_metavar="KOMMANDO ...",
    short_help="Ändra dokumentens mallar i Word.",
    epilog="\b\nExempel:\n  xltools template export tertialrapport",
)
def template() -> None:
    """Hämta ut en mall för att ändra den i Word, och kontrollera den efteråt.

    En mall i mappen mallar går före programmets egen.
    """


@verb("Hämta ut en mall.", "xltools template export tertialrapport", group=template)
@click.argument("document", metavar="DOKUMENT", callback=a_document)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="MAPP", help="Annars mappen mallar.")
@force_option
@json_option
@click.pass_obj
def export(session: Session, document: str, to: Path | None, force: bool) -> None:
    """Lägg en kopia av programmets mall för DOKUMENT i mappen mallar."""
    from xltools.console import documents as view
    from xltools.tasks.own_template import export as copy

    made = copy(session.workspace, document, to, force=force)
    new, old = ((), (made.path,)) if made.was_there else ((made.path,), ())
    session.show(view, session.shown(new), session.shown((made.kept,)), (), session.shown(old))


@verb("Kontrollera en mall.", "xltools template check mallar/tertialrapport.docx", name="check", group=template)
@click.argument("file", metavar="FIL", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--document", metavar="DOKUMENT", callback=a_document, help="Vad det är en mall för. Annars säger filnamnet det."
)
@period_option
@json_option
@click.pass_obj
def check_(session: Session, file: Path, document: str | None, period: Period | None) -> None:
    """Visa alla fel i mallen på en gång, och om dokumentet som den ger är tillgängligt."""
    from xltools.console import own_template as view
    from xltools.tasks.own_template import check_template

    checked = check_template(session.workspace, file, document, session.period(period))
    session.show(view, checked)
    session.finish(checked.errors)


@verb("Visa vad en mall kan hämta.", "xltools fields tertialrapport")
@click.argument("document", metavar="DOKUMENT", callback=a_document)
@period_option
@json_option
@click.pass_obj
def fields(session: Session, document: str, period: Period | None) -> None:
    """Visa alla namn som en mall för DOKUMENT kan hämta, med dagens värden."""
    from xltools.console import fields as view
    from xltools.tasks.fields import fields as look_up

    session.show(view, look_up(session.workspace, document, session.period(period)))
