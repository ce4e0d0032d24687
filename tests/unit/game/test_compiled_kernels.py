"""How kernels are compiled: inner ones for kernels only, entries with all that they need."""

from __future__ import annotations

import numba
import pytest

from pactwright.game.kernels import compiled


@compiled.inner
def _doubled(x: int) -> int:
    return 2 * x


@compiled.inner
def _summed(up_to: int, columns: int) -> int:
    total = 0
    for x in range(up_to):
        total += _doubled(x) * columns
    return total


@compiled.entry
def _both(up_to: int) -> int:
    return _summed(up_to, 1) + _summed(3, 10) + _doubled(0)


def test_the_installed_numba_is_one_whose_inner_workings_are_known() -> None:
    assert numba.__version__.startswith(compiled.KNOWN)


def test_an_entry_calls_inner_kernels_that_call_others() -> None:
    assert _both(4) == 12 + 60


def _translate() -> None:
    """Compile the entry here, although a test run beside this one may have kept it on disk."""
    _both(4)
    _both.recompile()  # type: ignore[attr-defined]


def test_an_inner_kernel_refuses_to_be_called_from_python() -> None:
    _translate()
    with pytest.raises(TypeError, match="make it an entry"):
        _doubled(2)


def test_written_numbers_compile_a_kernel_again_only_where_that_is_wanted() -> None:
    _translate()
    assert len(_doubled.signatures) == 1  # type: ignore[attr-defined]
    assert len(_summed.signatures) == 2  # type: ignore[attr-defined]  # for 1 and for 10 columns
