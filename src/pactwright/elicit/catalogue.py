"""Every input that a perspective can feed into the model: name pattern, unit, group, words.

One row per kind of input. A name is the dotted path of the answer in the perspective file; parts
in braces stand for a party, a duty, a guarantor and so on. Groups are the six of the model page,
section 7.
"""

from __future__ import annotations

from functools import cache

from pactwright.elicit import inputs_around_parties as around
from pactwright.elicit import inputs_between_parties as between
from pactwright.elicit.input_kinds import Group, InputKind

CATALOGUE: tuple[InputKind, ...] = tuple(
    InputKind(pattern, unit, group, words)
    for group, rows in (
        (Group.STAKES, between.STAKES),
        (Group.POWER, between.POWER),
        (Group.DOMESTIC, between.DOMESTIC),
        (Group.MONITORING, around.MONITORING),
        (Group.GUARANTORS, around.GUARANTORS),
        (Group.BEHAVIOUR, around.BEHAVIOUR),
    )
    for pattern, unit, words in rows
)
"""Every kind of input. Where two patterns fit a name the earlier row counts."""


@cache
def kind_of(name: str) -> InputKind | None:
    """The row of the catalogue that a dotted name belongs to, or None."""
    return next((kind for kind in CATALOGUE if kind.bind(name) is not None), None)


def words_of(name: str, names: dict[str, str] | None = None) -> str:
    """What an input is about, in plain words.

    Parameters
    ----------
    name : str
        Dotted name of an input.
    names : dict, optional
        Names to show instead of the ids of parties and third parties.

    Examples
    --------
    >>> words_of("patience.goi", {"goi": "Indonesia"})
    'after what time a gain counts half for Indonesia'
    """
    kind = kind_of(name)
    bound = kind.bind(name) if kind is not None else None
    if kind is None or bound is None:
        return name
    shown = {hole: (names or {}).get(part, part) for hole, part in bound.items()}
    if "trigger" in shown:
        shown["trigger"] = shown["trigger"].replace("_", " ")
    return kind.words.format(**shown)
