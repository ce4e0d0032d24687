"""`Tables`, `Numbers` and `Laws` as numba structures: one pointer instead of dozens of arrays.

A kernel that takes a named tuple of forty arrays takes every field of every array as an argument of
its own and compiles for half a minute; a structure reference compiles in seconds and is as fast.
To a type checker, and to a reader, a box has the fields of its named tuple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from numba import njit, types
from numba.experimental import structref

from pactwright.game.kernels.tables import NumberArrays, TableArrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class LawArrays(NamedTuple):
    """What a draw needs before solving; then the three matrices without their zeros."""

    chance: NDArray[np.float64]  # (branches,) chance of every branch
    power: NDArray[np.float64]  # (shifts, W, W)
    home: NDArray[np.float64]  # (events, C, C)
    falls: NDArray[np.float64]  # (events, C, n)
    care: NDArray[np.float64]  # (n + 1, E, E)
    push: NDArray[np.float64]  # (M, E, n) third parties' part of the flow
    power_ptr: NDArray[np.int64]
    power_to: NDArray[np.int64]
    power_p: NDArray[np.float64]
    home_ptr: NDArray[np.int64]
    home_to: NDArray[np.int64]
    home_p: NDArray[np.float64]
    care_ptr: NDArray[np.int64]
    care_to: NDArray[np.int64]
    care_p: NDArray[np.float64]
    stage: NDArray[np.float64]  # (rows, C, n) u_i of a row without war, less what the state brings
    state: NDArray[np.float64]  # (n, M, X) what the state alone brings
    ended: NDArray[np.float64]  # (n, targets, X) worth of arriving at termination
    lost: NDArray[np.float64]  # (n, targets, X) worth of arriving in absorbing war


class Boxed(types.StructRef):
    """A structure whose fields keep their general types."""

    def preprocess_fields(self, fields: Any) -> Any:  # noqa: ANN401 - numba's own untyped hook
        """Numba's hook."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


@structref.register
class TablesType(Boxed):
    """Type of a boxed `TableArrays`."""


@structref.register
class NumbersType(Boxed):
    """Type of a boxed `NumberArrays`."""


@structref.register
class LawsType(Boxed):
    """Type of a boxed `LawArrays`."""


if TYPE_CHECKING:
    Tables = TableArrays
    Numbers = NumberArrays
    Laws = LawArrays
else:

    class Tables(structref.StructRefProxy):
        """Boxed `TableArrays`, to hand to kernels."""

    class Numbers(structref.StructRefProxy):
        """Boxed `NumberArrays`, to hand to kernels."""

        @property
        def war_value(self) -> NDArray[np.float64]:
            """W_i(w, c_i), (B, W, C, n)."""
            return _war_value(self)

    class Laws(structref.StructRefProxy):
        """Boxed `LawArrays`, made inside kernels."""


for _box, _type, _arrays in (
    (Tables, TablesType, TableArrays),
    (Numbers, NumbersType, NumberArrays),
    (Laws, LawsType, LawArrays),
):
    structref.define_constructor(_box, _type, list(_arrays._fields))
    structref.define_attributes(_type)
    structref.define_boxing(_type, _box)


@njit(cache=True)
def _box_tables(arrays: Any) -> Any:  # noqa: ANN401 - a tuple of arrays in, a numba structure out
    return Tables(*arrays)


@njit(cache=True)
def _box_numbers(arrays: Any) -> Any:  # noqa: ANN401 - as above
    return Numbers(*arrays)


@njit(cache=True)
def _war_value(numbers: Numbers) -> NDArray[np.float64]:
    return numbers.war_value


def box_tables(arrays: TableArrays) -> Tables:
    """The tables as one structure."""
    return _box_tables(tuple(arrays))


def box_numbers(arrays: NumberArrays) -> Numbers:
    """The numbers as one structure."""
    return _box_numbers(tuple(arrays))
