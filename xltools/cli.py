"""The commands: each finds the working folder, calls one task, shows what came of it and ends with an exit code.

Tasks and tables are imported inside the commands, so that `--help` and one command load nothing for the others.

Long because it is a list: one command after another, each short, in the order of the help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from xltools import __version__
from xltools.console.group import FINDINGS, CommandGroup
from xltools.console.streams import progress, say, terminal, write_json
from xltools.locale import speak_swedish
from xltools.model.period import Period

if TYPE_CHECKING:
    from xltools.workspace import Workspace

# Click reads some of its words when the commands below are made, others when they are run.
speak_swedish()


class View(Protocol):
    """A module of `console`: how one command's report looks to people and to programs."""

    @property
    def show(self) -> Callable[..., None]:
        """Draw the report on a console."""

    @property
    def as_json(self) -> Callable[..., object]:
        """Return the report as plain values."""


class Session:
    """What the commands of one run share: the folder they work in, and how they report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.as_json = False

    @cached_property
    def workspace(self) -> Workspace:
        """Return the working folder; CannotRunError when there is none."""
        from xltools.workspace import Workspace

        return Workspace.find(self.folder)

    def period(self, given: Period | None) -> Period:
        """Return the period asked for, or the newest one with deliveries, and say which that is."""
        if given is not None:
            return given
        periods = self.workspace.periods()
        if not periods:
            from xltools.model.report import CannotRunError

            raise CannotRunError(
                "Det finns inga inlämningsböcker för någon period i inlamning. "
                "Skapa inlämningsböcker med xltools new --period 2022-08, eller ange --period."
            )
        say(f"Gäller perioden {periods[-1]} ({periods[-1].name}).")
        return periods[-1]

    def shown(self, paths: Iterable[Path | None]) -> list[str]:
        """Return paths as people are shown them; None stands for a file that was not written."""
        return [self.workspace.relative(path) for path in paths if path]

    def show(self, view: View, *report: object) -> None:
        """Draw what came of the command, or with --json write it for programs."""
        if self.as_json:
            write_json(view.as_json(*report))
        else:
            view.show(terminal(), *report)

    def finish(self, found: int) -> None:
        """End with the exit code of findings where there are any of severity fel."""
        if found:
            click.get_current_context().exit(FINDINGS)


def _period(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Period | None:
    try:
        return None if value is None else Period.parse(value)
    except ValueError:
        raise click.BadParameter(
            f"«{value}» är ingen period. Skriv år (från 2000) och månad, till exempel 2022-08."
        ) from None


def _document(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return a document's name as it is written in commands, however the person spells it."""
    return value if value is None else value.strip().casefold().translate(_PLAIN)


_PLAIN = str.maketrans("åäö", "aao")


def _as_json(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    session = ctx.find_object(Session)
    # There is none while a shell asks how a word can be completed.
    if session is not None:
        session.as_json = value


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

period_option: Decorator = click.option(
    "--period",
    metavar="ÅÅÅÅ-MM",
    callback=_period,
    help="Perioden, till exempel 2022-08. Annars den senaste som har en mapp i inlamning.",
)
json_option: Decorator = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=_as_json,
    help="Skriv resultatet så att andra program kan läsa det (JSON).",
)
force_option: Decorator = click.option(
    "--force",
    is_flag=True,
    help="Skriv över filer som någon har ändrat, sedan de sparats som daterade kopior, och bryt ett gammalt lås.",
)


@click.group(
    cls=CommandGroup,
    options_metavar="[FLAGGOR]",
    subcommand_metavar="KOMMANDO ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Hjälp om ett kommando: xltools validate --help",
)
@click.option(
    "-C",
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="MAPP",
    help="Arbetsmappen. Annars den mapp som du står i, eller närmast ovanför.",
)
@click.option("--debug", is_flag=True, help="Visa hela felmeddelandet när något går oväntat fel.")
@click.version_option(__version__, prog_name="xltools", help="Visa versionen.")
@click.pass_context
def cli(ctx: click.Context, folder: Path, debug: bool) -> None:
    """Gör inlämningsböcker, kontrollera och summera dem, och skriv rapporter till nämnden."""
    ctx.obj = Session(folder)


def _verb(short_help: str, *examples: str, name: str | None = None, group: click.Group | None = None) -> Decorator:
    """Return what makes a function a command, with a line for the list of commands and examples below its help.

    `name` is for a command whose name is a word of Python; `group` for one that stands below another.
    """
    epilog = "\b\nExempel:\n" + "\n".join(f"  {example}" for example in examples)
    made: Decorator = (group or cli).command(name, options_metavar="[FLAGGOR]", short_help=short_help, epilog=epilog)
    return made


