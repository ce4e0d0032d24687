"""`Tables` and `Numbers` as numba structures: one pointer each, instead of dozens of arrays.

A kernel that takes a named tuple of forty arrays takes every field of every array as an argument of
its own and compiles for half a minute; a structure reference compiles in seconds and is as fast.
"""

from __future__ import annotations

from typing import Any

from numba import njit, types
from numba.experimental import structref

from pactwright.game.kernels.tables import NumberArrays, TableArrays


@structref.register
class TablesType(types.StructRef):
    """Type of a boxed `TableArrays`."""

    def preprocess_fields(self, fields: Any) -> Any:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


@structref.register
class NumbersType(types.StructRef):
    """Type of a boxed `NumberArrays`."""

    def preprocess_fields(self, fields: Any) -> Any:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class Tables(structref.StructRefProxy):
    """Boxed `TableArrays`, to hand to kernels."""


class Numbers(structref.StructRefProxy):
    """Boxed `NumberArrays`, to hand to kernels."""


LAWS_FIELDS = (
    "chance",  # (branches,) chance of every branch
    "power",  # (shifts, W, W)
    "home",  # (events, C, C)
    "falls",  # (events, C, n)
    "care",  # (n + 1, E, E)
    "push",  # (M, E, n) third parties' part of the flow
    "power_ptr", "power_to", "power_p",  # the three matrices without their zeros, row by row
    "home_ptr", "home_to", "home_p",
    "care_ptr", "care_to", "care_p",
)  # fmt: skip


@structref.register
class LawsType(types.StructRef):
    """Type of `Laws`."""

    def preprocess_fields(self, fields: Any) -> Any:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class Laws(structref.StructRefProxy):
    """What a draw needs before solving: branch chances, side chains, third parties' part."""


structref.define_constructor(Laws, LawsType, list(LAWS_FIELDS))
structref.define_attributes(LawsType)
structref.define_boxing(LawsType, Laws)
structref.define_constructor(Tables, TablesType, list(TableArrays._fields))
structref.define_constructor(Numbers, NumbersType, list(NumberArrays._fields))
structref.define_attributes(TablesType)
structref.define_attributes(NumbersType)
structref.define_boxing(TablesType, Tables)
structref.define_boxing(NumbersType, Numbers)


@njit(cache=True)
def _box_tables(a):
    return Tables(*a)


@njit(cache=True)
def _box_numbers(a):
    return Numbers(*a)


def box_tables(arrays: TableArrays) -> Tables:
    return _box_tables(tuple(arrays))


def box_numbers(arrays: NumberArrays) -> Numbers:
    return _box_numbers(tuple(arrays))
