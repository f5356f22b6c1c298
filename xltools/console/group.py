"""The command group: turns what goes wrong into one sentence and an exit code.

0 clean, 1 findings of severity fel, 2 wrong usage, 3 could not run, 130 stopped by the user.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from xltools.console.streams import prepare, say, terminal, write_json

if TYPE_CHECKING:
    from xltools.model.finding import Finding
    from xltools.model.report import CannotRunError

FINDINGS = 1
CANNOT_RUN = 3
INTERRUPTED = 130
_BROKEN_PIPE = 141

# Where the context remembers that JSON was asked for, also when the command line could not be understood.
_JSON = "xltools.json"

# Below this likeness a suggested command confuses more than it helps.
_LIKENESS = 0.7

_REASONS = {
    errno.EACCES: "du saknar behörighet, eller så är filen öppen i ett annat program",
    errno.EPERM: "du saknar behörighet",
    errno.EROFS: "platsen går bara att läsa från",
    errno.ENOENT: "filen eller mappen finns inte",
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "det är ingen mapp",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet på disken är slut",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EIO: "disken eller nätverket svarar inte",
}


class Command(click.Command):
    """A command that understands a long flag written with a single dash."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, after telling of `-period` where `--period` was meant."""
        known = {name for param in self.get_params(ctx) for name in param.opts}
        for arg in args:
            name = arg.partition("=")[0]
            if name.startswith("-") and name not in known and f"-{name}" in known:
                raise click.UsageError(f"Det finns ingen flagga {name}. Menade du -{name}?", ctx)
        return super().parse_args(ctx, args)


class CommandGroup(click.Group):
    """Commands whose errors are sentences. `--debug` on the group lets the traceback through.

    `stages` are the headings that the help lists the commands under, by the module that each command stands in.
    """

    command_class = Command
    group_class = type
    stages: Mapping[str, str] = MappingProxyType({})

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as click does, on streams that take every character."""
        prepare()
        return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Return the context as click does; help that nobody reads to its end is no error."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            _nobody_reads()
            sys.exit(_BROKEN_PIPE)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, and remember whether programs are to be answered in JSON."""
        ctx.meta[_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command as click does; of an unknown one, say what was probably meant and how to get help."""
        if args[0].startswith("-") or self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        import difflib

        near = difflib.get_close_matches(args[0].casefold(), self.commands, n=1, cutoff=_LIKENESS)
        meant = f"Menade du {near[0]}?" if near else f"Alla kommandon: {ctx.command_path} --help"
        raise click.UsageError(f"Det finns inget kommando «{args[0]}». {meant}", ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work, which is the order they are written in."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands under the headings of the work, where there are any."""
        if not self.stages:
            super().format_commands(ctx, formatter)
            return
        width = max(map(len, self.commands))
        room = formatter.width - 6 - width
        for module, heading in self.stages.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (name.ljust(width), command.get_short_help_str(room))
                        for name, command in self.commands.items()
                        if command.callback is not None and command.callback.__module__ == module
                    ]
                )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; leave with an exit code when it cannot finish."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except click.ClickException as error:
            if ctx.meta.get(_JSON):
                write_json({"fel": error.format_message()})
            raise
        except (click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            say("\nAvbrutet.")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _nobody_reads()
            ctx.exit(_BROKEN_PIPE)
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            ctx.exit(_failed(error, as_json=ctx.obj.as_json))
        return result


def _nobody_reads() -> None:
    """Whoever read our output has gone; what is left in the buffer has nowhere to go either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: Exception, *, as_json: bool) -> int:
    """Say why, and return the exit code: faults in grunddata are findings like any other."""
    from xltools.model.report import CannotRunError

    if not isinstance(error, CannotRunError):
        say(sentence(error))
        if as_json:
            write_json({"fel": sentence(error)})
        return CANNOT_RUN
    say(str(error))
    found = _faults_in_grunddata(error)
    if not found:
        if as_json:
            write_json({"fel": str(error)})
        return CANNOT_RUN
    from xltools.console import as_json as forms
    from xltools.console.findings import show_findings

    if as_json:
        write_json({"fynd": forms.findings(found)})
    else:
        show_findings(terminal(), found)
    return FINDINGS


def _faults_in_grunddata(error: CannotRunError) -> tuple[Finding, ...]:
    from xltools.tasks.master import MasterFaultsError

    return error.findings if isinstance(error, MasterFaultsError) else ()


def sentence(error: Exception) -> str:
    """Return what went wrong, in Swedish, with a way forward."""
    if isinstance(error, OSError) and error.errno in _REASONS:
        name = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, str | bytes) else "Filen"
        return f"{name} går inte att läsa eller skriva: {_REASONS[error.errno]}."
    return f"Oväntat fel ({type(error).__name__}). Kör igen med xltools --debug för detaljer."
