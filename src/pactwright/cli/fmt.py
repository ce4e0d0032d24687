"""`pactwright fmt`: tidy the layout of files."""

from __future__ import annotations

from pathlib import Path

import click

from pactwright.cli import EXIT_CLEAN, EXIT_COULD_NOT_RUN, EXIT_FINDINGS
from pactwright.cli.writing import say
from pactwright.errors import PactwrightError

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  pactwright fmt my-case/agreement.yaml
  pactwright fmt --check my-case/*.yaml my-case/perspectives/*.yaml
"""


@click.command(epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.option("--quiet", is_flag=True, help="Nothing on stderr but errors.")
def command(*, files: tuple[str, ...], check: bool, quiet: bool) -> int:
    """Tidy indentation, spaces and empty lines of YAML files, and nothing else.

    Every word, every comment and the order of keys stay as they are; a file for which that cannot
    be guaranteed is left alone. Where nothing needs to change, nothing is written.
    """
    outcomes = [_tidy(Path(name), check=check, quiet=quiet) for name in files]
    if None in outcomes:
        return EXIT_COULD_NOT_RUN
    return EXIT_FINDINGS if check and any(outcomes) else EXIT_CLEAN


def _tidy(path: Path, *, check: bool, quiet: bool) -> bool | None:
    """Whether the file is, or would be, changed; None where it could not be read or written."""
    from pactwright.text.layout import formatted
    from pactwright.text.reader import read_bytes
    from pactwright.text.writing import replace_text

    try:
        data = read_bytes(path)
        text = formatted(data, file=str(path))
        if text.encode() == data:
            return False
        if not check:
            replace_text(path, text)
    except PactwrightError as error:
        click.echo(str(error), err=True)
        return None
    except OSError as error:
        click.echo(f"{path} cannot be written: {error.strerror}", err=True)
        return None
    say(f"{path}: {'would change' if check else 'changed'}", quiet=quiet)
    return True
