"""`pactwright schema`: the JSON Schema of a file format, for editors."""

from __future__ import annotations

import json

import click

from pactwright.cli.writing import check_place, write_answer

__all__ = ["command"]

KINDS = ("agreement", "perspective")  # those of `text.schema.KINDS`; a test compares them
EXAMPLES = """\b
Examples:
  pactwright schema agreement --output agreement.schema.json
  pactwright schema perspective
"""


@click.command(epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(KINDS), default="agreement")
@click.option("--output", metavar="FILE", help="Write the schema to FILE instead of stdout.")
@click.option("--quiet", is_flag=True, help="Nothing on stderr but errors.")
def command(*, kind: str, output: str | None, quiet: bool) -> None:
    """Print the JSON Schema (draft-07) of one of the two file formats.

    An editor that knows it completes keys and underlines mistakes while you type. Put this on the
    first line of a file:  # yaml-language-server: $schema=./agreement.schema.json
    """
    check_place(output)
    from pactwright.text.schema import json_schema

    text = json.dumps(json_schema(kind), indent=2, ensure_ascii=False)
    write_answer(f"{text}\n", output, quiet=quiet)
