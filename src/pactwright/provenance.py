"""What a number can depend on besides its inputs: versions, and the kind of processor.

The same versions on the same kind of processor give the same bits. Other versions, or processors
with other instructions, may differ in the last digits of a number, and so in a count now and then.
"""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pactwright import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIBRARIES = ("numpy", "scipy", "numba", "pydantic")
SHORT = 60  # letters of a value that is shown
GONE = "nothing"  # stands where one of two things compared has no entry


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    what: str
    before: str
    now: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before} before, {self.now} now"


def library_versions() -> dict[str, str]:
    """Versions of the libraries that numbers pass through."""
    from importlib.metadata import version

    return {name: version(name) for name in LIBRARIES}


def machine() -> dict[str, str]:
    """System and kind of processor, by the name that the compiler of the kernels has for it."""
    from llvmlite import binding

    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": binding.get_host_cpu_name(),
    }


@cache
def made_with() -> dict[str, str]:
    """All of it under flat names: 'pactwright', 'python', 'numpy', ..., 'system', 'processor'."""
    about = {"pactwright": __version__, "python": platform.python_version()}
    return about | library_versions() | machine()


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Entries that differ, by name; a missing one counts as different."""
    found = []
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, GONE), now.get(name, GONE)
        if old != new:
            found.append(Change(name, _words(old), _words(new)))
    return tuple(found)


def compare(before: object, now: object, where: str = "") -> Iterator[Change]:
    """Places at which two JSON documents differ, in the order of the first, as 'views[0].steps'."""
    if isinstance(before, dict) and isinstance(now, dict):
        yield from _entries(before, now, f"{where}." if where else "", "")
    elif isinstance(before, list) and isinstance(now, list):
        yield from _entries(dict(enumerate(before)), dict(enumerate(now)), f"{where}[", "]")
    elif _as_json(before) != _as_json(now):  # as text: 0.0 and -0.0 are equal numbers
        yield Change(where, _short(before), _short(now))


def _entries(
    before: dict[Any, Any], now: dict[Any, Any], opening: str, closing: str
) -> Iterator[Change]:
    for name in [*before, *(name for name in now if name not in before)]:
        where = f"{opening}{name}{closing}"
        if name not in now:
            yield Change(where, _short(before[name]), GONE)
        elif name not in before:
            yield Change(where, GONE, _short(now[name]))
        else:
            yield from compare(before[name], now[name], where)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _short(value: object) -> str:
    """A value as JSON has it; the beginning of a long one."""
    text = _as_json(value)
    return text if len(text) <= SHORT else f"{text[: SHORT - 3]}..."


def _words(value: object) -> str:
    """A value as one would write it; lists without their brackets."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value) or GONE
    return str(value)
