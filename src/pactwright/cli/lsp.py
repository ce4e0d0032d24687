"""`pactwright lsp`: the language server, for editors."""

from __future__ import annotations

import os
import sys

import click

__all__ = ["command"]

EXAMPLES = """\b
Examples, as an editor's settings have them:
  command: [pactwright, lsp]
  files: agreement.yaml
"""


@click.command(epilog=EXAMPLES)
def command() -> None:
    """Serve an editor: findings while you write, windows of duties, names.

    Speaks the Language Server Protocol over standard input and output; editors start it
    themselves, for YAML files that are agreements. Gives the findings of `check` at every change,
    a duty's earliest and latest days on hover, go to definition, names that can stand at the
    cursor, and offered changes. Needs the extra part pactwright[lsp].
    """
    from pactwright.language_server.server import create_server

    # A copy: the server closes what it writes to, and the program flushes its own at the end.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    create_server().start_io(stdout=answers)
