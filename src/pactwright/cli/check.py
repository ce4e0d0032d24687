"""`pactwright check`: what agreement files leave open or contradict."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactwright.cli import EXIT_CLEAN, EXIT_COULD_NOT_RUN, EXIT_FINDINGS
from pactwright.cli.output.emphasis import emphasised_findings, wants_emphasis
from pactwright.cli.writing import check_place, say, write_answer, write_file
from pactwright.errors import InputError

if TYPE_CHECKING:
    from pactwright.checking.results import Checked

__all__ = ["command"]

PROFILES = ("draft", "final", "monitor")  # those of rules.profiles; a test compares them
FAIL_ON = ("error", "warning", "info", "never")  # those of rules.project; a test compares them
FORMATS = ("text", "json", "sarif", "github", "junit")
EXAMPLES = """\b
Examples:
  pactwright check my-case/agreement.yaml
  pactwright check draft-7.yaml --diff draft-6.yaml --fail-on warning
  pactwright check my-case --select TIM,no-verifier --patch
"""


def _split(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    del context, parameter
    return tuple(word for one in value for part in one.split(",") if (word := part.strip()))


@click.command(epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--profile", type=click.Choice(PROFILES), help="Stage of the text.  [default: draft]")
@click.option(
    "--select",
    multiple=True,
    metavar="RULE,...",
    callback=_split,
    help="Only these: names, codes or families such as TIM.",
)
@click.option("--ignore", multiple=True, metavar="RULE,...", callback=_split, help="All but these.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="Exit with 1 if any finding is this grave or graver.  [default: error]",
)
@click.option("--diff", "older", metavar="OLD", help="Findings gained and lost since this draft.")
@click.option("--baseline", metavar="FILE", help="Known findings: hidden, but counted.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline FILE.")
@click.option(
    "--perspective",
    "views",
    multiple=True,
    metavar="NAME",
    help="Also run rules of the strategic model on this view; repeat for several.",
)
@click.option(
    "--perspectives", "all_views", is_flag=True, help="The same on all views of the case."
)
@click.option("--patch", is_flag=True, help="Print offered changes as a patch instead.")
@click.option("--fix", is_flag=True, help="Apply what needs no decision: layout and sums.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--output", metavar="FILE", help="Write the answer to FILE instead of stdout.")
@click.option("--quiet", is_flag=True, help="Nothing on stderr but errors.")
def command(
    *,
    files: tuple[str, ...],
    format_: str,
    output: str | None,
    quiet: bool,
    patch: bool,
    fix: bool,
    write_baseline: bool,
    **options: Any,  # noqa: ANN401 - what is to be looked at; read in `_checked`
) -> int:
    """Find what agreement files leave open or contradict.

    FILE is an agreement file, a folder of a case, or the name of a case that comes with the
    program. Each finding names the clause, the other clauses involved and what would mend it. It
    says what the text leaves open, never that an agreement will fail. `pactwright explain RULE`
    says more; `pactwright.toml` beside a file holds what a project sets for all its checks.
    """
    baseline = options["baseline"]
    _check_options(options, patch=patch, write_baseline=write_baseline, format_=format_)
    for place in (output, baseline if write_baseline else None):
        check_place(place)
    if write_baseline:
        options["baseline"] = None
    checked = _checked(files, quiet=quiet, **options)
    if fix and _apply_fixes(checked, quiet=quiet):
        checked = _checked(files, quiet=quiet, **options)
    if write_baseline:
        return _write_baseline(checked, baseline, quiet=quiet)
    text = _patch_of(checked) if patch else _rendered(checked, format_)
    if format_ == "text" and not patch and output in {None, "-"} and wants_emphasis():
        text = emphasised_findings(text)
    write_answer(text, output, quiet=quiet)
    _say_what_is_not_shown(checked, quiet=quiet)
    return _exit_code(checked)


def _exit_code(checked: Checked) -> int:
    if checked.unread:
        return EXIT_COULD_NOT_RUN
    return EXIT_FINDINGS if checked.failing else EXIT_CLEAN


def _check_options(
    options: dict[str, Any], *, patch: bool, write_baseline: bool, format_: str
) -> None:
    if write_baseline and not options["baseline"]:
        msg = "--write-baseline needs to know where: --baseline FILE --write-baseline"
        raise click.UsageError(msg)
    if patch and format_ != "text":
        msg = f"--patch prints a patch, not {format_}; leave one of the two out"
        raise click.UsageError(msg)


def _checked(
    files: tuple[str, ...],
    *,
    quiet: bool,
    views: tuple[str, ...],
    all_views: bool,
    **options: Any,  # noqa: ANN401
) -> Checked:
    from pactwright import workbench

    if not views and not all_views:
        return workbench.check(*files, **options)
    from pactwright.cli.progress import progress_for

    with progress_for(quiet=quiet) as progress:
        wanted = [] if all_views else list(views)
        return workbench.check(*files, perspectives=wanted, progress=progress, **options)


def _rendered(checked: Checked, format_: str) -> str:
    renderer = import_module(f"pactwright.cli.output.check_{format_}")
    return str(renderer.render(checked))


def _patch_of(checked: Checked) -> str:
    from pactwright.checking.patching import patch_of

    return "".join(patch_of(one) for one in checked.files)


def _apply_fixes(checked: Checked, *, quiet: bool) -> bool:
    """Write layout and sums; whether a file was changed."""
    from pactwright.checking.patching import with_sums
    from pactwright.text.layout import formatted
    from pactwright.text.writing import replace_text

    is_changed = False
    for one in checked.files:
        if not Path(one.file).is_file():
            msg = f"{one.file} comes with the program and is left as it is; copy it first"
            raise InputError(msg)
        sums = with_sums(one)
        text = formatted(sums.text.encode(), file=one.file)
        if text == one.document.text:
            continue
        replace_text(one.path, text)
        is_changed = True
        for placed, fix in sums.applied:
            say(f"{one.file}: {placed.rule.name} at {placed.clause}: {fix.title}", quiet=quiet)
        say(f"{one.file}: changed", quiet=quiet)
    return is_changed


def _write_baseline(checked: Checked, place: str, *, quiet: bool) -> int:
    from pactwright.checking.baseline import written_baseline

    if checked.unread:
        _say_what_is_not_shown(checked, quiet=True)
        return EXIT_COULD_NOT_RUN
    write_file(Path(place), written_baseline(checked.files))
    n = sum(len(one.findings) - len(one.accepted) for one in checked.files)
    say(f"Written to {place}: {n} finding{'' if n == 1 else 's'}", quiet=quiet)
    return EXIT_CLEAN


def _say_what_is_not_shown(checked: Checked, *, quiet: bool) -> None:
    """What the reader says, notes, and one line for each file in which nothing was found."""
    for unread in checked.unread:
        click.echo(str(unread.error), err=True)
    for one in checked.files:
        for note in one.notes:
            say(f"{one.file}: {note}", quiet=quiet)
        if not one.findings:
            rules = f"{len(one.rules)} rule{'' if len(one.rules) == 1 else 's'}"
            say(f"{one.file}: nothing found ({rules}, profile {one.profile})", quiet=quiet)
