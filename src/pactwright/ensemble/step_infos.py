"""Steps of an assessment, as the text names them: titles, performers, clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import StepInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.ensemble.view_run import GameOfView
    from pactwright.model.agreement import Agreement


def step_infos(
    agreement: Agreement, order: Sequence[str], games: Sequence[GameOfView]
) -> list[StepInfo]:
    """Rows of the step table: lasting duties first, then steps in the order of the path."""
    tranches = {t.name: t for g in games for t in g.filler.game.tranches}
    counts = {
        t.step: max(u.number for u in tranches.values() if u.step == t.step)
        for t in tranches.values()
    }
    infos = [_standing(agreement)]
    for number, name in enumerate(order, start=1):
        t = tranches[name]
        duty = agreement.obligations[t.step]
        performers = (t.performer,) if t.performer is not None else tuple(duty.by)
        title = duty.title or t.step
        if counts[t.step] > 1:
            title = f"{title} {t.number} of {counts[t.step]}"
        infos.append(
            StepInfo(
                duty=name,
                step=t.step,
                number=number,
                title=title,
                performers=performers,
                clause=duty.clause,
                source=", ".join(duty.source) or None,
                later=bool(duty.readings),
                third_party_only=t.performer is None,
            )
        )
    return infos


def _standing(agreement: Agreement) -> StepInfo:
    """The row of the duties to refrain and to maintain."""
    lasting = {n: d for n, d in agreement.obligations.items() if d.is_standing}
    titles = [d.title or n for n, d in lasting.items()]
    parties = tuple(sorted({p for d in lasting.values() for p in d.by if p in agreement.parties}))
    return StepInfo(
        duty="standing",
        step="standing",
        number=0,
        title=titles[0] if titles else "lasting duties",
        performers=parties,
        clause=", ".join(d.clause for d in lasting.values() if d.clause) or None,
        source=None,
        later=False,
        third_party_only=False,
    )
