"""Breach ladders of the text, as rungs of the game and the sources of their numbers.

Mapping (model page 3.4): notify, meet, publish, refer to a body -> finding; refer to, or ruling or
sanction by, a third party whose will the view weighs -> sanction; cure, correct -> cure; the rest
under its own name. `within` of a prescribing rung is time spent in the rung before it. Neighbouring
findings merge, and so do neighbouring sanctions; a finding shorter than half a period is no state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pactwright.game.spec import OVERT, Ladder, Rung, Verb
from pactwright.model.vocabulary import RungVerb
from pactwright.values import DAYS_PER_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactwright.model.ladders import Ladder as TextLadder
    from pactwright.model.ladders import Rung as TextRung

FINDINGS = (RungVerb.NOTIFY, RungVerb.MEET, RungVerb.PUBLISH, RungVerb.SUBSTITUTE)
BY_THIRD_PARTY = (RungVerb.REFER, RungVerb.RULE, RungVerb.SANCTION)
CURES = (RungVerb.CURE, RungVerb.CORRECT)
DISPUTES = (RungVerb.MEET, RungVerb.REFER, RungVerb.RULE)


@dataclass(frozen=True, slots=True)
class RungNumbers:
    """Where the numbers of one rung come from.

    `days` is the mean stay, or the name of the input that gives it; `entry` the input that gives
    the chance of entering (None: always); `costs` (party, input) pairs, points a month.
    """

    days: float | str
    entry: str | None = None
    costs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A rung before it is numbered."""

    verb: Verb
    numbers: RungNumbers
    suspends: frozenset[int] | None = None
    level: int = OVERT
    guarantors: frozenset[int] = frozenset()
    extension_days: float = 0.0
    by: frozenset[int] | None = None

    @property
    def days(self) -> float:
        """Stay in days where the text gives it; 0 where an input does."""
        return self.numbers.days if isinstance(self.numbers.days, float) else 0.0


@dataclass
class LadderBook:
    """Collects ladders and numbers their rungs; equal ladders are stored once."""

    period: float
    ladders: list[Ladder] = field(default_factory=list)
    numbers: list[RungNumbers] = field(default_factory=list)
    _known: dict[object, int] = field(default_factory=dict)

    def add(
        self, name: str, drafts: Sequence[Draft], *, incidents: int = 1, window_days: float = 0.0
    ) -> int | None:
        """Index of the ladder; None where nothing in it is longer than half a period."""
        drafts = tuple(drafts)
        if not any(d.verb not in (Verb.FINDING, Verb.CURE) for d in drafts):
            return None  # it prescribes nothing to anybody: breaking has no consequence under it
        window = max(1, round(window_days / self.period))
        key = (drafts, incidents, window)
        if key not in self._known:
            rungs = tuple(self._number(d) for d in drafts)
            self._known[key] = len(self.ladders)
            self.ladders.append(Ladder(name, rungs, incidents, window))
        return self._known[key]

    def _number(self, draft: Draft) -> Rung:
        self.numbers.append(draft.numbers)
        return Rung(
            verb=draft.verb,
            number=len(self.numbers) - 1,
            suspends=draft.suspends,
            level=draft.level,
            guarantors=draft.guarantors,
            extension=max(1, round(draft.extension_days / self.period))
            if draft.extension_days
            else 0,
            by=draft.by,
        )


def text_rungs(
    ladder: TextLadder,
    *,
    guarantors: Mapping[str, int],
    answering: frozenset[int],
    duties: Mapping[str, frozenset[int]],
    period: float,
    settles_in: str | None = None,
) -> tuple[Draft, ...]:
    """Rungs of one ladder of the text, for one duty or for incidents.

    Parameters
    ----------
    ladder : the ladder as read.
    guarantors : third parties whose will the view weighs, by id.
    answering : duties that answer the one in breach (for `suspend: answering-tranche`).
    duties : indices of each step's tranches, for `suspend: DUTY`.
    period : days.
    settles_in : input that says how fast disputes are settled, or None.
    """
    drafts: list[Draft] = []
    for rung in ladder.rungs:
        draft = _draft(rung, guarantors, answering, duties, settles_in)
        before = rung.within.days if rung.within is not None else 0.0
        if draft.verb not in (Verb.FINDING, Verb.CURE) and before > 0:
            drafts = _lengthen(drafts, before)
        drafts.append(draft)
    return _merged(drafts, period)


