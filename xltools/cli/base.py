"""What all commands share: the group they stand in, the folder they work in, how they report, and their options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from xltools import __version__
from xltools.console.group import FINDINGS, CommandGroup
from xltools.console.streams import say, terminal, write_json
from xltools.locale import speak_swedish
from xltools.model.period import Period

if TYPE_CHECKING:
    from xltools.workspace import Workspace

# Click reads some of its words when the commands are made, others when they are run.
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


def a_period(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Period | None:
    """Return the period that a flag names."""
    try:
        return None if value is None else Period.parse(value)
    except ValueError:
        raise click.BadParameter(
            f"«{value}» är ingen period. Skriv år (från 2000) och månad, till exempel 2022-08."
        ) from None


def a_document(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
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
    callback=a_period,
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


def verb(short_help: str, *examples: str, name: str | None = None, group: click.Group | None = None) -> Decorator:
    """Return what makes a function a command, with a line for the list of commands and examples below its help.

    `name` is for a command whose name is a word of Python; `group` for one that stands below another.
    """
    epilog = "\b\nExempel:\n" + "\n".join(f"  {example}" for example in examples)
    made: Decorator = (group or cli).command(name, options_metavar="[FLAGGOR]", short_help=short_help, epilog=epilog)
    return made
