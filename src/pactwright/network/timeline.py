"""A timeline: the windows of every duty, what is tight, and what each party can keep alone.

Plain, frozen and free of the network: what the command line, the web and notebooks show.
"""

from __future__ import annotations

from dataclasses import dataclass

from pactwright.network.timing import Clause, Conflict, Loosening

__all__ = [
    "SCHEMA_VERSION",
    "Chain",
    "ChainLine",
    "Clause",
    "Conflict",
    "Guarantee",
    "Loosening",
    "PhaseWindow",
    "ScenarioVerdict",
    "Timeline",
    "When",
    "Window",
]

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class When:
    """A moment: minutes from signature on the wall, and the local date and time of it.

    `local` is None in a draft; `is_whole_day` says that the minute is only the edge of a day.
    """

    minutes: int
    local: str | None  # '2031-06-11T23:59+00:00'
    is_whole_day: bool

    @property
    def day(self) -> str:
        """The date, or in a draft the number of the day: 'day 12'."""
        return f"day {self.minutes // 1440}" if self.local is None else self.local[:10]

    @property
    def text(self) -> str:
        """The date, with the time of day where that says more."""
        if self.is_whole_day:
            return self.day
        clock = divmod(self.minutes % 1440, 60)
        time = f"{clock[0]:02}:{clock[1]:02}" if self.local is None else self.local[11:16]
        return f"{self.day} {time}"


@dataclass(frozen=True, slots=True)
class Window:
    """When one part of a duty can begin, must be over, and is known to be kept.

    `earliest_*` is with uncertain lengths at their shortest, `slow_done` with them at their longest
    and nothing late, `latest_*` the last minute at which all dates can still be kept. None where
    the text bounds nothing.

    Attributes
    ----------
    duty, part, parts
        The duty; its part from 1, None where `parts` is 1.
    title, by, due, clause
        As the text has them; `due` is the line of a date, or `until` of a lasting duty.
    decides
        Who decides when it is done: the performers, or "nobody" where `takes` is uncertain.
    takes
        The uncertain length as the text states it.
    slack
        Minutes that it can be late, all else coming as soon as it slowly can, before its own date
        or another's is missed.
    alone
        Party -> the day by which it can surely have done it, whatever the others do in their own
        windows; None where that hangs on a step of others that no date bounds.
    """

    duty: str
    part: int | None
    parts: int
    title: str
    by: tuple[str, ...]
    is_lasting: bool
    is_done: bool
    due: str | None
    clause: str | None
    decides: tuple[str, ...]
    takes: str | None
    earliest_start: When | None
    latest_start: When | None
    earliest_done: When | None
    slow_done: When | None
    latest_done: When | None
    earliest_verified: When | None
    latest_verified: When | None
    slack: int | None
    is_tightest: bool
    alone: dict[str, When | None]

    @property
    def name(self) -> str:
        """The duty as the file names it, with its part: 'disarm[2]'."""
        return self.duty if self.part is None else f"{self.duty}[{self.part}]"


@dataclass(frozen=True, slots=True)
class PhaseWindow:
    """When a phase can begin and end, and by when the text ends it whatever happens."""

    phase: str
    title: str
    earliest_start: When | None
    latest_start: When | None
    earliest_end: When | None
    latest_end: When | None
    longstop: str | None


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line of the tightest chain: what it says, how long it takes, and when it is reached."""

    says: str
    path: tuple[str | int, ...]
    minutes: int
    reached: When | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The lines that leave least time, from the signature to the date; `slack` is what is left."""

    lines: tuple[ChainLine, ...]
    slack: int


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Whether a party alone can keep its dates, whatever the others do in their own windows."""

    party: str
    name: str
    short: str
    can_keep: bool
    conflict: Conflict | None


@dataclass(frozen=True, slots=True)
class ScenarioVerdict:
    """What one way of taking the choices of the text comes to."""

    number: int
    says: str
    is_consistent: bool
    is_controllable: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dates of an agreement.

    Attributes
    ----------
    is_consistent
        Some schedule keeps all dates, uncertain lengths chosen at will.
    is_controllable
        Together, all who decide can keep all dates whatever the uncertain lengths turn out to be.
    conflict
        Why not, in the first of these senses that fails.
    guarantees
        The same for each party alone, alphabetical.
    unbounded
        Lines that bound nothing here, in words.
    start
        The day from which the rest is to come; None for the signature.
    inputs, pactwright, method
        What it was computed from, by which version, and how.
    """

    id: str
    title: str
    signed: str | None
    effective: When | None
    zone: str
    parties: tuple[tuple[str, str, str], ...]
    is_consistent: bool
    is_controllable: bool
    conflict: Conflict | None
    guarantees: tuple[Guarantee, ...]
    windows: tuple[Window, ...]
    phases: tuple[PhaseWindow, ...]
    chain: Chain | None
    scenario: str | None
    scenarios: tuple[ScenarioVerdict, ...]
    scenarios_left_out: int
    unbounded: tuple[str, ...]
    start: When | None
    done: tuple[str, ...]
    inputs: dict[str, str]
    pactwright: str
    method: str = (
        "simple temporal network with uncertainty; Dechter, Meiri and Pearl 1991; Morris 2014"
    )

    @property
    def can_be_kept(self) -> bool:
        """Whether all dates can be kept, together and by each party alone."""
        return self.is_controllable and all(one.can_keep for one in self.guarantees)
