"""`pactwright assess`: the step at which keeping the agreement pays, and to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactwright.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED
from pactwright.cli.scale_options import kept_words, scale_options, telling_what_is_kept
from pactwright.cli.writing import check_place, say, screen_width, write_answer, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.assessment import Assessment

__all__ = ["command"]

LEVELS = ("no-ladder", "gap", "depends")  # the names of fail_on.FAIL_ON; a test compares them
EXAMPLES = """\b
Examples:
  pactwright assess aceh-2005
  pactwright assess my-case/ --perspective mediator --report my-case.html
"""


def run_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Options that every command needs which runs an assessment."""
    for option in reversed(
        (
            click.option(
                "--perspective",
                "perspectives",
                multiple=True,
                metavar="NAME",
                help="Only this view; repeat for several. Default: all views of the case.",
            ),
            click.option(
                "--from",
                "done",
                metavar="DUTY,...",
                callback=_split_duties,
                help="Duties already carried out; the assessment starts from there.",
            ),
            click.option(
                "--draws",
                type=click.IntRange(min=1),
                help="Combinations of each view's ranges to compute.",
            ),
            click.option("--seed", type=click.IntRange(min=0), help="Same seed, same answer."),
            click.option(
                "--workers",
                type=click.IntRange(min=1),
                help="Threads or processes to use; the answer does not depend on it.",
            ),
        )
    ):
        function = option(function)
    return function


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Options on the form of the answer and where it goes."""
    for option in reversed(
        (
            click.option(
                "--format",
                "format_",
                type=click.Choice(["text", "json"]),
                default="text",
                show_default=True,
                help="Form of the answer.",
            ),
            click.option(
                "--output", metavar="FILE", help="Write the answer to FILE instead of stdout."
            ),
            click.option("--quiet", is_flag=True, help="Nothing on stderr but errors."),
        )
    ):
        function = option(function)
    return function


def _split_duties(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[str, ...]:
    del context, parameter
    return tuple(name for one in (value or "").split(",") if (name := one.strip()))


def assess_case(case: str, *, quiet: bool, **options: Any) -> Assessment:  # noqa: ANN401
    """Run the assessment with a progress bar; options that were not given keep their defaults."""
    from pactwright import workbench
    from pactwright.cli.progress import progress_for

    given = {name: value for name, value in options.items() if value not in (None, ())}
    with progress_for(quiet=quiet) as progress:
        return workbench.assess(case, progress=progress, **given)


@click.command(epilog=EXAMPLES)
@click.argument("case", metavar="CASE")
@run_options
@scale_options
@output_options
@click.option("--report", metavar="FILE", help="Also write one self-contained HTML page.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="Exit with 1 if any count, in any view, is at this level or graver. Off by default.",
)
@click.option("--beside", is_flag=True, help="Also print what the views carry beside the counts.")
def command(
    *,
    case: str,
    format_: str,
    output: str | None,
    report: str | None,
    fail_on: str | None,
    beside: bool,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - exactly the options of `run_options` and `scale_options`
) -> int:
    """Show at which step keeping the agreement pays, and to whom.

    CASE is a folder with an agreement and its perspectives, an agreement file, or the name of a
    case that comes with the program (aceh-2005, gaza-2025). All views are shown side by side;
    none is the default and none is averaged with another.
    """
    for place in (output, report):
        check_place(place)
    with telling_what_is_kept(options["out"], quiet=quiet):
        assessment = assess_case(case, quiet=quiet, **options)
    if options["out"] and not assessment.stamp.finished:
        say(kept_words(options["out"]), quiet=quiet)
    is_shown = output in {None, "-"}
    text = _rendered(assessment, format_, case=case, beside=beside, is_shown=is_shown)
    write_answer(text, output, quiet=quiet)
    if report:
        _write_report(assessment, report, quiet=quiet)
    return _exit_code(assessment, fail_on, quiet=quiet)


def _rendered(
    assessment: Assessment, format_: str, *, case: str, beside: bool, is_shown: bool
) -> str:
    if format_ == "json":
        from pactwright.documents import render_json

        return render_json(assessment)
    from pactwright.cli.output.emphasis import emphasised, wants_emphasis
    from pactwright.cli.output.screen import render_screen

    screen = render_screen(assessment, width=screen_width(), with_beside=beside, case=case)
    return emphasised(screen) if is_shown and wants_emphasis() else screen


def _write_report(assessment: Assessment, report: str, *, quiet: bool) -> None:
    from pactwright.report.html import render_html

    write_file(Path(report), render_html(assessment))
    say(f"Report: {report}", quiet=quiet)


def _exit_code(assessment: Assessment, fail_on: str | None, *, quiet: bool) -> int:
    if not assessment.stamp.finished:
        return EXIT_INTERRUPTED
    if fail_on is None:
        return EXIT_CLEAN
    from pactwright.cli.fail_on import cells_at_or_above

    found = cells_at_or_above(assessment, fail_on)
    if found:
        say(f"{found} counts at or above --fail-on {fail_on}", quiet=quiet)
    return EXIT_FINDINGS if found else EXIT_CLEAN
