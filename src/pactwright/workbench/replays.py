"""Earlier runs, done again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.replaying.answers import Replay
    from pactwright.workbench.runs import Progress


def replay(
    path: str | Path,
    *,
    cases: Sequence[str] = (),
    workers: int | None = None,
    executor: str = "threads",
    progress: Progress | None = None,
) -> Replay:
    """Do an earlier run again: the same to the last bit, or what changed.

    Parameters
    ----------
    path : an answer written as JSON, a run folder, or its `run.json`.
    cases : where the inputs are, for an answer that was made from files of one's own.
    workers, executor, progress : as for `assess`; how it was run before does not matter.

    Returns
    -------
    Replay
        `is_same`, and which inputs, versions, places of the answer, and draws differ.

    Raises
    ------
    ReadError, InputError, SizeError, SolveError
        A file that is no earlier run, or does not say enough; otherwise as for `assess`.
    """
    from pactwright import workbench
    from pactwright.documents import assessment_document, forecast_document
    from pactwright.ensemble.asking import read_asked
    from pactwright.library import input_hashes
    from pactwright.replaying.answers import Replayable, replay_document
    from pactwright.replaying.folders import replay_folder, run_folder_of

    how: dict[str, Any] = {"workers": workers, "executor": executor, "progress": progress}
    commands = {
        "assess": Replayable(
            lambda cases, asked, out: assessment_document(
                workbench.assess(cases[0], out=out, **read_asked(asked), **how)
            ),
            lambda cases, asked: input_hashes(cases[0], read_asked(asked)["perspectives"]),
        ),
        "forecast": Replayable(
            lambda cases, asked, out: forecast_document(
                workbench.forecast(
                    cases[0], out=out, **read_asked(asked, command="forecast"), **how
                )
            ),
            lambda cases, asked: input_hashes(
                cases[0], read_asked(asked, command="forecast")["perspectives"]
            ),
        ),
    }
    folder = run_folder_of(Path(path))
    if folder is None:
        return replay_document(Path(path), commands, cases)
    if cases:
        raise InputError(f"'{folder}' holds copies of its inputs: give no case")
    return replay_folder(folder, commands)
