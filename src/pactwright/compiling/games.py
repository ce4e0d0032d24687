"""One game per reading of the text and answers mode: the structure half of compiling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.compiling.causes import BOTH, TEXT, UNWRITTEN, Causes, Source
from pactwright.compiling.ladders import LadderBook
from pactwright.compiling.unwritten import OPEN, SMALL
from pactwright.compiling.weighing import grace_periods, ranks, tranches_of
from pactwright.elicit.situations import done_set
from pactwright.game.spec import (
    DENIABLE,
    ELSEWHERE,
    OVERT,
    THIRD_PARTY,
    DeferredIssue,
    Duty,
    GameSpec,
    Guarantor,
)
from pactwright.model.moments import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactwright.compiling.ladders import RungNumbers
    from pactwright.compiling.weighing import Tranche
    from pactwright.elicit.table import InputTable
    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective

POWER_BINS = 5
FEW_POWER_BINS = 3  # where five would make the game too large
CLOCK_LEVELS = 3
STANDING_TOP = 1  # in office, fallen or caretaker: two levels, as in the model page's own sizes


@dataclass(frozen=True)
class CompiledGame:
    """A spec and what `numbers.parameters` needs to fill it."""

    spec: GameSpec
    rung_numbers: tuple[RungNumbers, ...]
    tranches: tuple[Tranche, ...]
    reading: str
    mode: str
    guarantors: tuple[str, ...]
    issues: tuple[tuple[str, tuple[str, ...]], ...]
    steps: dict[str, int]  # step -> tranches, in this reading


def compile_game(
    source: Source,
    *,
    done: Iterable[str] = (),
    bins: int = POWER_BINS,
    can_war_end: bool = True,
) -> CompiledGame:
    """The game of one view, in one reading of the text, with one kind of answers.

    `done` names duties and tranches that have been carried out already. `can_war_end=False` takes
    war as final even where the view gives a chance of another ceasefire.
    """
    tranches = tranches_of(source.text, source.view)
    index = {t.name: d for d, t in enumerate(tranches)}
    guarantors = weighed_guarantors(source.view, source.table, source.parties)
    book = LadderBook(source.period)
    ladders = Causes(source, book, tranches, index, {g: k for k, g in enumerate(guarantors)})
    duties = _duties(source, tranches, index, ladders)
    deniable = tuple(ladders.incident(p, SMALL) for p in source.parties)
    overt = tuple(ladders.incident(p, OPEN) for p in source.parties)
    issues = _issues(source, tranches)
    names = tuple(sorted({t.step for t in tranches}))
    steps = {s: max(t.number for t in tranches if t.step == s) for s in names}
    spec = GameSpec(
        parties=source.parties,
        duties=duties,
        ladders=tuple(book.ladders),
        deniable_ladder=deniable,
        overt_ladder=overt,
        conduct=tuple(_levels(source, p) for p in source.parties),
        issues=tuple(DeferredIssue(name, outcomes, after) for name, outcomes, after in issues),
        bins=bins if _power_moves(source.table) else 1,
        start_bin=bins // 2 if _power_moves(source.table) else 0,
        standing=tuple(STANDING_TOP if _has_standing(source, p) else 0 for p in source.parties),
        guarantors=tuple(_guarantor(source.table, g) for g in guarantors),
        war_returns=can_war_end and _war_returns(source),
        clock_levels=CLOCK_LEVELS,
        done=frozenset(index[name] for name in done_names(done, steps) if name in index),
    )
    return CompiledGame(
        spec=spec,
        rung_numbers=tuple(book.numbers),
        tranches=tranches,
        reading=source.reading,
        mode=source.mode,
        guarantors=guarantors,
        issues=tuple((name, outcomes) for name, outcomes, _ in issues),
        steps=steps,
    )


def done_names(done: Iterable[str], steps: Mapping[str, int]) -> frozenset[str]:
    """Names of the tranches meant by `disarm[2]` (the first two) or `disarm` (all)."""
    return done_set(tuple(done), steps)


def weighed_guarantors(
    view: Perspective, table: InputTable, parties: Sequence[str]
) -> tuple[str, ...]:
    """Third parties whose will to answer a breach is an input, sorted."""
    found = {
        name.split(".")[1]
        for name in table.inputs
        if name.startswith("guarantors.") and ".acts_on_proven_breach_by." in name
    }
    return tuple(sorted(found))


def _guarantor(table: InputTable, name: str) -> Guarantor:
    """Its attention fades if it has a half-life; it weighs its own stake if the view gives one."""
    path = f"guarantors.{name}"
    return Guarantor(
        name,
        fades=table.has(f"{path}.keeps_caring"),
        strategic=table.has(f"{path}.own_stake.acting_costs"),
    )


def answer_modes(text: Agreement, view: Perspective) -> tuple[str, ...]:
    """Answers modes worth computing: the text alone always; the others where they differ."""
    if view.answers is None:
        return (TEXT,)
    has_ladders = any(text.ladder_of(d) is not None for d in text.obligations)
    return (TEXT, BOTH, UNWRITTEN) if has_ladders else (TEXT, BOTH)


def _duties(
    source: Source, tranches: Sequence[Tranche], index: Mapping[str, int], ladders: Causes
) -> tuple[Duty, ...]:
    places = ranks(tranches, period=source.period)
    duties = []
    for t in tranches:
        terms = source.text.obligations[t.step]
        late = ladders.late(t)
        grace = grace_periods(t, period=source.period)
        # An unwritten answer to a step without a date counts from when the step falls due.
        is_undated_but_answered = grace is None and late is not None
        duties.append(
            Duty(
                name=t.name,
                step=t.step,
                performer=THIRD_PARTY if t.performer is None else source.parties.index(t.performer),
                after=frozenset(index[name] for name in t.after),
                rank=places[t.name],
                grace=1 if is_undated_but_answered else grace,
                late_ladder=late,
                reversible=terms.reversible is not None and terms.reversible != "never",
                unconditional=bool(terms.unconditional),
            )
        )
    return tuple(duties)


def _levels(source: Source, party: str) -> tuple[int, ...]:
    """Conduct levels on a party's menu besides restraint and war."""
    table = source.table
    levels = []
    if table.has(f"breaches.small.{party}.a_year_of_it"):
        levels.append(DENIABLE)
    if table.has(f"breaches.open.{party}.a_year_of_it"):
        levels.append(OVERT)
    if fronts_of(source.view, table, party):
        levels.append(ELSEWHERE)
    return tuple(levels)


