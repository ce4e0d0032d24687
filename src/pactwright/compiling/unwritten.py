"""Unwritten answers: what each side, and each guarantor, would do whatever the text says.

Where a view answers section 6, each of {late step, small breach, open breach} by party i opens a
case against i in which the other sides do what the view expects of them:

========================  =======================================================================
hold-back-next-step       they attempt none of their duties (unconditional ones go on)
answer-in-kind            they act at the level of the breach: small for small, open for open; to
                          a late step they hold back theirs
undo-last-step            snap-back of their latest reversible step
refer                     nothing by themselves; guarantors act (below)
back-to-war               they go back to war
nothing, protest          nothing by themselves
========================  =======================================================================

* `chance` is the chance that the rung is entered; `after` is a wait before it (lateness is let
  pass that long; where a text gives a duty no deadline, the wait counts from the period in which it
  falls due); `for` is the mean stay, default one month; `needs: 2 in 4w` is a counter;
  `cost_to_itself` is paid per month by the side that answers.
* Guarantors whose will the view weighs act on a proven breach of any kind: they sanction the
  accused while the rung is in force. A text alone has them only where one of its rungs names them.
* Beside a text's ladder: for incidents the unwritten rung comes first, and where it is not entered
  the text's ladder begins; for lateness the rungs of both are put in the order of their times.
* With three or four parties one rung stands for all that answer; its timing and chance are those
  of the first of them by name, and each does what the view expects of it only if that is the same
  verb (a known limit).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.compiling.ladders import Draft, RungNumbers
from pactwright.game.spec import DENIABLE, OVERT, Verb
from pactwright.model.perspective_breaches import Reaction
from pactwright.values import DAYS_PER_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactwright.elicit.table import InputTable
    from pactwright.model.perspective import Perspective
    from pactwright.model.perspective_breaches import UnwrittenAnswer

LATE, SMALL, OPEN = "to_late_step", "to_small_breach", "to_open_breach"
QUIET = (Reaction.NOTHING, Reaction.PROTEST, Reaction.REFER)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Rungs of one unwritten ladder and what starts it."""

    rungs: tuple[Draft, ...]
    incidents: int = 1
    window_days: float = 0.0


def unwritten_ladder(
    perspective: Perspective,
    table: InputTable,
    parties: Sequence[str],
    accused: str,
    trigger: str,
    guarantors: Mapping[str, int],
) -> Unwritten | None:
    """The unwritten ladder against one party for one cause; None where nobody does anything."""
    if perspective.answers is None:
        return None
    answers = {p: _answer(perspective, p, trigger) for p in parties if p != accused}
    acting = {p: a for p, a in answers.items() if a is not None and a.does not in QUIET}
    speaking = next((a for a in answers.values() if a is not None), None)
    if speaking is None or (not acting and not guarantors):
        return None
    rungs: list[Draft] = []
    lead = next(iter(sorted(acting)), next(p for p in sorted(answers) if answers[p] is not None))
    path = f"answers.{lead}.{trigger}"
    if table.has(f"{path}.after"):
        rungs.append(Draft(Verb.FINDING, RungNumbers(f"{path}.after")))
    rungs.append(_rung(parties, acting, lead, trigger, table, frozenset(guarantors.values())))
    needs = (answers[lead] or speaking).needs
    if needs is None:
        return Unwritten(tuple(rungs))
    return Unwritten(tuple(rungs), needs.incidents, needs.window_days)


def _answer(perspective: Perspective, party: str, trigger: str) -> UnwrittenAnswer | None:
    side = perspective.answers.get(party) if perspective.answers is not None else None
    answer: UnwrittenAnswer | None = getattr(side, trigger) if side is not None else None
    return None if answer is None or answer.stated_none else answer


def _rung(
    parties: Sequence[str],
    acting: Mapping[str, UnwrittenAnswer],
    lead: str,
    trigger: str,
    table: InputTable,
    guarantors: frozenset[int],
) -> Draft:
    path = f"answers.{lead}.{trigger}"
    stay: float | str = f"{path}.for" if table.has(f"{path}.for") else DAYS_PER_MONTH
    if not acting:
        return Draft(Verb.SANCTION, RungNumbers(stay), guarantors=guarantors)
    does = acting[lead].does
    together = [p for p, answer in acting.items() if answer.does is does]
    costs = tuple(
        (parties.index(p), f"answers.{p}.{trigger}.cost_to_itself")
        for p in together
        if table.has(f"answers.{p}.{trigger}.cost_to_itself")
    )
    entry = f"{path}.chance" if table.has(f"{path}.chance") else None
    verb, level = _prescription(does, trigger)
    everyone = len(together) == len(parties) - 1
    return Draft(
        verb,
        RungNumbers(stay, entry, costs),
        level=level,
        guarantors=guarantors,
        by=None if everyone else frozenset(parties.index(p) for p in together),
    )


def _prescription(does: Reaction, trigger: str) -> tuple[Verb, int]:
    if does is Reaction.HOLD_BACK or (does is Reaction.ANSWER_IN_KIND and trigger == LATE):
        return Verb.SUSPEND, OVERT
    if does is Reaction.UNDO:
        return Verb.UNDO, OVERT
    if does is Reaction.WAR:
        return Verb.WAR, OVERT
    return Verb.ANSWER, DENIABLE if trigger == SMALL else OVERT


def beside_text(
    text: tuple[Draft, ...], unwritten: Unwritten | None, *, is_late: bool, table: InputTable
) -> tuple[Draft, ...]:
    """Rungs of the text's ladder and the unwritten one as one ladder (module docstring)."""
    if unwritten is None:
        return text
    if not is_late or not text:
        return (*unwritten.rungs, *text)
    timed: list[tuple[float, int, Draft]] = []
    for place, rungs in enumerate((text, unwritten.rungs)):
        begins = 0.0
        for draft in rungs:
            timed.append((begins, place, draft))
            begins += _middle(draft, table)
    # The wait of the unwritten answer is over time that the text's rungs fill already.
    timed = [t for t in timed if not (t[1] == 1 and t[2].verb is Verb.FINDING)]
    return tuple(draft for _, _, draft in sorted(timed, key=lambda t: (t[0], t[1])))


def _middle(draft: Draft, table: InputTable) -> float:
    days = draft.numbers.days
    return days if isinstance(days, float) else float(table.inputs[days].law.median)
