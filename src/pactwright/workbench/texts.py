"""Questions on texts alone: findings, dates, two texts beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright import __version__
from pactwright.library import open_agreement
from pactwright.memory import collecting_seldom
from pactwright.workbench.runs import DRAWS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pactwright.assessment import Assessment
    from pactwright.checking.results import Checked
    from pactwright.comparing.texts.results import TextComparison
    from pactwright.network.timeline import Timeline
    from pactwright.workbench.runs import Progress


@collecting_seldom()
def check(
    *files: str | Path,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: str | None = None,
    baseline: str | Path | None = None,
    older: str | Path | None = None,
    perspectives: Sequence[str] | None = None,
    draws: int = DRAWS,
    progress: Progress | None = None,
) -> Checked:
    """What agreement files leave open or contradict.

    Parameters
    ----------
    files : agreement files, folders of cases, or names of shipped cases.
    profile : "draft", "final" or "monitor"; the project file's, or "draft".
    select, ignore : rules by name, code or family.
    fail_on : least severity in `failing`: "error" (default), "warning", "info" or "never".
    baseline : file of known findings, which are marked.
    older : an older draft of the one file; `difference` says what was gained and lost.
    perspectives : ids of views; rules of the strategic model then run on an assessment of them.
        An empty list means all views of the case, None (default) that these rules do not run.
    draws : combinations of each view's own ranges, where views are assessed.
    progress : told what is going on, where views are assessed.

    Returns
    -------
    Checked
        Findings of each file by position, with places, chains and fingerprints; files that could
        not be read stand in `unread`.

    Raises
    ------
    ReadError, InputError
        Project files and drafts to compare that cannot be read; names that are not there.
    """
    from pactwright import workbench
    from pactwright.checking.one_file import Wanted
    from pactwright.checking.several import check_files

    wanted = Wanted(profile, tuple(select), tuple(ignore), fail_on)

    def assessed(path: Path) -> Assessment:
        return workbench.assess(
            path, perspectives=perspectives or None, draws=draws, progress=progress
        )

    runs = assessed if perspectives is not None else None
    return check_files(files, wanted, baseline=baseline, older=older, assess=runs)


@collecting_seldom()
def timeline(
    case: str | Path,
    *,
    start: str | None = None,
    done: Sequence[str] = (),
    scenario: int | None = None,
) -> Timeline:
    """The dates of an agreement: windows, what is tight, what each party can keep alone.

    Parameters
    ----------
    case : folder, agreement file, or name of a shipped case; it needs no perspectives.
    start : from when the rest is still to come: a date, or a time after signature ("30d").
    done : duties already done, `disarm[2]` for the first two parts, `law=2031-04-02` with the day.
    scenario : number of a scenario of `Timeline.scenarios`: which option of each choice is taken.

    Returns
    -------
    Timeline
        Necessary, not sufficient: what no line dates bounds nothing.

    Raises
    ------
    ReadError, InputError
        A file with errors; duties, days or scenarios that are not there.
    """
    from pactwright.network.timelines import timeline_of

    document = open_agreement(case)
    inputs = {"agreement.yaml": document.sha256}
    return timeline_of(
        document.model,
        start=start,
        done=done,
        scenario=scenario,
        inputs=inputs,
        version=__version__,
    )


@collecting_seldom()
def compare_texts(
    old: str | Path, new: str | Path, *, profile: str | None = None
) -> TextComparison:
    """Two texts of an agreement, clause by clause, with the findings of `check` gained and lost.

    Parameters
    ----------
    old, new : agreement files, folders of cases, or names of shipped cases; perspectives play no
        part.
    profile : of the findings: "draft", "final" or "monitor"; the project file's, or "draft".

    Returns
    -------
    TextComparison
        What became of each clause, from the older text to the newer one, with places in both.

    Raises
    ------
    ReadError, InputError
        A file that cannot be read; names that are not there.
    """
    from pactwright.comparing.texts.comparing import compare_files

    return compare_files(old, new, profile=profile)