def fronts_of(view: Perspective, table: InputTable, party: str) -> tuple[str, ...]:
    """Other fronts on which a party may strike, most gainful (at the middle) first."""
    entries = view.elsewhere.entries if view.elsewhere is not None else {}
    own = [
        name
        for name, front in sorted(entries.items())
        if front.by == party and table.has(f"elsewhere.{name}.a_year_of_it")
    ]
    return tuple(sorted(own, key=lambda f: -table.inputs[f"elsewhere.{f}.a_year_of_it"].law.median))


def _power_moves(table: InputTable) -> bool:
    names = [n for n in table.inputs if n.startswith(("war.odds.after.", "war.odds.after_a_"))]
    acts = [n for n in table.inputs if n.endswith(".shifts_odds")]
    return bool(names) or any(table.inputs[n].range != (0.0, 0.0) for n in acts)


def _has_standing(source: Source, party: str) -> bool:
    """Whether anything can cost the leadership of this party its standing at home."""
    path = f"leadership.{party}"
    names = [n for n in source.table.inputs if n.startswith(f"{path}.weakened_by_")]
    return any(source.table.inputs[n].range != (0.0, 0.0) for n in names)


def _war_returns(source: Source) -> bool:
    war = source.view.war
    name = "war.another_ceasefire_within_two_years"
    if war is None or war.taken_as_final or not source.table.has(name):
        return False
    return source.table.inputs[name].range[1] > 0.0


def _issues(
    source: Source, tranches: Sequence[Tranche]
) -> list[tuple[str, tuple[str, ...], frozenset[int]]]:
    """Deferred issues whose outcomes the view weighs; drawn when their forum has met."""
    if source.view.open_issues is None:
        return []
    found = []
    for name, outcomes in sorted(source.view.open_issues.entries.items()):
        issue = source.text.deferred.get(name)
        if issue is None or isinstance(issue, Stated):
            continue
        after = frozenset(d for d, t in enumerate(tranches) if t.step == issue.forum)
        # Without a forum among the weighed duties the issue is settled when all else is done.
        found.append(
            (name, tuple(sorted(outcomes.entries)), after or frozenset(range(len(tranches))))
        )
    return found
