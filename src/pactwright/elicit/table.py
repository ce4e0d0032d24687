"""The table of inputs of one view: names, laws, and values for given uniforms.

`collect_inputs` (module `inputs`) builds it. The order of the uniforms is the sorted order of
`InputTable.dimensions`, so renaming or reordering the file's lines changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.catalogue import words_of
from pactwright.elicit.input_kinds import Group, InputKind, Unit
from pactwright.elicit.joint import Joint, Shares
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from numpy.typing import NDArray

    from pactwright.elicit.laws import Law
    from pactwright.model.perspective_answers import Ground

    Floats: TypeAlias = NDArray[np.float64]


class Origin(StrEnum):
    """Where an input comes from."""

    ANSWER = "answer"  # the view says so
    DEFAULT = "default"  # not asked: the widest neutral range
    LEFT_OUT = "left out"  # not asked: the effect is left out of the model (0, or 1 for quality)


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the model with its law and its ground.

    `law` is the law of this input alone; where it is drawn together with others the joint law
    counts. `dimension` names the uniform that drives it (None: fixed, or drawn jointly);
    `is_reversed` reads that uniform from the other end.
    """

    name: str
    law: Law
    kind: InputKind
    origin: Origin
    is_bare: bool = False
    ground: Ground | None = None
    text: str = ""
    dimension: str | None = None
    is_reversed: bool = False

    @property
    def group(self) -> Group:
        """Its group of the six."""
        return self.kind.group

    @property
    def unit(self) -> Unit:
        """Unit of its values."""
        return self.kind.unit

    @property
    def is_default(self) -> bool:
        """Whether a wide neutral default stands in for a missing answer."""
        return self.origin is Origin.DEFAULT

    @property
    def range(self) -> tuple[float, float]:
        """10 % and 90 % points."""
        low, high = self.law.quantile(np.array([0.1, 0.9]))
        return float(low), float(high)

    def words(self, names: dict[str, str] | None = None) -> str:
        """What it is about, with `names` shown instead of ids."""
        return words_of(self.name, names)


@dataclass(frozen=True, slots=True)
class InputTable:
    """All inputs of one view, sorted by name.

    Attributes
    ----------
    inputs : dict
        Input by dotted name, in sorted order.
    joints : tuple
        Sets of inputs that are drawn together.
    dimensions : tuple of str
        Names of the uniforms, sorted; `values` expects them in this order.
    absent : frozenset of str
        Dotted paths of what the view says is none ('guarantors', 'breaches.small.gam').
    not_looked : tuple of str
        Effects about which the view is silent and which are taken as none, sorted.
    notes : tuple of str
        Sentences for the reader about how answers were used.
    """

    inputs: dict[str, Input]
    joints: tuple[Joint, ...] = ()
    dimensions: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    not_looked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fixed: Mapping[str, float] = field(default_factory=dict)
    at_medians: frozenset[Group] = frozenset()

    @property
    def default_driven(self) -> tuple[str, ...]:
        """Names of wide defaults, and of effects that nobody looked at; sorted."""
        wide = [one.name for one in self.inputs.values() if one.is_default]
        return tuple(sorted([*wide, *self.not_looked]))

    @property
    def no_range_given(self) -> tuple[str, ...]:
        """Names of inputs given as a bare number; sorted."""
        return tuple(one.name for one in self.inputs.values() if one.is_bare)

    def has(self, name: str) -> bool:
        """Whether there is such an input."""
        return name in self.inputs

    def says_none(self, path: str) -> bool:
        """Whether the view answers `none` for `path` or for something that encloses it."""
        parts = path.split(".")
        return any(".".join(parts[:n]) in self.absent for n in range(1, len(parts) + 1))

    def values(self, u: Floats) -> dict[str, Floats]:
        """Values of all inputs for a batch of draws.

        Parameters
        ----------
        u : array, shape (B, len(dimensions))
            Uniforms in (0, 1), one column per dimension.

        Returns
        -------
        dict
            Array of shape (B,) by name, in sorted order of names, in the inputs' own units.

        Raises
        ------
        InputError
            If `u` has another number of columns.
        """
        uniforms = np.asarray(u, dtype=np.float64)
        if uniforms.ndim != 2 or uniforms.shape[1] != len(self.dimensions):
            raise InputError(
                f"uniforms have shape {uniforms.shape}, but this view has "
                f"{len(self.dimensions)} dimensions: give (draws, {len(self.dimensions)})"
            )
        column = {name: uniforms[:, j] for j, name in enumerate(self.dimensions)}
        found = self._drawn_jointly(column)
        for name, one in self.inputs.items():
            if name not in found:
                found[name] = _drawn(one, column, len(uniforms))
        self._hold(found, self._held())
        return {name: found[name] for name in self.inputs}

    def medians(self) -> dict[str, float]:
        """Median of every input, by name."""
        found: dict[str, float] = {}
        for joint in self.joints:
            found |= joint.medians()
        single = {name: one.law.median for name, one in self.inputs.items() if name not in found}
        arrays = {name: np.array([value]) for name, value in (found | single).items()}
        self._hold(arrays, dict(self.fixed))
        return {name: float(arrays[name][0]) for name in self.inputs}

    def with_medians(self, *groups: Group) -> InputTable:
        """The same table with every input of these groups held at its median.

        Dimensions stay as they are, so that the same uniforms give the same values elsewhere.
        """
        return replace(self, at_medians=self.at_medians | frozenset(groups))

    def with_fixed(self, name: str, value: float) -> InputTable:
        """The same table with one input held at a value in its own unit.

        Where the input is a share of a whole, the other shares keep their proportions.

        Raises
        ------
        InputError
            If there is no such input.
        """
        if name not in self.inputs:
            raise InputError(f"there is no input {name!r} in this view")
        return replace(self, fixed={**self.fixed, name: value})

    def _drawn_jointly(self, column: Mapping[str, Floats]) -> dict[str, Floats]:
        found: dict[str, Floats] = {}
        for joint in self.joints:
            found |= joint.values(np.stack([column[name] for name in joint.dimensions]))
        return found

    def _held(self) -> dict[str, float]:
        """Values of inputs that do not vary: of groups at their medians, and fixed ones."""
        if not self.at_medians:
            return dict(self.fixed)
        free = replace(self, at_medians=frozenset(), fixed={})
        middles = free.medians()
        held = {n: middles[n] for n, one in self.inputs.items() if one.group in self.at_medians}
        return held | dict(self.fixed)

    def _hold(self, found: dict[str, Floats], held: Mapping[str, float]) -> None:
        for joint in self.joints:
            if isinstance(joint, Shares):
                _hold_shares(joint, found, held)
        for name, value in held.items():
            found[name] = np.full_like(found[name], value)


def _drawn(one: Input, column: Mapping[str, Floats], draws: int) -> Floats:
    if one.dimension is None:
        return np.full(draws, one.law.median)
    u = column[one.dimension]
    return one.law.quantile(1 - u if one.is_reversed else u)


def _hold_shares(joint: Shares, found: dict[str, Floats], held: Mapping[str, float]) -> None:
    """Rescale the free shares of a whole so that they fill what the held ones leave."""
    names = [name for name in joint.names if name is not None]
    kept = [name for name in names if name in held]
    if not kept or len(kept) == len(names):
        return
    before = sum(found[name] for name in kept)
    after = sum(held[name] for name in kept)
    left = np.maximum(1 - before, np.finfo(float).tiny)
    for name in names:
        if name not in held:
            found[name] = np.minimum(found[name] * (1 - after) / left, 1 - after)
