"""`pactwright explain`: a rule, a step of a case, or a word of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pactwright.cli import EXIT_CLEAN, EXIT_INTERRUPTED
from pactwright.cli.assess import assess_case, output_options, run_options
from pactwright.cli.writing import check_place, screen_width, write_answer
from pactwright.errors import InputError

if TYPE_CHECKING:
    from pactwright.assessment import Assessment
    from pactwright.report.glossary import Entry
    from pactwright.rules.rule import Rule

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  pactwright explain gap
  pactwright explain no-verifier
  pactwright explain law aceh-2005
"""


@click.command(epilog=EXAMPLES)
@click.argument("topic", metavar="RULE|STEP|WORD", required=False)
@click.argument("case", metavar="[CASE]", required=False)
@click.option(
    "--list", "list_", is_flag=True, help="List the words and rules that can be explained."
)
@run_options
@output_options
def command(
    *,
    topic: str | None,
    case: str | None,
    list_: bool,
    format_: str,
    output: str | None,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - exactly the options of `run_options`
) -> int:
    """Explain a rule, a step of a case, or a word on the screen.

    RULE is the name or code of a check: what it finds, why it matters, an example, a better text,
    and when to ignore it. With a CASE, STEP is a duty of it (or its number, or a tranche such as
    'disarm[4]'): every view's count, the reasons that add up to its margin, and what would turn
    it. Without one, WORD is a verdict, a way of breaking, a part of a margin, or any other word of
    the screen.
    """
    if list_:
        write_answer(_word_list(format_), output, quiet=quiet)
        return EXIT_CLEAN
    if topic is None:
        msg = (
            "say which rule, step or word to explain; `pactwright explain --list` names rules and "
            "words."
        )
        raise click.UsageError(msg)
    if case is None:
        write_answer(_word(topic, format_), output, quiet=quiet)
        return EXIT_CLEAN
    return _explain_step(topic, case, format_, output=output, quiet=quiet, **options)


def _explain_step(
    topic: str,
    case: str,
    format_: str,
    *,
    output: str | None,
    quiet: bool,
    **options: Any,  # noqa: ANN401
) -> int:
    check_place(output)
    assessment = assess_case(case, quiet=quiet, **options)
    duties = find_duties(assessment, topic)
    if not duties:
        write_answer(_word(topic, format_, assessment), output, quiet=quiet)
    else:
        write_answer(_steps(assessment, duties, format_), output, quiet=quiet)
    return EXIT_CLEAN if assessment.stamp.finished else EXIT_INTERRUPTED


def find_duties(assessment: Assessment, topic: str) -> list[str]:
    """Duties meant by a name, a tranche, a number or a title; all tranches of a step."""
    wanted = topic.casefold().strip()
    for matches in (
        [one for one in assessment.steps if one.duty.casefold() == wanted],
        [one for one in assessment.steps if one.step.casefold() == wanted],
        [one for one in assessment.steps if str(one.number) == wanted],
        [one for one in assessment.steps if one.title.casefold() == wanted],
        [one for one in assessment.steps if one.title.casefold().startswith(wanted)],
    ):
        if matches:
            return [one.duty for one in matches]
    return []


def _steps(assessment: Assessment, duties: list[str], format_: str) -> str:
    if format_ == "json":
        from pactwright.documents import assessment_document, to_json

        document = assessment_document(assessment)
        document["duties"] = [one for one in document["duties"] if one["duty"] in duties]
        for view in document["perspectives"]:
            for key in ("steps", "steps_other_answers", "nothing_to_choose", "turns"):
                view[key] = [one for one in view[key] if one["duty"] in duties]
        return to_json(document)
    from pactwright.cli.output.explanation import render_step

    width = max(60, min(screen_width(), 100))
    return "\n\n".join(render_step(assessment, duty, width=width) for duty in duties)


def _word(topic: str, format_: str, assessment: Assessment | None = None) -> str:
    from pactwright.report.glossary import find_entry, near_names

    entry = find_entry(topic)
    if entry is not None:
        return _entry(entry, format_)
    rule = _rule_of(topic)
    if rule is not None:
        return _rule(rule, format_)
    others = tuple(one.duty for one in assessment.steps) if assessment else _rule_names()
    near = near_names(topic, others=others)
    hint = f" Did you mean {' or '.join(repr(one) for one in near)}?" if near else ""
    what = "step, rule or word" if assessment else "rule or word"
    more = "" if assessment else f" For a step, name its case: pactwright explain {topic} CASE."
    raise InputError(f"There is no {what} '{topic}' to explain.{hint}{more}")


def _rule_of(topic: str) -> Rule | None:
    from pactwright.rules.registry import rule_named

    try:
        return rule_named(topic)
    except InputError:
        return None


def _rule_names() -> tuple[str, ...]:
    from pactwright.rules.registry import all_rules

    return tuple(word for one in all_rules() for word in (one.name, one.code))


def _rule(rule: Rule, format_: str) -> str:
    from pactwright.rules.explaining import as_data, as_text

    if format_ == "json":
        from pactwright.documents import to_json

        return to_json({"schema_version": 1, **as_data(rule)})
    return as_text(rule, width=max(60, min(screen_width(), 100)))


def _entry(entry: Entry, format_: str) -> str:
    if format_ == "json":
        from pactwright.documents import as_plain, to_json

        return to_json({"schema_version": 1, **as_plain(entry)})
    from pactwright.cli.output.explanation import render_entry

    return render_entry(entry, max(60, min(screen_width(), 100)))


def _word_list(format_: str) -> str:
    from pactwright.report.glossary import glossary
    from pactwright.rules.explaining import as_data, one_line_each
    from pactwright.rules.registry import all_rules

    if format_ == "json":
        from pactwright.documents import as_plain, to_json

        rules = [as_data(rule) for rule in all_rules()]
        return to_json({"schema_version": 1, "words": as_plain(glossary()), "rules": rules})
    from pactwright.cli.output.explanation import render_entry_list

    width = max(60, min(screen_width(), 100))
    return render_entry_list(glossary(), width) + "\n" + one_line_each(all_rules())
