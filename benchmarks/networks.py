"""Made-up temporal networks of any size, controllable by construction, for benchmarks and tests.

`agreement_like` has the shape that texts have: long, thin, with many points tied to signature.
`interwoven` has no shape: bounds between points far apart, which is where the work grows fastest.
"""

from __future__ import annotations

import random

from pactwright.network import Edge, Link, Network

DAY = 24 * 60
SIGNATURE = 0
LAST_FEW = 12  # duties that a duty can wait for


def agreement_like(points: int, seed: int = 1) -> Network:
    """Duties in the order of the text, each with three points: started, done, verified.

    A duty is done one to sixty days after it starts; verification takes a few days that no party
    decides. It starts once up to two of the last twelve duties are verified and some days have
    passed, the first ones at signature. Every third duty has a date counted from signature, set so
    that it can be kept even if every verification takes longest; every fourth of those that wait
    for one duty must start within thirty days of it.
    """
    draw = random.Random(seed)
    edges: list[Edge] = []
    links: list[Link] = []
    surely = [0] * points  # by when each point can have happened whatever nature does
    for duty, started in enumerate(range(1, points - 2, 3)):
        done, verified = started + 1, started + 2
        earlier = [verified - 3 * back for back in range(1, min(duty, LAST_FEW) + 1)]
        waits_for = draw.sample(earlier, min(len(earlier), draw.randint(0, 2)))
        edges.append(Edge(started, SIGNATURE, 0))
        for point in waits_for:
            lag = DAY * draw.randint(0, 5)
            edges.append(Edge(started, point, -lag))
            surely[started] = max(surely[started], surely[point] + lag)
        if len(waits_for) == 1 and duty % 4 == 0:
            edges.append(Edge(waits_for[0], started, 30 * DAY))
        least = DAY * draw.randint(1, 5)
        edges += [Edge(done, started, -least), Edge(started, done, 60 * DAY)]
        shortest, longest = DAY * draw.randint(0, 2), DAY * draw.randint(3, 10)
        links.append(Link(done, verified, shortest, longest))
        surely[done] = surely[started] + least
        surely[verified] = surely[done] + longest
        if duty % 3 == 0:
            edges.append(Edge(SIGNATURE, done, surely[done] + DAY * draw.randint(0, 30)))
    return Network(points, tuple(edges), tuple(links))


def interwoven(points: int, seed: int = 1) -> Network:
    """A drawn schedule with four bounds for each point that leave 20 to 60 minutes around it.

    Every tenth point is the end of a link that starts at one of the twenty points before it and is
    up to 10 minutes shorter or longer than in the schedule, so less uncertain than bounds are wide.
    """
    draw = random.Random(seed)
    time = sorted(draw.randint(0, 50 * points) for _ in range(points))
    links = []
    for end in draw.sample(range(1, points), points // 10):
        start = draw.randrange(max(0, end - 20), end)
        length = time[end] - time[start]
        low, high = max(0, length - draw.randint(0, 10)), length + draw.randint(1, 10)
        links.append(Link(start, end, low, high))
    edges = []
    for _ in range(4 * points):
        source, target = draw.sample(range(points), 2)
        edges.append(Edge(source, target, time[target] - time[source] + draw.randint(20, 60)))
    return Network(points, tuple(edges), tuple(links))
