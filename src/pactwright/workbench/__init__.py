"""The façade: what the command line, a notebook and later parts call. Policy, and no arithmetic.

runs.py          what pays at each step (`assess`), what is likely (`forecast`)
texts.py         questions on texts alone: `check`, `timeline`, `compare_texts`
comparisons.py   two drafts, or two views, beside each other
replays.py       an earlier run done again (`replay`)

Parts call each other as `workbench.NAME`.
"""

from __future__ import annotations

from pactwright.workbench.comparisons import compare_drafts, compare_views
from pactwright.workbench.replays import replay
from pactwright.workbench.runs import DRAWS, Progress, assess, forecast, question_days
from pactwright.workbench.texts import check, compare_texts, timeline

__all__ = [
    "DRAWS",
    "Progress",
    "assess",
    "check",
    "compare_drafts",
    "compare_texts",
    "compare_views",
    "forecast",
    "question_days",
    "replay",
    "timeline",
]
