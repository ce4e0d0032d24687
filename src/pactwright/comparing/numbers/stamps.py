"""How a comparison was made, enough to make it again; and what both texts have under which name."""

from __future__ import annotations

import platform
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pactwright import __version__
from pactwright.assessment import Stamp
from pactwright.comparing.numbers.case_pairs import open_pair
from pactwright.ensemble.answering import party_of
from pactwright.provenance import library_versions, machine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactwright.assessment import Party
    from pactwright.comparing.numbers.case_pairs import DraftPair
    from pactwright.comparing.texts.results import TextComparison

VIEWS, DRAFTS = "compare views", "compare drafts"
"""Names of the two commands in a stamp."""


def views_stamp(stamp: Stamp, asked: Mapping[str, Any]) -> Stamp:
    """The stamp of the assessment behind it, under the name of this command."""
    return replace(stamp, command=VIEWS, asked=dict(asked))


def drafts_stamp(pair: DraftPair, asked: Mapping[str, Any], period: float) -> Stamp:
    """Of two texts and the views on them."""
    return Stamp(
        pactwright=__version__,
        python=platform.python_version(),
        libraries=library_versions(),
        inputs=pair.inputs,
        seed=asked["seed"],
        draws=asked["draws"],
        sampler="sobol",
        period_days=period,
        finished=True,
        command=DRAFTS,
        cases=tuple(case.name for case in pair.cases),
        asked=dict(asked),
        machine=machine(),
    )


def drafts_hashes(cases: Sequence[str], asked: Mapping[str, Any]) -> dict[str, str]:
    """Hashes of the inputs of an earlier comparison, as they are now."""
    return open_pair(cases[0], cases[1], asked["perspectives"]).inputs


def parties_of_both(pair: DraftPair) -> tuple[Party, ...]:
    """Parties of either text, under their names in the newer one where they are in it."""
    texts = [case.agreement.model for case in pair.cases]
    names = sorted({*texts[0].parties, *texts[1].parties})
    return tuple(party_of(texts[name in texts[1].parties], name) for name in names)


def renamed_duties(texts: TextComparison) -> dict[str, str]:
    """Duties that stand in both texts: name in the older one -> name in the newer one."""
    return {
        clause.old.name: clause.new.name
        for clause in texts.clauses
        if clause.section == "obligations" and clause.old is not None and clause.new is not None
    }
