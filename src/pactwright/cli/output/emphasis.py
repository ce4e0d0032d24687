"""Bold section heads on a terminal; piped text is the same without them."""

from __future__ import annotations

import os
import re
import sys

__all__ = ["emphasised", "emphasised_findings", "wants_emphasis"]

HEAD = re.compile(r"^[A-Z][A-Z?']*(?: [A-Z][A-Z?']+)*(?=[ ,?]|$)", re.MULTILINE)
FINDING = re.compile(r"^\S.*:\d+:\d+: .*\([A-Z]{3}\d{3}\)$", re.MULTILINE)
LEAST_LETTERS = 5
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def wants_emphasis() -> bool:
    """True on a terminal, unless NO_COLOR is set or the terminal is a plain one."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not is_plain


def emphasised(text: str) -> str:
    """The text with its section heads in bold; not a letter more or less.

    >>> emphasised("VIEWS  A") == BOLD + "VIEWS" + PLAIN + "  A"
    True
    """
    return HEAD.sub(_bold, text)


def emphasised_findings(text: str) -> str:
    """The text with the first line of each finding in bold; not a letter more or less.

    >>> emphasised_findings("a.yaml:3:1: error no-verifier (VER001)") == (
    ...     BOLD + "a.yaml:3:1: error no-verifier (VER001)" + PLAIN
    ... )
    True
    """
    return FINDING.sub(lambda match: f"{BOLD}{match[0]}{PLAIN}", text)


def _bold(match: re.Match[str]) -> str:
    head = match[0]
    return f"{BOLD}{head}{PLAIN}" if len(head) >= LEAST_LETTERS else head
