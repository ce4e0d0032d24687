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
