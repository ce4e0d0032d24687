"""Which Markdown pages there are, and the links in them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"(?<!\\)\[(?:[^\]\[]|\[[^\]]*\])*\]\((?P<target>[^)\s]+)[^)]*\)")
HEADING = re.compile(r"^#{1,6} +(?P<title>.+?) *#*$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
NOT_OURS = {".venv", ".git", ".cache", "out", "build", "dist", "node_modules", "__pycache__"}


def tracked_files() -> list[Path]:
    """Files of the project: what git tracks or would track, or what lies here without git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return sorted(p for p in ROOT.rglob("*") if p.is_file() and not _is_left_out(p))
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def _is_left_out(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part in NOT_OURS or part.endswith("_cache") for part in parts)


def pages() -> list[Path]:
    """Every Markdown page that people read, test cases left out."""
    found = (path for path in tracked_files() if path.suffix == ".md")
    return [path for path in found if not _is_fragment_or_case(path)]


def _is_fragment_or_case(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0] == "changes" or (parts[0] == "tests" and path.name != "README.md")


def name_of(path: Path) -> str:
    """Path of a file as it is written in the project."""
    return path.relative_to(ROOT).as_posix()


def links_of(text: str) -> list[str]:
    """Return the targets of the links of a page, code left out."""
    return [match["target"] for match in LINK.finditer(CODE.sub("", text))]


def anchors_of(text: str) -> set[str]:
    """Return the names by which headings can be linked to."""
    titles = HEADING.finditer(re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))
    return {_slug(match["title"]) for match in titles}


def _slug(title: str) -> str:
    kept = (c for c in title.lower() if c in " -_" or unicodedata.category(c)[0] in "LN")
    return "".join(kept).replace(" ", "-")
