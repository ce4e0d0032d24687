"""`pactwright init`: start a case."""

from __future__ import annotations

from pathlib import Path

import click

from pactwright.cli.writing import say

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  pactwright init my-case
  pactwright init --perspective my-view my-case
"""


@click.command(epilog=EXAMPLES)
@click.argument("folder", metavar="DIR")
@click.option(
    "--perspective",
    metavar="NAME",
    help="Add the half-hour core of a perspective, with this case's duties and parties filled in.",
)
@click.option("--quiet", is_flag=True, help="Nothing on stderr but errors.")
def command(*, folder: str, perspective: str | None, quiet: bool) -> None:
    """Start a commented case folder, or add a perspective to one.

    Writes DIR/agreement.yaml, an invented agreement to be replaced line by line, and with
    --perspective DIR/perspectives/NAME.yaml. A file that exists is never overwritten.
    """
    from pactwright.text.scaffold import AGREEMENT_FILE, add_perspective, start_case

    case = Path(folder)
    is_new = not (case / AGREEMENT_FILE).exists()
    if is_new or perspective is None:
        click.echo(str(start_case(case)))
    if perspective is not None:
        click.echo(str(add_perspective(case, perspective)))
        say(f"Next: fill it in, then  pactwright assess {folder}", quiet=quiet)
    else:
        say(f"Next:  pactwright init --perspective NAME {folder}", quiet=quiet)
