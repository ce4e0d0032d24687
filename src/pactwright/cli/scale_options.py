"""Options of commands that run many draws: where they run, and whether they are kept."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactwright.cli.writing import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["executor_option", "kept_words", "scale_options", "telling_what_is_kept"]

executor_option = click.option(
    "--executor",
    metavar="KIND",
    help="Where draws run: threads (default), processes, or dask://HOST:PORT.",
)


def scale_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--executor`, `--out` and `--resume`."""
    for option in reversed(
        (
            executor_option,
            click.option(
                "--out",
                metavar="FOLDER",
                help="Keep the run there: copies of the inputs, every draw as Parquet, the answer.",
            ),
            click.option(
                "--resume",
                is_flag=True,
                default=None,
                help="Go on with the run in the folder of --out, after Ctrl-C or a crash.",
            ),
        )
    ):
        function = option(function)
    return function


@contextmanager
def telling_what_is_kept(out: str | None, *, quiet: bool) -> Iterator[None]:
    """Where Ctrl-C ends the work before there is an answer, say what is kept all the same."""
    try:
        yield
    except KeyboardInterrupt:
        if out is not None and Path(out).is_dir():
            say(kept_words(out), quiet=quiet)
        raise


def kept_words(out: str) -> str:
    """What to say when a run that is kept was stopped."""
    return f"Stopped. Finished blocks are kept in '{out}': the same command with --resume goes on."
