"""Small agreement texts for tests of timing: a head with a day, and duties to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.network.timing import Timing, timing_of
from pactwright.text import read_agreement

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement

HEAD = """\
format: 1
agreement: {{id: made-up, title: Made up, signed: {signed}{more}}}
parties:
  north: {{name: North, kind: state}}
  south: {{name: South, kind: armed-group}}
third_parties:
  mission: {{name: Mission, roles: [monitor, verifier]{ready}}}
"""


def agreement(
    duties: str, *, signed: str = "2031-03-01", more: str = "", ready: str = "", rest: str = ""
) -> Agreement:
    """An agreement with these lines under `obligations`, one duty in braces on each."""
    head = HEAD.format(signed=signed, more=f", {more}" if more else "", ready=ready)
    lines = "".join(_line(*line.strip().split(":", 1)) for line in duties.strip().splitlines())
    return read_agreement(f"{head}{rest}obligations:\n{lines}".encode()).model


def _line(name: str, says: str) -> str:
    duty = "" if " duty:" in says else "duty: achieve, "
    return f"  {name}: {{{duty}what: {{do: it}}, {says.strip().removeprefix('{')}\n"


def timing(duties: str, **head: str) -> Timing:
    return timing_of(agreement(duties, **head))


def window(found: Timing, name: str, which: str = "done", part: int | None = None):
    """Earliest and latest minute of a point."""
    point = found.point(name, which, part)
    assert point is not None
    return found.earliest(point), found.latest(point)


def local(found: Timing, minute: int | None) -> str:
    """A minute as clocks on the wall show it."""
    assert minute is not None
    wall = found.clock.wall(minute)
    assert wall is not None
    return wall.isoformat(sep=" ", timespec="minutes")
