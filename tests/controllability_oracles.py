"""Two other ways to decide dynamic controllability, written without a look at the package's own.

`is_controllable_by_rules` derives bounds and waits on full matrices until nothing changes (Morris
and Muscettola 2005, with Morris's 2006 condition for acting at the very moment of an observation).
`is_controllable_by_play` plays the game of dates against nature minute by minute, with every choice
of both, on networks of a few points and minutes.
"""

from __future__ import annotations

from functools import cache
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.network import Network


# ── by rules ────────────────────────────────────────────────────────────────────────────────────
def is_controllable_by_rules(network: Network) -> bool:
    """Bounds b[i][j] on time(j) - time(i), and waits w[c][i] <= 0: i waits for c or -w after a.

    Rules, for each contingent link a => c of length low .. high:

    * upper case: i is to come before j with bound b[i][j], and j waits: then i waits;
    * unconditional: no wait can be shorter than low, so that much passes in any case;
    * lower case: c is to come later than j, b[c][j] < 0, so j cannot wait for c, which may come at
      low: b[a][j] <= low + b[c][j];
    * cross case: the same for a wait of j for another link.
    """
    points, links = range(network.points), network.links
    b = [[inf] * network.points for _ in points]
    waits = [[inf] * network.points for _ in links]
    for i in points:
        b[i][i] = 0
    for edge in network.edges:
        b[edge.source][edge.target] = min(b[edge.source][edge.target], edge.minutes)
    for k, link in enumerate(links):
        b[link.start][link.end] = min(b[link.start][link.end], link.high)
        b[link.end][link.start] = min(b[link.end][link.start], -link.low)
        waits[k][link.end] = -link.high
    while True:
        before = ([row[:] for row in b], [row[:] for row in waits])
        _close(b)
        if not _is_consistent_at_longest(network, b, waits):
            return False
        _apply_rules(network, b, waits)
        if before == (b, waits):
            return True


def _is_consistent_at_longest(
    network: Network, b: list[list[float]], waits: list[list[float]]
) -> bool:
    """Whether there is a schedule should every link take longest, so that all waits run out."""
    longest = [row[:] for row in b]
    for link, waiting in zip(network.links, waits, strict=True):
        for i, wait in enumerate(waiting):
            longest[i][link.start] = min(longest[i][link.start], wait)
    _close(longest)
    return all(longest[i][i] >= 0 for i in range(network.points))


def _close(b: list[list[float]]) -> None:
    """Floyd and Warshall."""
    points = range(len(b))
    for k in points:
        for i in points:
            for j in points:
                b[i][j] = min(b[i][j], b[i][k] + b[k][j])


def _apply_rules(network: Network, b: list[list[float]], waits: list[list[float]]) -> None:
    points, links = range(network.points), network.links
    for k, link in enumerate(links):
        for i in points:  # upper case
            waits[k][i] = min(waits[k][i], min(b[i][j] + waits[k][j] for j in points))
        for i in points:  # unconditional
            if waits[k][i] < inf:
                b[i][link.start] = min(b[i][link.start], max(waits[k][i], -link.low))
        if link.low == link.high:
            continue
        for j in points:  # lower case
            if b[link.end][j] < 0:
                b[link.start][j] = min(b[link.start][j], link.low + b[link.end][j])
        for other, waiting in enumerate(waits):  # cross case
            if other != k and waiting[link.end] < 0:
                waiting[link.start] = min(waiting[link.start], link.low + waiting[link.end])


# ── by play ─────────────────────────────────────────────────────────────────────────────────────
class Play:
    """The game of dates: point 0 happens at minute 0, everything by minute `horizon`.

    At each minute nature first says which of the links under way end now; who decides then lets any
    of the other points happen, one after the other, or lets the minute pass. A link that starts
    may end in the same minute if its shortest length is 0.
    """

    def __init__(self, network: Network, horizon: int) -> None:
        self.links = network.links
        self.edges = [(edge.source, edge.target, edge.minutes) for edge in network.edges]
        self.horizon = horizon
        ends = {link.end for link in network.links}
        self.decided = [point for point in range(network.points) if point not in ends]
        self.wins = cache(self._wins)

    def can_be_won(self, points: int) -> bool:
        """Whether all bounds can be kept whatever nature does."""
        return self._happens(0, (None,) * points, 0)

    def _happens(self, now: int, times: tuple[int | None, ...], point: int) -> bool:
        after = (*times[:point], now, *times[point + 1 :])
        if self._is_broken(now, after):
            return False
        starting = tuple(k for k, link in enumerate(self.links) if link.start == point)
        return self._nature_speaks(now, after, starting)

    def _nature_speaks(
        self, now: int, times: tuple[int | None, ...], asked: tuple[int, ...]
    ) -> bool:
        """Whether what is left can be won, whatever nature says about these links."""
        if not asked:
            return self.wins(now, times)
        link = self.links[asked[0]]
        started = times[link.start]
        assert started is not None
        passed = now - started
        goes_on = passed >= link.high or self._nature_speaks(now, times, asked[1:])
        if not goes_on or passed < link.low:
            return goes_on
        after = (*times[: link.end], now, *times[link.end + 1 :])
        begins = tuple(k for k, other in enumerate(self.links) if other.start == link.end)
        return not self._is_broken(now, after) and self._nature_speaks(
            now, after, asked[1:] + begins
        )

    def _wins(self, now: int, times: tuple[int | None, ...]) -> bool:
        if None not in times:
            return True
        if any(times[p] is None and self._happens(now, times, p) for p in self.decided):
            return True
        later = now + 1
        if later > self.horizon or self._is_broken(later, times):
            return False
        under_way = tuple(
            k
            for k, link in enumerate(self.links)
            if times[link.start] is not None and times[link.end] is None
        )
        return self._nature_speaks(later, times, under_way)

    def _is_broken(self, now: int, times: tuple[int | None, ...]) -> bool:
        """Whether a bound is broken, or a point overdue."""
        for source, target, minutes in self.edges:
            begun, done = times[source], times[target]
            if begun is not None and (now if done is None else done) - begun > minutes:
                return True
        return False


def is_controllable_by_play(network: Network, horizon: int) -> bool:
    """Whether the game of dates can be won; point 0 must not be the end of a link."""
    return Play(network, horizon).can_be_won(network.points)
