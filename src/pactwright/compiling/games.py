"""One game per reading of the text and answers mode: the structure half of compiling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.assessment import ANSWER_MODES
from pactwright.compiling.ladders import LadderBook, text_rungs
from pactwright.compiling.unwritten import LATE, OPEN, SMALL, beside_text, unwritten_ladder
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
    Verb,
)
from pactwright.model.moments import Stated
from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import DutyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactwright.compiling.ladders import Draft, RungNumbers
    from pactwright.compiling.weighing import Tranche
    from pactwright.elicit.table import InputTable
    from pactwright.model.agreement import Agreement
    from pactwright.model.ladders import Ladder as TextLadder
    from pactwright.model.perspective import Perspective

TEXT, BOTH, UNWRITTEN = ANSWER_MODES
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


@dataclass(frozen=True)
class Source:
    """What one game is compiled from: the text in one reading, a view, and its inputs."""

    text: Agreement
    view: Perspective
    table: InputTable
    reading: str
    mode: str
    period: float
    table_steps: dict[str, int]  # steps of the whole text, of which a reading may lack some

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids, alphabetical: the order of the file changes nothing."""
        return tuple(sorted(self.text.parties))


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
    ladders = _Ladders(source, book, tranches, index, {g: k for k, g in enumerate(guarantors)})
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
        guarantors=tuple(
            Guarantor(g, fades=source.table.has(f"guarantors.{g}.keeps_caring")) for g in guarantors
        ),
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


def answer_modes(text: Agreement, view: Perspective) -> tuple[str, ...]:
    """Answers modes worth computing: the text alone always; the others where they differ."""
    if view.answers is None:
        return (TEXT,)
    has_ladders = any(text.ladder_of(d) is not None for d in text.obligations)
    return (TEXT, BOTH, UNWRITTEN) if has_ladders else (TEXT, BOTH)


class _Ladders:
    """Finds the ladder for each cause, in the mode of the source."""

    def __init__(
        self,
        source: Source,
        book: LadderBook,
        tranches: Sequence[Tranche],
        index: Mapping[str, int],
        guarantors: Mapping[str, int],
    ) -> None:
        self.source = source
        self.book = book
        self.tranches = tranches
        self.index = index
        self.guarantors = guarantors
        self.by_step = {
            step: frozenset(index[t.name] for t in tranches if t.step == step)
            for step in {t.step for t in tranches}
        }

    def late(self, tranche: Tranche) -> int | None:
        """Ladder for being late with one tranche."""
        if tranche.performer is None:
            return None
        text = self._text(self.source.text.ladder_of(tranche.step), self._answering(tranche))
        if tranche.leeway is None:
            text = ()  # without a date nobody is late under the text
        return self._add(tranche.performer, LATE, text, f"late: {tranche.step}", needs=None)

    def incident(self, party: str, trigger: str) -> int | None:
        """Ladder for blamed incidents (small) or overt acts (open) by a party."""
        ladder = self._standing_ladder(party)
        finding = self._finding_days(party)
        text = self._text(ladder, frozenset(), finding_days=finding)
        return self._add(party, trigger, text, f"{trigger} by {party}", needs=ladder)

    def _add(
        self,
        party: str,
        trigger: str,
        text: tuple[Draft, ...],
        name: str,
        *,
        needs: TextLadder | None,
    ) -> int | None:
        source = self.source
        unwritten = None
        if source.mode != TEXT:
            unwritten = unwritten_ladder(
                source.view, source.table, source.parties, party, trigger, self.guarantors
            )
        if source.mode == UNWRITTEN:
            text = ()
        rungs = beside_text(text, unwritten, is_late=trigger == LATE, table=source.table)
        incidents, window = 1, 0.0
        if unwritten is not None:
            incidents, window = unwritten.incidents, unwritten.window_days
        elif needs is not None and needs.needs is not None:
            incidents, window = needs.needs.incidents, needs.needs.window.days
        return self.book.add(name, rungs, incidents=incidents, window_days=window)

    def _text(
        self, ladder: TextLadder | None, answering: frozenset[int], *, finding_days: float = 0.0
    ) -> tuple[Draft, ...]:
        if ladder is None:
            return ()
        settles = "mediator.settles_disputes_in"
        rungs = text_rungs(
            ladder,
            guarantors=self.guarantors,
            answering=answering,
            duties=self.by_step,
            period=self.source.period,
            settles_in=settles if self.source.table.has(settles) else None,
        )
        return _with_finding(rungs, finding_days, self.source.period)

    def _answering(self, tranche: Tranche) -> frozenset[int]:
        """Tranches of other parties that wait for this one."""
        return frozenset(
            self.index[t.name]
            for t in self.tranches
            if tranche.name in t.after and t.performer != tranche.performer
        )

    def _standing_duties(self, party: str) -> list[str]:
        """Duties of a party that last: to refrain first, then to maintain, by name."""
        text = self.source.text
        lasting = [
            (duty.duty is not DutyKind.REFRAIN, name)
            for name, duty in text.obligations.items()
            if party in duty.by and duty.is_standing
        ]
        return [name for _, name in sorted(lasting)]

    def _standing_ladder(self, party: str) -> TextLadder | None:
        """The ladder of the first lasting duty that has one."""
        ladders = (self.source.text.ladder_of(d) for d in self._standing_duties(party))
        return next((ladder for ladder in ladders if ladder is not None), None)

    def _finding_days(self, party: str) -> float:
        """`verify within` of the duty whose ladder answers incidents: a finding before it."""
        for name in self._standing_duties(party):
            verify = self.source.text.obligations[name].verify
            if self.source.text.ladder_of(name) is not None:
                within = verify.within if isinstance(verify, Verification) else None
                return within.days if within is not None else 0.0
        return 0.0


def _with_finding(rungs: tuple[Draft, ...], days: float, period: float) -> tuple[Draft, ...]:
    """The time that verification of a duty to refrain may take, before the ladder."""
    from pactwright.compiling.ladders import Draft, RungNumbers

    if days < period / 2 or not rungs:
        return rungs
    return (Draft(Verb.FINDING, RungNumbers(days)), *rungs)


def _duties(
    source: Source, tranches: Sequence[Tranche], index: Mapping[str, int], ladders: _Ladders
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