def _draft(
    rung: TextRung,
    guarantors: Mapping[str, int],
    answering: frozenset[int],
    duties: Mapping[str, frozenset[int]],
    settles_in: str | None,
) -> Draft:
    within = rung.within.days if rung.within is not None else None
    stays = rung.for_.high.days if rung.for_ is not None else DAYS_PER_MONTH
    lasting = RungNumbers(float(stays))
    verb = rung.verb
    if verb in CURES:
        return Draft(Verb.CURE, RungNumbers(float(within or 0.0)))
    if verb in BY_THIRD_PARTY:
        acting = frozenset(guarantors[t] for t in _actors(rung) if t in guarantors)
        if acting:
            return Draft(Verb.SANCTION, lasting, guarantors=acting)
    if verb in FINDINGS or verb in BY_THIRD_PARTY:
        asked = settles_in if settles_in and within is None and verb in DISPUTES else None
        return Draft(Verb.FINDING, RungNumbers(asked or float(within or 0.0)))
    if verb is RungVerb.SUSPEND:
        return Draft(Verb.SUSPEND, lasting, suspends=_suspended(rung, answering, duties))
    if verb is RungVerb.EXTEND:
        days = rung.extension.days if rung.extension is not None else 0.0
        return Draft(Verb.EXTEND, RungNumbers(float(days)), extension_days=days)
    if verb in (RungVerb.TERMINATE, RungVerb.EXIT):
        notice = rung.notice.days if rung.notice is not None else 0.0
        return Draft(Verb.TERMINATE, RungNumbers(float(notice)))
    return Draft(Verb.UNDO if verb is RungVerb.UNDO else Verb.ANSWER, lasting)


def _actors(rung: TextRung) -> tuple[str, ...]:
    return (*rung.target, rung.by) if rung.by is not None else rung.target


def _suspended(
    rung: TextRung, answering: frozenset[int], duties: Mapping[str, frozenset[int]]
) -> frozenset[int] | None:
    found: set[int] = set()
    for target in rung.target:
        if target == "all":
            return None
        found |= answering if target == "answering-tranche" else duties.get(target, frozenset())
    return frozenset(found)


def _lengthen(drafts: list[Draft], days: float) -> list[Draft]:
    """Time allowed for the next rung is spent in the one before it."""
    if not drafts or isinstance(drafts[-1].numbers.days, str):
        return [*drafts, Draft(Verb.FINDING, RungNumbers(days))]
    last = drafts[-1]
    longer = replace(last.numbers, days=last.days + days)
    return [*drafts[:-1], replace(last, numbers=longer)]


def _merged(drafts: Sequence[Draft], period: float) -> tuple[Draft, ...]:
    """Merge neighbouring findings; drop those shorter than half a period."""
    merged: list[Draft] = []
    for draft in drafts:
        if merged and merged[-1].verb is draft.verb is Verb.SANCTION:
            # Prescriptions accumulate, so one rung by both, from the first on, stands for two.
            merged[-1] = replace(
                merged[-1],
                guarantors=merged[-1].guarantors | draft.guarantors,
                numbers=RungNumbers(merged[-1].days + draft.days),
            )
            continue
        both = merged and merged[-1].verb is draft.verb is Verb.FINDING
        if both and isinstance(draft.numbers.days, float) and merged[-1].days:
            total = RungNumbers(merged[-1].days + draft.days)
            merged[-1] = replace(merged[-1], numbers=total)
        else:
            merged.append(draft)
    return tuple(
        d
        for d in merged
        if d.verb not in (Verb.FINDING, Verb.CURE)
        or isinstance(d.numbers.days, str)
        or d.days >= period / 2
    )
