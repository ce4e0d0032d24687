"""Engines by spec and by which effects can matter: views of one text often share them."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.engine import Engine
from pactwright.game.structure import MAX_STATES

if TYPE_CHECKING:
    from pactwright.game.spec import GameSpec, Parameters

KEPT = 256  # engines kept in memory; a few hundred kilobytes each


def cached_engine(spec: GameSpec, support: Parameters, *, max_states: int = MAX_STATES) -> Engine:
    """`Engine.build`, shared between calls whose structure is the same.

    Two supports give the same structure if the same entries are 0, and the same are 1 (whose
    complement is 0): that is all that `relevance` looks at.
    """
    return _Shared.engine(StructureKey(spec, support, max_states))


class StructureKey:
    """Hashes by what the structure depends on, carries the rest along."""

    def __init__(self, spec: GameSpec, support: Parameters, max_states: int) -> None:
        self.spec, self.support, self.max_states = spec, support, max_states
        digest = hashlib.sha256(repr(max_states).encode())
        for one in fields(support):
            values = getattr(support, one.name)
            if isinstance(values, np.ndarray):
                digest.update(repr(values.shape).encode())
                digest.update(np.any(values != 0.0, axis=0).tobytes())
                digest.update(np.any(values != 1.0, axis=0).tobytes())
        self.pattern = digest.digest()

    def __hash__(self) -> int:
        return hash((self.spec, self.pattern))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, StructureKey)
            and self.pattern == other.pattern
            and self.spec == other.spec
        )


class _Shared:
    @staticmethod
    @lru_cache(maxsize=KEPT)
    def engine(key: StructureKey) -> Engine:
        return Engine.build(key.spec, support=key.support, max_states=key.max_states)
