"""Progress of long work: a bar with time left on a terminal, silence everywhere else.

What the work tells, in this order: `compiling()` when kernels are compiled for the first time on
a machine, then `start(label, blocks)` for each piece of work, `advance()` for each finished block,
and `close()` at the end. All of it goes to stderr; stdout is for the answer.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

__all__ = ["COMPILING", "Bar", "Progress", "Silent", "progress_for"]

COMPILING = "Compiling numerical kernels, once per machine ..."


class Progress(Protocol):
    """What long work calls; every method may be called at any time."""

    def compiling(self) -> None:
        """Kernels are being compiled, which takes a while the first time only."""

    def start(self, label: str, blocks: int) -> None:
        """A piece of work of so many blocks begins."""

    def advance(self, blocks: int = 1) -> None:
        """So many blocks are finished."""

    def close(self) -> None:
        """All work is over, or was stopped."""


class Silent:
    """Says nothing: for pipes, `--quiet`, and notebooks that want no bar."""

    def compiling(self) -> None:
        """Say nothing."""

    def start(self, label: str, blocks: int) -> None:
        """Say nothing."""
        del label, blocks

    def advance(self, blocks: int = 1) -> None:
        """Say nothing."""
        del blocks

    def close(self) -> None:
        """Say nothing."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Notes(Silent):
    """One line when kernels compile, and nothing else: for a stderr that is not a terminal."""

    def compiling(self) -> None:
        """Say why the first run takes longer."""
        sys.stderr.write(COMPILING + "\n")


class Bar(Silent):
    """A rich bar on stderr, made when the first piece of work starts."""

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def compiling(self) -> None:
        """Say why the first run takes longer."""
        self._shown().console.print(COMPILING, highlight=False)

    def start(self, label: str, blocks: int) -> None:
        """Show a bar for this piece of work; the finished one before it goes."""
        bar = self._shown()
        if self._task is not None:
            bar.remove_task(self._task)
        self._task = bar.add_task(label, total=blocks)

    def advance(self, blocks: int = 1) -> None:
        """Move the bar."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, blocks)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None

    def _shown(self) -> RichProgress:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
        return self._bar


def progress_for(*, quiet: bool) -> Silent:
    """A bar on a terminal, one line at most elsewhere, nothing if `quiet`."""
    if quiet:
        return Silent()
    return Bar() if sys.stderr.isatty() else Notes()
