"""Neutral defaults: what stands in for a question that was not asked. The same for every party.

Source: model page, section 10, *Neutral defaults*. A wide law marks everything that hangs on it
as default-driven; a plain zero means that the effect is left out unless somebody speaks of it.
Places where the page is silent and this table decides are marked "ours".
"""

from __future__ import annotations

from typing import Final

from pactwright.elicit.laws import Fixed, Law, LogUniform, Uniform, log_normal
from pactwright.model.perspective_words import DAYS_PER_MONTH

ZERO: Final[Law] = Fixed(0.0)
"""kappa, b, Delta, drift, R, F, O, h, epsilon_0."""

WORTH: Final[Law] = Uniform(0.0, 100.0)
"""Anchors of X and the worth of a war that nobody wins, points."""

WAR_LOSS: Final[Law] = Uniform(0.0, 50.0)
"""Cost of war C, points."""

HALF_LIFE: Final[Law] = LogUniform(3 * DAYS_PER_MONTH, 60 * DAYS_PER_MONTH)
"""Half-life of a gain, and of a guarantor's attention, days: 3 to 60 months."""

CHANCE: Final[Law] = Uniform(0.0, 1.0)
"""Noticing, right blame, a guarantor's engagement. Ours: every other chance that was asked in
part (the chance of an unwritten answer, blame for a spoiler's act, ending of support)."""

FALSE_BLAME: Final[Law] = Uniform(0.0, 0.1)
"""Incidents that nobody ordered and that are laid at one door, per month."""

SMALL_YEAR: Final[Law] = Uniform(0.0, 25.0)
"""Gain or harm of a year of small breaches, points."""

OPEN_YEAR: Final[Law] = Uniform(0.0, 50.0)
"""Gain or harm of a year of open breaches, points."""

SMALL_ESCALATION: Final[Law] = Uniform(0.0, 0.05)
"""Chance that one small act ends in war."""

OPEN_ESCALATION: Final[Law] = Uniform(0.0, 0.3)
"""Chance that one open act ends in war."""

SANCTION: Final[Law] = Uniform(0.0, 10.0)
"""What a guarantor's answer costs, points per month."""

CONSENT: Final[Law] = Uniform(0.5, 1.0)
"""Capability to carry out a duty in time, and an inner actor's consent."""

ADVANTAGE: Final[Law] = log_normal(3.0, 30.0)
"""Nine-to-one question, points: 10 % and 90 % points 3 and 30."""

RECONSIDERS: Final[Law] = Fixed(DAYS_PER_MONTH)
"""How often a leadership reconsiders, days: one month (model page, section 6)."""

SUPPORT: Final[Law] = Uniform(0.0, 25.0)
"""Ours: what a named supporter gives, points, when the view names it without a size."""

INCIDENTS: Final[Law] = Uniform(0.0, 4.0)
"""Ours: incidents per month of a named spoiler without a number."""

CERTAIN: Final[Law] = Fixed(1.0)
"""Quality of verification: 1 unless a view speaks of it (model page, 3.2)."""

ISSUE_CHANGE: Final[Law] = ZERO
"""Ours: an outcome's effect on a party for which the view gives none."""
