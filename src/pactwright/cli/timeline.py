"""`pactwright timeline`: the dates of an agreement, and whether they can be kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactwright.cli import EXIT_CLEAN, EXIT_FINDINGS
from pactwright.cli.writing import check_place, say, screen_width, write_answer, write_file
from pactwright.errors import InputError

if TYPE_CHECKING:
    from pactwright.network.timeline import Timeline

__all__ = ["command"]

FORMATS = ("text", "json", "ics")
CHARTS = (".svg", ".html")
EXAMPLES = """\b
Examples:
  pactwright timeline aceh-2005
  pactwright timeline my-case --chart dates.html
  pactwright timeline my-case --from 2031-04-01 --done declare=2031-03-08,withdraw[2]
"""


def _split(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    del context, parameter
    return tuple(word for one in value for part in one.split(",") if (word := part.strip()))


@click.command(epilog=EXAMPLES)
@click.argument("case", metavar="CASE")
@click.option(
    "--from",
    "start",
    metavar="DATE",
    help="The rest is to come from this day: a date, or a time after signature such as 30d.",
)
@click.option(
    "--done",
    multiple=True,
    metavar="DUTY[=DATE],...",
    callback=_split,
    help="Duties already done, with the day if known; disarm[2]: its first two parts; also "
    "disarm[2].verified=DATE.",
)
@click.option(
    "--scenario", type=int, metavar="N", help="Take the options of this scenario for each choice."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--chart", metavar="FILE", help="Also draw the dates: FILE ends in .svg or .html.")
@click.option("--output", metavar="FILE", help="Write the answer to FILE instead of stdout.")
@click.option("--quiet", is_flag=True, help="Nothing on stderr but errors.")
def command(
    *,
    case: str,
    start: str | None,
    done: tuple[str, ...],
    scenario: int | None,
    format_: str,
    chart: str | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Show the dates of an agreement, and whether they can be kept.

    CASE is a folder with an agreement, an agreement file, or the name of a case that comes with
    the program; perspectives are not needed. Shows the earliest and latest day of every duty, the
    tightest chain of lines, and what each party can keep alone whatever the others do within their
    own dates. Exits with 1 where dates cannot be kept, together or by a party alone.
    """
    for place in (output, chart):
        check_place(place)
    if chart is not None and Path(chart).suffix not in CHARTS:
        raise InputError(f"--chart {chart}: the name ends in .svg or .html")
    from pactwright import workbench

    timeline = workbench.timeline(case, start=start, done=done, scenario=scenario)
    is_shown = output in {None, "-"}
    write_answer(_rendered(timeline, format_, case, is_shown=is_shown), output, quiet=quiet)
    if chart is not None:
        _draw(timeline, Path(chart), quiet=quiet)
    return EXIT_CLEAN if timeline.can_be_kept else EXIT_FINDINGS


def _rendered(timeline: Timeline, format_: str, case: str, *, is_shown: bool) -> str:
    if format_ == "json":
        from pactwright.cli.output.timeline_json import render_json

        return render_json(timeline)
    if format_ == "ics":
        from pactwright.cli.output.calendar_file import render_calendar

        return render_calendar(timeline)
    from pactwright.cli.output.emphasis import emphasised, wants_emphasis
    from pactwright.cli.output.timeline_screen import render_timeline

    screen = render_timeline(timeline, width=screen_width(), case=case)
    return emphasised(screen) if is_shown and wants_emphasis() else screen


def _draw(timeline: Timeline, chart: Path, *, quiet: bool) -> None:
    from pactwright.report.timeline_page import render_page, render_picture

    draws = render_page if chart.suffix == ".html" else render_picture
    write_file(chart, draws(timeline))
    say(f"Chart: {chart}", quiet=quiet)
