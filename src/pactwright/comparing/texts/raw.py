"""A changed line before it has places: what differs, where it leads, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwright.comparing.texts.entry_lines import comparable, shown
from pactwright.comparing.texts.results import Direction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.comparing.texts.line_rules import LineRule
    from pactwright.diagnostics import Path


@dataclass(frozen=True, slots=True)
class RawChange:
    """One line that differs; paths are those below the entry, in each file."""

    key: str
    before: str | None
    after: str | None
    old_path: Path
    new_path: Path
    direction: Direction = Direction.NONE
    rule: LineRule | None = None


def raw_change(
    key: str,
    before: object,
    after: object,
    *,
    own: object,
    rule: LineRule | None = None,
    leads: Direction | None = None,
) -> RawChange:
    """A change of one key; `own` is `after` in the names of the newer file.

    The rule judges where `leads` does not say it already.
    """
    path: Path = tuple(key.split("."))
    if leads is None:
        leads = Direction.NONE if rule is None else rule.judge(before, after)
    return RawChange(
        key,
        None if before is None else shown(before),
        None if own is None else shown(own),
        path,
        path,
        leads,
        None if leads is Direction.NONE else rule,
    )


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys whose values differ, in the order of the older entry, then of the newer."""
    keys = dict.fromkeys((*old, *new))
    return tuple(
        key for key in keys if comparable(key, old.get(key)) != comparable(key, new.get(key))
    )
