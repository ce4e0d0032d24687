"""`pactwright forecast`: what is likely if conduct is as each view has it, beside the base rate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactwright.cli import EXIT_CLEAN, EXIT_INTERRUPTED
from pactwright.cli.assess import output_options, run_options
from pactwright.cli.scale_options import kept_words, scale_options, telling_what_is_kept
from pactwright.cli.writing import check_place, say, screen_width, write_answer, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.forecast import Forecast

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  pactwright forecast aceh-2005
  pactwright forecast my-case/ --date 90d,12mo --report my-case.html
  pactwright forecast my-case/ --date 2031-06-01 --suspended 8w --why
"""


def split_words(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Words of an option that may be repeated, and may hold several with commas between."""
    del context, parameter
    return tuple(word for one in value for part in one.split(",") if (word := part.strip()))


def question_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say what is asked; the answer prints them."""
    for option in reversed(
        (
            click.option(
                "--date",
                "dates",
                multiple=True,
                metavar="DATE,...",
                callback=split_words,
                help="Dates at which chances are told, the last one being the horizon: 2031-06-01, "
                "or a time after signature such as 90d or 12mo.",
            ),
            click.option(
                "--suspended",
                metavar="TIME",
                help="More than this on end in which a duty is suspended counts as collapse.",
            ),
            click.option(
                "--violations",
                type=click.IntRange(min=1),
                metavar="N",
                help="Periods with an act against a standing duty that make limited violations.",
            ),
            click.option(
                "--grace",
                metavar="TIME",
                help="A step verified later than this after its deadline counts as delay.",
            ),
        )
    ):
        function = option(function)
    return function


def reason_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Options that ask why; each takes further runs."""
    for option in reversed(
        (
            click.option(
                "--why", is_flag=True, help="Also show which answers move the chance of a collapse."
            ),
            click.option(
                "--hypothesis",
                "hypotheses",
                is_flag=True,
                help="Also show it with parts of the design taken away.",
            ),
            click.option(
                "--scenario",
                "scenarios",
                multiple=True,
                metavar="NAME,...",
                callback=split_words,
                help="Also show it after a named change, such as supporter-leaves, or one of a "
                "scenarios.yaml beside the agreement; 'all' for every one that applies.",
            ),
        )
    ):
        function = option(function)
    return function


@click.command(epilog=EXAMPLES)
@click.argument("case", metavar="CASE")
@run_options
@question_options
@reason_options
@scale_options
@output_options
@click.option("--report", metavar="FILE", help="Also write one self-contained HTML page.")
def command(
    *,
    case: str,
    format_: str,
    output: str | None,
    report: str | None,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - exactly the options named above
) -> int:
    """Show what is likely if conduct is as each view has it, beside the base rate.

    CASE is a folder with an agreement and its perspectives, an agreement file, or the name of a
    case that comes with the program. Chances of collapse, limited violations, delay and full
    compliance, of each step by each date, and of answers that fall on a side that kept everything:
    IF the stakes are as a view says and each side mostly does what is worth more to it there. All
    views stand side by side; none is the default and none is averaged with another.
    """
    for place in (output, report):
        check_place(place)
    with telling_what_is_kept(options["out"], quiet=quiet):
        found = forecast_case(case, quiet=quiet, **options)
    if options["out"] and not found.stamp.finished:
        say(kept_words(options["out"]), quiet=quiet)
    is_shown = output in {None, "-"}
    write_answer(_rendered(found, format_, case, is_shown=is_shown), output, quiet=quiet)
    if report:
        _write_report(found, report, quiet=quiet)
    return EXIT_CLEAN if found.stamp.finished else EXIT_INTERRUPTED


def forecast_case(case: str, *, quiet: bool, **options: Any) -> Forecast:  # noqa: ANN401
    """Run the forecast with a progress bar; options that were not given keep their defaults."""
    from pactwright import workbench
    from pactwright.cli.progress import progress_for

    given = {name: value for name, value in options.items() if value not in (None, (), False)}
    with progress_for(quiet=quiet) as progress:
        question = workbench.question_days(
            case, **{name: given.pop(name) for name in QUESTION if name in given}
        )
        return workbench.forecast(case, progress=progress, **question, **given)


QUESTION = ("dates", "suspended", "violations", "grace")


def _rendered(found: Forecast, format_: str, case: str, *, is_shown: bool) -> str:
    if format_ == "json":
        from pactwright.documents import forecast_document, to_json

        return to_json(forecast_document(found))
    from pactwright.cli.output.emphasis import emphasised, wants_emphasis
    from pactwright.cli.output.forecast_screen import render_forecast

    screen = render_forecast(found, width=screen_width(), case=case)
    return emphasised(screen) if is_shown and wants_emphasis() else screen


def _write_report(found: Forecast, report: str, *, quiet: bool) -> None:
    from pactwright.report.chances.page import render_forecast_page

    write_file(Path(report), render_forecast_page(found))
    say(f"Report: {report}", quiet=quiet)
