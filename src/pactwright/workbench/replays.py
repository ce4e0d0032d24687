"""Earlier runs, done again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from pactwright.comparing.numbers.stamps import DRAFTS, VIEWS, drafts_hashes
    from pactwright.comparing.numbers.written import drafts_document, views_document
    from pactwright.documents import assessment_document, forecast_document
    from pactwright.replaying.answers import Replayable
    from pactwright.replaying.arguments import OF_COMPARISONS, OF_DRAWS, OF_QUESTIONS
    from pactwright.replaying.folders import replay_any

    how: dict[str, Any] = {"workers": workers, "executor": executor, "progress": progress}
    commands = {
        "assess": Replayable(
            lambda found, asked, out: assessment_document(
                workbench.assess(found[0], out=out, **asked, **how)
            ),
            OF_DRAWS,
        ),
        "forecast": Replayable(
            lambda found, asked, out: forecast_document(
                workbench.forecast(found[0], out=out, **asked, **how)
            ),
            OF_DRAWS | OF_QUESTIONS,
        ),
        VIEWS: Replayable(
            lambda found, asked, _: views_document(
                workbench.compare_views(found[0], **asked, workers=workers, progress=progress)
            ),
            OF_COMPARISONS | {"end_draws": int},
        ),
        DRAFTS: Replayable(
            lambda found, asked, _: drafts_document(
                workbench.compare_drafts(*found, **asked, workers=workers, progress=progress)
            ),
            OF_COMPARISONS | {"profile": str},
            drafts_hashes,
        ),
    }
    return replay_any(Path(path), commands, cases)
