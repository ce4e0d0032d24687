"""Shipped cases as runs of their views, and their mirror image with the parties' ids swapped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pactwright.ensemble.view_run import ViewRun
from pactwright.library import PERSPECTIVES, find_agreement, open_case, shipped_cases
from pactwright.text.agreement_reader import read_agreement
from pactwright.text.perspective_reader import read_perspective

if TYPE_CHECKING:
    from pactwright.library import Case

CASES = tuple(c for c in shipped_cases() if (find_agreement(c).parent / PERSPECTIVES).is_dir())


@cache
def shipped(case: str) -> Case:
    """A shipped case, read once."""
    return open_case(case)


def all_views() -> list[tuple[str, str]]:
    """(case, view) of everything that is shipped."""
    return [(c, d.model.perspective.id) for c in CASES for d in shipped(c).perspectives]


def run_of(case: str, view: str) -> ViewRun:
    """One shipped view, ready to run."""
    opened = shipped(case)
    document = next(d for d in opened.perspectives if d.model.perspective.id == view)
    return ViewRun(opened.agreement.model, document.model)


def mirrored_run_of(case: str, view: str) -> ViewRun:
    """The same view with the parties renamed so that their alphabetical order is reversed."""
    opened = shipped(case)
    agreement = read_agreement(_renamed(case, opened.agreement.text).encode(), file="mirror")
    document = next(d for d in opened.perspectives if d.model.perspective.id == view)
    text = _renamed(case, document.text).encode()
    return ViewRun(agreement.model, read_perspective(text, agreement.model, file="mirror").model)


def mirror_names(case: str) -> dict[str, str]:
    """New id of each party: 'mirror-9-ham', 'mirror-8-isr', ... so that the order turns round."""
    parties = sorted(shipped(case).agreement.model.parties)
    return {p: f"mirror-{9 - i}-{p}" for i, p in enumerate(parties)}


def _renamed(case: str, text: str) -> str:
    """Rename ids where they stand as keys, values or list items, not inside words or sentences."""
    for party, name in mirror_names(case).items():
        text = re.sub(
            rf"(?m)(^\s*|[{{\[,:]\s*){party}(?=\s*[:,\]}}\n]|\s*$|\s+#)", rf"\g<1>{name}", text
        )
        text = re.sub(rf"\({party}\)", f"({name})", text)
    return text
