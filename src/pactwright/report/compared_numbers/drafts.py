"""Two drafts as sections: what changes in each view; for the page, the clauses as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.comparing.texts.results import Mark
from pactwright.report.attribution import attribution
from pactwright.report.chances import amounts
from pactwright.report.chances.games import step_name
from pactwright.report.compared_numbers import wording
from pactwright.report.lookup import count_of, is_as_written
from pactwright.report.points import decimals_for, signed
from pactwright.report.sections import Section, Sheet
from pactwright.report.tables import NOTHING, Table

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import (
        DraftsCompared,
        GameChange,
        NumberChange,
        StepChange,
        ViewOnDrafts,
    )
    from pactwright.comparing.texts.results import ClauseComparison, FindingChange

__all__ = ["drafts_sheet", "number_sections"]


def drafts_sheet(found: DraftsCompared) -> Sheet:
    """Everything, as the page shows it."""
    old, new = found.texts.old, found.texts.new
    facts = (
        f"older: {old.title} ({_signed_on(old.signed)})",
        f"newer: {new.title} ({_signed_on(new.signed)})",
    )
    stamp = found.stamp
    made = f"pactwright {stamp.pactwright}"
    if found.views:
        made += (
            f", {stamp.draws:,} combinations a view, seed {stamp.seed}, periods of "
            f"{stamp.period_days:g} days"
        )
    sections = (*number_sections(found), _marks(found), _clauses(found), _findings(found))
    return Sheet(new.title, "comparison", facts, (), sections, (made,))


def number_sections(found: DraftsCompared) -> tuple[Section, ...]:
    """What changes in each view; nothing where no view was asked for."""
    if not found.views:
        return ()
    return (
        Section("how-to-read", "How to read", (wording.DRAFTS_HOW_TO_READ,)),
        *(section for view in found.views for section in _view(found, view)),
        Section("cannot-tell", "What this cannot tell you", wording.DRAFTS_CANNOT_TELL),
    )


def _signed_on(day: str | None) -> str:
    return "not signed" if day is None else f"signed {day}"


def _view(found: DraftsCompared, view: ViewOnDrafts) -> list[Section]:
    side = view.side
    said = [
        f"{side.view_of}: {attribution(side)}; {view.draws:,} combinations.",
        wording.SAME_FILE if view.is_same_file else wording.OWN_FILES,
        *view.notes,
    ]
    head = Section(f"view-{side.letter}", f"View {side.letter}, {side.id}", (" ".join(said),))
    return [head, *(one for game in view.games for one in _game(found, view, game))]


def _game(found: DraftsCompared, view: ViewOnDrafts, game: GameChange) -> list[Section]:
    read = ""
    if not is_as_written(game.reading):
        read = f", read by {_short(found, game.reading)}"
    number = view.games.index(game)
    anchor = f"steps-{view.side.letter}-{number}"
    notes = [
        f"Weighed on the {word} text alone: {', '.join(step_name(one) for one in steps)}."
        for word, steps in (("older", game.only_before), ("newer", game.only_after))
        if steps
    ]
    return [
        Section(
            anchor,
            f"Steps in view {view.side.letter}{read}",
            open_tables=(("count of 100; points", _steps(found, game)),),
            notes=tuple(notes),
        ),
        Section(
            f"end-{view.side.letter}-{number}",
            f"War or an end, view {view.side.letter}{read}",
            (wording.END_WORDS.format(date=_date(found), draws=game.end_draws),),
            open_tables=(("of 100", _end(found, game)),),
        ),
    ]


def _date(found: DraftsCompared) -> str:
    return "no date" if found.question is None else f"day {found.question.horizon_days:g}"


def _short(found: DraftsCompared, party: str) -> str:
    return next((one.short for one in found.parties if one.id == party), party)


def _steps(found: DraftsCompared, game: GameChange) -> Table:
    head = ["", "count", "then", "change", "margin", "then", "change"]
    return Table(head, [_step(found, one) for one in game.steps])


def _step(found: DraftsCompared, one: StepChange) -> list[str]:
    pays, margin = one.pays, one.margin
    decimals = decimals_for(max(abs(margin.before), abs(margin.after)))
    return [
        f"{step_name(one.duty)}, {_short(found, one.party)}",
        str(count_of(pays.before)),
        str(count_of(pays.after)),
        amounts.signed_chance(pays.change.value, pays.change.error),
        signed(margin.before, decimals),
        signed(margin.after, decimals),
        f"{signed(margin.change.value, decimals)} ±{margin.change.error:.{decimals}f}",
    ]


def _end(found: DraftsCompared, game: GameChange) -> Table:
    rows = [["war or an end", *_chances(game.end)]]
    for one in game.punished:
        both = [NOTHING if x is None else amounts.whole(x) for x in (one.before, one.after)]
        rows.append([f"{_short(found, one.party)} wrongly punished", *both, ""])
    return Table(["", "older text", "newer text", "change"], rows)


def _chances(change: NumberChange | None) -> list[str]:
    if change is None:
        return [NOTHING, NOTHING, "no combination settled on both texts"]
    return [
        amounts.chance(change.before),
        amounts.chance(change.after),
        amounts.signed_chance(change.change.value, change.change.error),
    ]


# ── clauses, for the page ────────────────────────────────────────────────────────────────────────


def _marks(found: DraftsCompared) -> Section:
    duties, every = found.texts.counts("obligations"), found.texts.counts()
    rows = [
        [mark.value, str(duties[mark]), str(every[mark] - duties[mark])]
        for mark in Mark
        if every[mark]
    ]
    table = Table(["clauses", "duties", "others"], rows)
    words = (
        "Weaker and stronger are said from the side that a clause protects, by rules that are the "
        "same for every party. A line that no rule ranks is changed."
    )
    return Section(
        "clauses-counted", "Clauses", (words,), open_tables=(("how many bear each mark", table),)
    )


def _clauses(found: DraftsCompared) -> Section:
    changed = [one for one in found.texts.clauses if one.marks != (Mark.KEPT,)]
    rows = [
        [one.name, ", ".join(one.marks) or "in neither as written", _where(one), _lines(one)]
        for one in changed
    ]
    table = Table(["clause", "marks", "lines", "what changed"], rows)
    kept = [one.name for one in found.texts.clauses if one.marks == (Mark.KEPT,)]
    notes = (f"Kept: {', '.join(kept)}.",) if kept else ()
    return Section(
        "clauses", "Clause by clause", open_tables=(("clauses that changed", table),), notes=notes
    )


def _where(clause: ClauseComparison) -> str:
    lines = [NOTHING if side is None else str(side.place.line) for side in (clause.old, clause.new)]
    return " → ".join(lines)


def _lines(clause: ClauseComparison) -> str:
    return "; ".join(
        f"{line.key}: {line.before or 'not said'} → {line.after or 'not said'}"
        for line in clause.lines
    )


def _findings(found: DraftsCompared) -> Section:
    texts = found.texts
    items = [("gained", _finding(one)) for one in texts.gained]
    items += [("lost", _finding(one)) for one in texts.lost]
    words = (
        f"{len(texts.gained)} gained, {len(texts.lost)} lost, {texts.findings_in_both} in both "
        "texts."
    )
    return Section("findings", "Findings of check", (words,), items=tuple(items))


def _finding(one: FindingChange) -> str:
    why = " (with its clause)" if one.is_with_clause else ""
    return f"{one.rule} ({one.code}), {one.at.path}, line {one.at.line}{why}"
