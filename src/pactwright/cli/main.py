"""The entry point: a table of commands, loaded on use, and one place that turns errors into words.

Nothing heavy is imported here, so that `pactwright --help` starts at once: commands are names and
one line of help until one of them is called.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pactwright import __version__
from pactwright.cli import EXIT_CLEAN, EXIT_COULD_NOT_RUN, EXIT_INTERRUPTED
from pactwright.errors import PactwrightError
from pactwright.memory import collect_seldom, skip_last_look

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "cli", "run"]

DEBUG_OPTION = "--debug"
DEBUG_VARIABLE = "PACTWRIGHT_DEBUG"


class CommandEntry(NamedTuple):
    """Where a command lives and what it does, in one line."""

    module: str
    help: str


COMMANDS: dict[str, CommandEntry] = {
    "assess": CommandEntry(
        "pactwright.cli.assess", "Show at which step keeping the agreement pays, and to whom."
    ),
    "forecast": CommandEntry(
        "pactwright.cli.forecast",
        "Show what is likely if conduct is as each view has it, beside the base rate.",
    ),
    "compare": CommandEntry(
        "pactwright.cli.compare", "Compare two drafts of an agreement, or two views of one."
    ),
    "check": CommandEntry(
        "pactwright.cli.check", "Find what agreement files leave open or contradict."
    ),
    "timeline": CommandEntry(
        "pactwright.cli.timeline", "Show the dates of an agreement, and whether they can be kept."
    ),
    "replay": CommandEntry(
        "pactwright.cli.replay",
        "Do an earlier run again: the same to the last bit, or what changed.",
    ),
    "explain": CommandEntry(
        "pactwright.cli.explain", "Explain a rule, a step of a case, or a word on the screen."
    ),
    "schema": CommandEntry(
        "pactwright.cli.schema", "Print the JSON Schema (draft-07) of one of the two file formats."
    ),
    "fmt": CommandEntry(
        "pactwright.cli.fmt",
        "Tidy indentation, spaces and empty lines of YAML files, and nothing else.",
    ),
    "init": CommandEntry(
        "pactwright.cli.init", "Start a commented case folder, or add a perspective to one."
    ),
    "lsp": CommandEntry(
        "pactwright.cli.lsp",
        "Serve an editor: findings while you write, windows of duties, names.",
    ),
}


class ClosedPipe(Exception):  # noqa: N818 - it is no error
    """The reader has gone. Not an OSError, because click leaves with 1, *findings*, on those."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:  # noqa: ANN401
        """Read the arguments; `--help` and `--version` answer here."""
        try:
            return super().make_context(*arguments, **options)
        except BrokenPipeError as error:
            raise ClosedPipe from error

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ClosedPipe from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of `cmd_name` and return its `command`."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = importlib.import_module(entry.module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            ctx.fail(unknown_command_message(name))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing any command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


def unknown_command_message(name: str) -> str:
    """What to say about a command that does not exist."""
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=1)
    if near:
        return f"There is no command '{name}'. Did you mean '{near[0]}'?"
    return f"There is no command '{name}'. The commands are: {', '.join(COMMANDS)}."


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  pactwright assess aceh-2005",
)
@click.version_option(__version__, message="pactwright %(version)s")
@click.option(
    DEBUG_OPTION, is_flag=True, help="Show the full traceback if the program itself fails."
)
def cli(debug: bool) -> None:  # noqa: FBT001 - click passes options as it finds them
    """Assess a written ceasefire or peace agreement.

    Says, IF the stakes are as a named view has them, at which step keeping the text is worth
    more to each party than breaking it, and where it is not; and what would then be likely. It
    never says who is right.
    """
    del debug  # read by `run` from the arguments, so that it works after the command as well


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; the entry point of the package."""
    collect_seldom()
    # No plugin of Pydantic is used: looking through all installed packages for one takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = DEBUG_OPTION in given or bool(os.environ.get(DEBUG_VARIABLE))
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its code, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code = exit_code_of([word for word in given if word != DEBUG_OPTION], debug=debug)
    skip_last_look()
    sys.exit(code)


def exit_code_of(arguments: list[str], *, debug: bool = False) -> int:
    """Run the command line and return its exit code; every error becomes a message on stderr."""
    try:
        result = cli.main(arguments, prog_name="pactwright", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        return EXIT_COULD_NOT_RUN
    except (ClosedPipe, BrokenPipeError):
        return _leave_closed_pipe()
    except Exception as error:  # noqa: BLE001 - the last place where a message can be given
        return _report(error, debug=debug)
    return result if isinstance(result, int) else EXIT_CLEAN


def _leave_closed_pipe() -> int:
    """The reader has seen enough (`| head`): say nothing, also not at interpreter exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_CLEAN


def _report(error: Exception, *, debug: bool) -> int:
    if debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    elif isinstance(error, PactwrightError):
        click.echo(_with_prefix(str(error)), err=True)
    elif isinstance(error, OSError):
        click.echo(_with_prefix(_message_of_os_error(error)), err=True)
    else:
        click.echo(_message_of_own_fault(error), err=True)
    return EXIT_COULD_NOT_RUN


def _with_prefix(message: str) -> str:
    return message if "\n" in message else f"Error: {message}"


def _message_of_os_error(error: OSError) -> str:
    place = f"'{error.filename}': " if error.filename else ""
    return f"{place}{error.strerror or error}."


def _message_of_own_fault(error: Exception) -> str:
    return (
        f"Pactwright stopped on a fault of its own: {type(error).__name__}: {error}\n"
        "This is not a fault of your file. Please report it with the command you typed, the\n"
        f"output of `pactwright --version`, and what the same command prints with {DEBUG_OPTION}\n"
        "(leave out anything that must stay secret)."
    )


if __name__ == "__main__":
    run()
