"""What a project may change: thresholds and words. Read from `pactwright.toml` by `project`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds by 'TIM004.lag'; further words by list and language: words['degree']['fr']."""

    thresholds: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def threshold(self, rule: Rule, name: str) -> float:
        """The project's value, or the rule's own."""
        own = next(one for one in rule.thresholds if one.name == name)
        return float(self.thresholds.get(f"{rule.code}.{name}", own.value))
