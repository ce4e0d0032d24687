"""Linear algebra on one thread: how many threads it has changes the last digits of a solution.

The libraries below NumPy and SciPy cut a large system into pieces by the number of threads, which
is the number of cores unless somebody says otherwise. The same draw would then differ between two
machines, or between this process and a worker. Blocks of draws use the cores better anyway.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Limit:
    """Counts who needs it: the first sets it, the last puts back what was before."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._limit: Any = None

    def enter(self) -> None:
        with self._lock:
            if not self._users:
                self._limit = _set()
            self._users += 1

    def leave(self) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                self._limit.restore_original_limits()


_LIMIT = _Limit()


def _set() -> Any:  # noqa: ANN401 - untyped library
    import numpy  # noqa: F401 - what is to be limited must be loaded
    import scipy.linalg  # noqa: F401 - kernels use the one that comes with SciPy
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1, user_api="blas")


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """While this lasts; usable as a decorator, from several threads at once."""
    _LIMIT.enter()
    try:
        yield
    finally:
        _LIMIT.leave()


@cache
def keep_one_blas_thread() -> None:
    """From now on, for a process that does nothing else."""
    _set()