@_verb("Skapa en ny arbetsmapp.", "xltools init socialnamnden")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def init(session: Session, folder: Path) -> None:
    """Skapa en ny arbetsmapp med grunddata.xlsx att fylla i."""
    from xltools.console import documents as view
    from xltools.tasks.init import init as make

    session.show(view, [path.as_posix() for path in make(folder)])
    say(f"Fyll i {folder / 'grunddata.xlsx'} och gör sedan inlämningsböcker med xltools new.")


@_verb("Prova med exempelkommunen.", "xltools demo demo")
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


@_verb(
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
    written = (result.store, result.left_out, result.log) if result else ()
    session.show(view, made, result, session.shown(written), session.shown((result.kept,) if result else ()))
    session.finish(errors(made.findings))


@_verb(
    "Gör inlämningsböcker för en period.",
    "xltools new --period 2022-08",
    "xltools new --period 2022-08 --unit 1011 --unit 1012",
)
@click.option("--period", required=True, metavar="ÅÅÅÅ-MM", callback=_period, help="Perioden, till exempel 2022-08.")
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


@_verb("Kontrollera inlämningsböckerna.", "xltools validate", "xltools validate inlamning/2022-08/2022-08_1011.xlsx")
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


@_verb("Visa vilka som har lämnat in.", "xltools status", "xltools status --period 2022-08")
@period_option
@json_option
@click.pass_obj
def status(session: Session, period: Period | None) -> None:
    """Visa vilka enheter som har lämnat in, när, och om något behöver rättas."""
    from xltools.console import status as view
    from xltools.tasks.status import status as look

    wanted = session.period(period)
    with progress("Läser böcker") as tick:
        report = look(session.workspace, wanted, progress=tick)
    session.show(view, report)
    session.finish(report.errors)


@_verb("Summera böckerna till en sammanställning.", "xltools aggregate", "xltools aggregate --period 2022-08")
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


@_verb("Visa den beräknade årsprognosen.", "xltools forecast", "xltools forecast 1011")
@click.argument("code", metavar="[KOD]", required=False)
@period_option
@click.option("--all", "every_row", is_flag=True, help="Visa varje rad för alla enheter, i stället för summor.")
@json_option
@click.pass_obj
def forecast(session: Session, code: str | None, period: Period | None, every_row: bool) -> None:
    """Visa den beräknade årsprognosen för hela nämnden, eller för det som hör till KOD.

    Flera enheter visas som summor. För en enda enhet visas varje rad och hur den är räknad.
    """
    from xltools.console import forecast as view
    from xltools.tasks.forecast import forecast as compute

    session.show(view, compute(session.workspace, session.period(period), code), every_row)


pdf_option: Decorator = click.option(
    "--pdf", is_flag=True, help="Gör också en tillgänglig pdf (PDF/UA) av varje dokument."
)
check_option: Decorator = click.option("--check", is_flag=True, help="Kontrollera att dokumenten är tillgängliga.")


@_verb(
    "Skriv periodens rapporter.",
    "xltools report tertialrapport --period 2022-08",
    "xltools report --all --pdf --check",
)
@click.argument("document", metavar="[DOKUMENT]", required=False, callback=_document)
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


@_verb("Skriv tjänsteskrivelserna.", "xltools letter", "xltools letter --period 2022-08 --pdf", "xltools letter --all")
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


@_verb("Hämta ut en mall.", "xltools template export tertialrapport", group=template)
@click.argument("document", metavar="DOKUMENT", callback=_document)
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


@_verb("Kontrollera en mall.", "xltools template check mallar/tertialrapport.docx", name="check", group=template)
@click.argument("file", metavar="FIL", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--document", metavar="DOKUMENT", callback=_document, help="Vad det är en mall för. Annars säger filnamnet det."
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


@_verb("Visa vad en mall kan hämta.", "xltools fields tertialrapport")
@click.argument("document", metavar="DOKUMENT", callback=_document)
@period_option
@json_option
@click.pass_obj
def fields(session: Session, document: str, period: Period | None) -> None:
    """Visa alla namn som en mall för DOKUMENT kan hämta, med dagens värden."""
    from xltools.console import fields as view
    from xltools.tasks.fields import fields as look_up

    session.show(view, look_up(session.workspace, document, session.period(period)))


@_verb("Gör hela kedjan för en period.", "xltools run", "xltools run --period 2022-08")
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


main = cli
