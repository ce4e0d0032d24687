"""`pactwright replay`: do an earlier run again, and say whether the same came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactwright.cli import EXIT_CLEAN, EXIT_FINDINGS
from pactwright.cli.assess import output_options
from pactwright.cli.scale_options import executor_option
from pactwright.cli.writing import check_place, write_answer

if TYPE_CHECKING:
    from pactwright.replaying.answers import Replay

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  pactwright assess aceh-2005 --format json --output answer.json
  pactwright replay answer.json
  pactwright replay my-run/
"""


@click.command(epilog=EXAMPLES)
@click.argument("run", metavar="RUN")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option(
    "--workers", type=click.IntRange(min=1), help="Threads or processes to use; any number will do."
)
@executor_option
@output_options
def command(
    *,
    run: str,
    cases: tuple[str, ...],
    workers: int | None,
    executor: str | None,
    format_: str,
    output: str | None,
    quiet: bool,
) -> int:
    """Do an earlier run again: the same to the last bit, or what changed.

    RUN is an answer written with --format json, or a folder made with --out. An answer made from
    files of your own does not say where they are: name the CASE, unless the answer lies in its
    folder. Exit codes: 0 the same, 1 something differs, 2 it cannot be run again.
    """
    from pactwright import workbench
    from pactwright.cli.progress import progress_for

    check_place(output)
    with progress_for(quiet=quiet) as progress:
        found = workbench.replay(
            run, cases=cases, workers=workers, executor=executor or "threads", progress=progress
        )
    text = _as_json(found) if format_ == "json" else render(found, run)
    write_answer(text, output, quiet=quiet)
    return EXIT_CLEAN if found.is_same else EXIT_FINDINGS


def _as_json(found: Replay) -> str:
    from pactwright.documents import as_plain, to_json

    return to_json({"schema_version": 1, "is_same": found.is_same, **as_plain(found)})


def render(found: Replay, run: str) -> str:
    """A replay in plain words."""
    lines = [f"{run}: {_verdict(found)}"]
    lines += _list("Inputs that are not as they were:", found.inputs)
    lines += _list("Run with other versions, or on another kind of machine:", found.made_with)
    lines += _list("In the answer:", found.answer)
    more = found.places_that_differ - len(found.answer)
    lines += [f"  and {more:,} places more"] if more > 0 else []
    for view, count in found.draws_that_differ.items():
        lines.append(f"In {view} {count:,} draws are not the same to the last bit.")
    return "\n".join(lines) + "\n"


def _verdict(found: Replay) -> str:
    if not found.was_run:
        return "not run again, because its inputs have changed."
    if found.is_same:
        return f"run again ({found.command}), the same to the last bit."
    places = found.places_that_differ
    if not places:
        return f"run again ({found.command}), the same answer from draws that differ."
    return f"run again ({found.command}), and {places:,} place{'s' * (places > 1)} of it differ."


def _list(title: str, entries: tuple[object, ...]) -> list[str]:
    return [title, *(f"  {one}" for one in entries)] if entries else []
