"""Morris's test with compiled kernels: the answers of `backpropagation`, sooner on large ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pactwright.network.kernels import propagate
from pactwright.network.kernels.propagation import Arrows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.network.normal_form import NormalForm


@dataclass(slots=True)
class Propagation:
    """The searches of one network as the kernels leave them; see `backpropagation`."""

    form: NormalForm
    row: NDArray[np.int32] = field(init=False)
    via: NDArray[np.int32] = field(init=False)
    start: NDArray[np.int32] = field(init=False)
    end: NDArray[np.int32] = field(init=False)

    def loop(self) -> list[int] | None:
        """Arrows of a semi-reducible negative cycle, in order; None if there is none."""
        form = self.form
        is_lower = np.zeros(len(form.start), np.bool_)
        is_lower[list(form.lower)] = True
        weight = np.array(form.weight, np.int64)
        sources, met, self.row, self.via, self.start, self.end = propagate(
            form.points, _grouped(form, weight >= 0), _grouped(form, weight < 0), is_lower
        )
        return None if met < 0 else self._closed(sources.tolist(), int(met))

    def _closed(self, sources: list[int], met: int) -> list[int]:
        cycle: list[int] = []
        point = met
        for source in reversed(sources):
            cycle += self._walk(source, point)
            point = source
            if point == met:
                break
        return cycle

    def _walk(self, source: int, point: int) -> list[int]:
        """Arrows from a point to the source of a search."""
        via = self.via[self.row[source]]
        arrows = [int(via[point])]
        while (end := self._end(arrows[-1])) != source:
            arrows.append(int(via[end]))
        return arrows

    def behind(self, arrow: int) -> list[int]:
        """The walk that an added arrow stands for; nothing for an arrow of the normal form."""
        place = arrow - len(self.form.start)
        return [] if place < 0 else self._walk(int(self.end[place]), int(self.start[place]))

    def _end(self, arrow: int) -> int:
        place = arrow - len(self.form.end)
        return self.form.end[arrow] if place < 0 else int(self.end[place])


def _grouped(form: NormalForm, chosen: NDArray[np.bool_]) -> Arrows:
    """The chosen arrows by where they lead, else in their order."""
    numbers = np.flatnonzero(chosen)
    ends = np.array(form.end, np.int64)[numbers]
    numbers = numbers[np.argsort(ends, kind="stable")]
    first = np.zeros(form.points + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=form.points), out=first[1:])
    return Arrows(
        first,
        np.array(form.start, np.int32)[numbers],
        np.array(form.weight, np.int64)[numbers],
        numbers.astype(np.int32),
    )
