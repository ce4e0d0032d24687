"""`pactwright compare`: two drafts of an agreement, or two views of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactwright.cli import EXIT_CLEAN
from pactwright.cli.assess import output_options
from pactwright.cli.forecast import split_words
from pactwright.cli.writing import check_place, say, screen_width, write_answer, write_file

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import DraftsCompared, ViewsCompared

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  pactwright compare gaza-plan-2025 gaza-2025
  pactwright compare draft-3.yaml draft-4.yaml --perspective mediator
  pactwright compare my-case/ --perspectives mediator,ministry
"""
TWO = 2


@click.command(epilog=EXAMPLES)
@click.argument("cases", nargs=-1, required=True, metavar="OLD NEW | CASE")
@click.option(
    "--perspectives",
    "--perspective",
    "perspectives",
    multiple=True,
    metavar="NAME,...",
    callback=split_words,
    help="With two texts: also what changes in these views. With one: the two views to compare.",
)
@click.option("--date", metavar="TIME", help="By when the chance of war or an end is told: 12mo.")
@click.option(
    "--draws", type=click.IntRange(min=1), help="Combinations of each view's ranges to compute."
)
@click.option(
    "--end-draws",
    type=click.IntRange(min=0),
    metavar="N",
    help="Of two views: combinations in which the chance of war or an end is split; 0: not at all.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Same seed, same answer.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Threads to use; the answer does not depend on it.",
)
@click.option("--profile", metavar="NAME", help="Of the findings: draft, final or monitor.")
@click.option("--report", metavar="FILE", help="Also write one self-contained HTML page.")
@output_options
def command(
    *,
    cases: tuple[str, ...],
    perspectives: tuple[str, ...],
    format_: str,
    output: str | None,
    report: str | None,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - exactly the options named above
) -> int:
    """Compare two drafts of an agreement, or two views of one.

    OLD and NEW are two texts: each clause is kept, weakened, strengthened, deferred, omitted, added
    or reordered, with the findings gained and lost; with --perspective also the change in counts,
    margins and the chance of war or an end, on the same draws. One CASE with --perspectives A,B
    shows over which answers the two views part.
    """
    for place in (output, report):
        check_place(place)
    _check_words(cases, perspectives)
    found = _compared(cases, perspectives, quiet=quiet, **options)
    is_shown = output in {None, "-"}
    write_answer(_rendered(found, format_, is_shown=is_shown), output, quiet=quiet)
    if report:
        _write_report(found, report, quiet=quiet)
    return EXIT_CLEAN


def _check_words(cases: tuple[str, ...], perspectives: tuple[str, ...]) -> None:
    if len(cases) > TWO:
        raise click.UsageError(f"two texts are compared, got {len(cases)}.")
    if len(cases) == 1 and len(set(perspectives)) != TWO:
        msg = (
            "one case needs two views to compare: --perspectives A,B. For two texts name both: "
            "pactwright compare OLD NEW."
        )
        raise click.UsageError(msg)


def _compared(
    cases: tuple[str, ...],
    perspectives: tuple[str, ...],
    *,
    quiet: bool,
    date: str | None,
    profile: str | None,
    **options: Any,  # noqa: ANN401
) -> ViewsCompared | DraftsCompared:
    """Run what was asked for with a progress bar; options not given keep their defaults."""
    from pactwright import workbench
    from pactwright.cli.progress import progress_for

    given = {name: value for name, value in options.items() if value is not None}
    if date is not None:
        days = workbench.question_days(cases[-1], dates=(date,))["dates_days"]
        given["horizon_days"] = days[-1]
    if len(cases) > 1:
        given.pop("end_draws", None)
    with progress_for(quiet=quiet) as progress:
        if len(cases) == 1:
            return workbench.compare_views(
                cases[0], perspectives=perspectives, progress=progress, **given
            )
        if profile is not None:
            given["profile"] = profile
        return workbench.compare_drafts(
            *cases, perspectives=perspectives, progress=progress, **given
        )


def _is_of_drafts(found: ViewsCompared | DraftsCompared) -> bool:
    return hasattr(found, "texts")


def _rendered(found: ViewsCompared | DraftsCompared, format_: str, *, is_shown: bool) -> str:
    if format_ == "json":
        return _as_json(found)
    from pactwright.cli.output.emphasis import emphasised, wants_emphasis

    screen = _screen(found)
    return emphasised(screen) if is_shown and wants_emphasis() else screen


def _as_json(found: Any) -> str:  # noqa: ANN401 - one of the two
    from pactwright.comparing.numbers.written import drafts_document, views_document
    from pactwright.documents import to_json

    return to_json(drafts_document(found) if _is_of_drafts(found) else views_document(found))


def _screen(found: Any) -> str:  # noqa: ANN401 - one of the two
    from pactwright.cli.output.comparison_screens import render_drafts, render_views

    render = render_drafts if _is_of_drafts(found) else render_views
    return render(found, width=screen_width())


def _write_report(found: Any, report: str, *, quiet: bool) -> None:  # noqa: ANN401
    from pactwright.report.compared_numbers.page import render_drafts_page, render_views_page

    render = render_drafts_page if _is_of_drafts(found) else render_views_page
    write_file(Path(report), render(found))
    say(f"Report: {report}", quiet=quiet)
