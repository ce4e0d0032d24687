"""Sections 1-4 of a perspective: ends, situations, steps, war.

These are the half-hour core; `perspective_breaches` and `perspective_further` hold the rest.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from pactwright.model.perspective_answers import (
    ChanceAnswer,
    Chances,
    Changes,
    Grounded,
    Losses,
    NameMap,
    Worths,
)
from pactwright.model.perspective_scalars import (
    Names,
    YesNo,
    refuse,
)
from pactwright.model.reads import Reads

# ── 1 ends ──────────────────────────────────────────────────────────────────────────────────────


class End(Grounded):
    """The two ends of one side's scale, in words."""

    best: str
    worst: str


class Ends(NameMap[End]):
    """Ends by party."""

    __pydantic_extra__: dict[str, End]


# ── 2 situations ────────────────────────────────────────────────────────────────────────────────

ALL = "all"


def _done(value: object) -> object:
    if value == "none":
        return ()
    if isinstance(value, str):
        return (value,)
    return value


Done = Annotated[
    tuple[str, ...],
    BeforeValidator(_done),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]
"""Duties carried out: none (empty), `all`, or a list in which `disarm[2]` is a second tranche."""


class Situation(Grounded):
    """Where it would be on each side's scale if things stopped exactly here and stayed so."""

    done: Done
    worth: Worths | None = None

    @property
    def is_everything(self) -> bool:
        """Whether every duty has been carried out."""
        return self.done == (ALL,)


def _levels(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise refuse("expected a list of situations, best first, ties in inner brackets")
    levels = [
        (one,) if isinstance(one, str) else tuple(one) if isinstance(one, list | tuple) else None
        for one in value
    ]
    if any(one is None or not all(isinstance(name, str) for name in one) for one in levels):
        raise refuse("a ranking holds names of situations, ties in inner brackets")
    names = [name for level in levels if level for name in level]
    if len(set(names)) < len(names):
        raise refuse("a situation stands in this ranking more than once")
    return tuple(level for level in levels if level)


Ranking = Annotated[
    tuple[tuple[str, ...], ...],
    Reads(_levels),
    WithJsonSchema(
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "array", "items": {"type": "string"}},
                ]
            },
        }
    ),
]
"""Situations best first; those of one inner tuple are tied."""


class RankingMap(NameMap[Ranking]):
    """Rankings by party."""

    __pydantic_extra__: dict[str, Ranking]


class Situations(NameMap[Situation]):
    """Situations by name, or their order only."""

    order: RankingMap | None = None
    __pydantic_extra__: dict[str, Situation]


def _move(value: object) -> object:
    if (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(v, str) for v in value)
    ):
        return tuple(value)
    raise refuse("expected two situations, such as [now, swap-done]")


Move = Annotated[
    tuple[str, str],
    Reads(_move),
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}),
]
"""From one situation to another."""


class Swing(Grounded):
    """A check question: whether one move is worth more to a side than another."""

    of: str
    moving: Move
    than: Move
    is_worth_more: YesNo = Field(alias="worth_more")


class SwingMap(NameMap[Swing]):
    """Swing checks by name."""

    __pydantic_extra__: dict[str, Swing]


# ── 3 steps ─────────────────────────────────────────────────────────────────────────────────────


def _shares(value: object) -> object:
    if not isinstance(value, list | tuple) or not value:
        raise refuse("expected a list with one share per tranche, such as [25, 25, 50]")
    try:
        numbers = tuple(float(str(one).removesuffix("%")) for one in value)
    except ValueError:
        raise refuse("a share is a number of 100, such as 25") from None
    if min(numbers) < 0 or abs(sum(numbers) - 100) > 1:
        raise refuse(f"the shares of the tranches add up to {sum(numbers):g}, not to 100")
    return tuple(one / sum(numbers) for one in numbers)


Shares = Annotated[
    tuple[float, ...],
    Reads(_shares),
    WithJsonSchema({"type": "array", "items": {"type": ["number", "string"]}, "minItems": 1}),
]
"""Share of each tranche, summing to 1."""


class Step(Changes):
    """Change by party that carrying out one duty brings."""

    together_with: Names = ()
    shares: Shares | None = None


class Steps(NameMap[Step]):
    """Steps by duty."""

    not_weighed: Names = ()
    __pydantic_extra__: dict[str, Step]


class OneOffs(NameMap[Changes]):
    """Price or gift of the act itself, by duty and party."""

    __pydantic_extra__: dict[str, Changes]


# ── 4 war ───────────────────────────────────────────────────────────────────────────────────────


class OddsByStep(NameMap[Chances]):
    """Odds by party once a duty is finished."""

    __pydantic_extra__: dict[str, Chances]


class Odds(Grounded):
    """In how many of 100 such wars each side would reach its aims."""

    today: Chances | None = None
    after_a_quiet_year: Chances | None = None
    after: OddsByStep | None = None


class Belief(Grounded):
    """What one side believes about the odds."""

    today: Chances | None = None


class Beliefs(NameMap[Belief]):
    """Beliefs by party."""

    __pydantic_extra__: dict[str, Belief]


class War(Grounded):
    """If war resumed."""

    odds: Odds | None = None
    if_neither: Worths | None = None
    even_if_won: Worths | None = None
    lost_by_fighting: Losses | None = None
    all_told: Worths | None = None
    helps_leader_at_home: Changes | None = None
    another_ceasefire_within_two_years: ChanceAnswer | None = None
    taken_as_final: YesNo | None = None
    by_accident_within_a_year: ChanceAnswer | None = None
    if_the_text_lapses: Worths | None = None
    believed_by: Beliefs | None = None
