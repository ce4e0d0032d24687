"""Which ladder answers which cause: a late step, a small breach, an open breach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.assessment import ANSWER_MODES
from pactwright.compiling.ladders import Draft, RungNumbers, text_rungs
from pactwright.compiling.unwritten import LATE, Unwritten, beside_text, unwritten_ladder
from pactwright.game.spec import Verb
from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import DutyKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactwright.compiling.ladders import LadderBook
    from pactwright.compiling.weighing import Tranche
    from pactwright.elicit.table import InputTable
    from pactwright.model.agreement import Agreement
    from pactwright.model.ladders import Ladder as TextLadder
    from pactwright.model.perspective import Perspective

TEXT, BOTH, UNWRITTEN = ANSWER_MODES


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


class Causes:
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
        incidents, window = _threshold(unwritten, needs if text else None)
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
    if days < period / 2 or not rungs:
        return rungs
    return (Draft(Verb.FINDING, RungNumbers(days)), *rungs)


def _threshold(unwritten: Unwritten | None, ladder: TextLadder | None) -> tuple[int, float]:
    """Blamed incidents, and days, that start a ladder: the lower of the text's and the answer's.

    One ladder has one counter, so an unwritten answer that waits for two incidents comes with the
    first where the text's ladder does; otherwise it would disarm the text.
    """
    found = []
    if unwritten is not None:
        found.append((unwritten.incidents, unwritten.window_days))
    if ladder is not None:
        needs = ladder.needs
        found.append((1, 0.0) if needs is None else (needs.incidents, needs.window.days))
    return min(found, default=(1, 0.0))
