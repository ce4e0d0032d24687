"""What a rule says of itself, as plain text, as Markdown and as data; one text for all places."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from pactwright.rules.registry import FAMILIES
from pactwright.rules.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.rules.rule import FixKind, Rule

WIDTH = 96
FIXES: dict[str, str] = {
    "mechanical": "a tool may apply it unasked",
    "offered": "variants to choose from are offered",
    "human": "only the drafters can decide",
}


def heading(rule: Rule) -> str:
    """Name and code, with severity: 'no-verifier (VER001), warning'."""
    return f"{rule.name} ({rule.code}), {rule.severity}"


def as_text(rule: Rule, *, width: int = WIDTH) -> str:
    """The whole of it for a terminal."""
    parts = [heading(rule)]
    for title, words, is_yaml in _parts(rule):
        body = words if is_yaml else "\n".join(_filled(words, width - 4))
        parts.append(f"{title}\n{textwrap.indent(body, '    ')}")
    return "\n\n".join(parts) + "\n"


def as_markdown(rule: Rule, *, level: int = 0) -> str:
    """The whole of it as Markdown; `level` above 0 makes it a section with a heading."""
    parts = [f"{'#' * level} {rule.name} ({rule.code})"] if level else []
    parts.append(f"**{rule.name}** ({rule.code}), {rule.severity}")
    for title, words, is_yaml in _parts(rule):
        body = f"```yaml\n{words}\n```" if is_yaml else words
        parts.append(f"**{title}**\n\n{body}")
    return "\n\n".join(parts) + "\n"


def one_line_each(rules: Sequence[Rule]) -> str:
    """A list of rules by family: code, name, severity."""
    lines: list[str] = []
    widest = max(len(rule.name) for rule in rules)
    for family, folder in FAMILIES.items():
        own = [rule for rule in rules if rule.family == family]
        if own:
            lines += ["", f"RULES {family}: {folder.replace('_', ' ')}".upper()]
            lines += [f"   {one.code}  {one.name:<{widest}}  {one.severity}" for one in own]
    return "\n".join(lines[1:]) + "\n"


def _parts(rule: Rule) -> Iterator[tuple[str, str, bool]]:
    """Title, words, and whether they are YAML."""
    yield "What it finds", _plain(rule.finds), False
    yield "Why it matters", _plain(rule.why), False
    yield "Example", rule.example.strip("\n"), True
    yield "Better", rule.better.strip("\n"), True
    yield "What to do", f"{_plain(rule.mend)} ({_fix(rule.fix)}.)", False
    yield "When to ignore", _plain(rule.ignore_when), False
    yield "From history", _plain(rule.history), False
    if rule.thresholds:
        lines = [
            f"{one.name} = {one.value:g} {one.unit}: {_plain(one.says)}" for one in rule.thresholds
        ]
        yield "Thresholds", "\n\n".join(lines), False
    yield "Looks with", ", ".join(str(engine) for engine in rule.engines), False
    sources = [f"[{key}] {SOURCES.get(key, key)}" for key in rule.sources]
    yield "Sources", "\n\n".join(sources), False


def _fix(kind: FixKind) -> str:
    words = FIXES[str(kind)]
    return words[0].upper() + words[1:]


def _filled(words: str, width: int) -> list[str]:
    return "\n\n".join(
        textwrap.fill(one, width, break_long_words=False, break_on_hyphens=False)
        for one in words.split("\n\n")
    ).split("\n")


def _plain(text: str) -> str:
    return " ".join(text.split())


def as_data(rule: Rule) -> dict[str, Any]:
    """The whole of it as plain dicts and lists."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": str(rule.severity),
        "engines": [str(engine) for engine in rule.engines],
        "fix": str(rule.fix),
        "finds": _plain(rule.finds),
        "why": _plain(rule.why),
        "mend": _plain(rule.mend),
        "example": rule.example.strip("\n"),
        "better": rule.better.strip("\n"),
        "ignore_when": _plain(rule.ignore_when),
        "history": _plain(rule.history),
        "thresholds": [
            {"name": one.name, "value": one.value, "unit": one.unit, "says": _plain(one.says)}
            for one in rule.thresholds
        ],
        "sources": {key: SOURCES.get(key, key) for key in rule.sources},
        "needs_view": rule.needs_view,
    }
