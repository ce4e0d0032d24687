"""A case with two views and a second draft of its text, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from two_views import HEAD, NAMES, REST, STAKES, TEXT

if TYPE_CHECKING:
    from pathlib import Path

LADDER = "[{notify: envoy, within: 1d}, {cure: violator, within: 7d}, {refer: envoy}]"
NEWER = (
    TEXT.replace("  reopen:    {by: west", "  open-up:   {by: west")
    .replace("due: 60d after signed", "due: 45d after signed")
    .replace(LADDER, "[{cure: violator, within: 3d}, {refer: envoy}]")
)


def write_case(folder: Path, text: str = TEXT, views: tuple[str, ...] = NAMES) -> Path:
    """A folder with an agreement and its views."""
    (folder / "perspectives").mkdir(parents=True)
    (folder / "agreement.yaml").write_text(text, encoding="utf-8")
    for name in views:
        words = HEAD.format(name=name, ranges="one-in-ten") + STAKES[name] + REST[name]
        if text is NEWER:
            words = words.replace("reopen", "open-up")
        (folder / "perspectives" / f"{name}.yaml").write_text(words, encoding="utf-8")
    return folder
