"""The project is the same on every machine: no paths of one, no package index, nothing large."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from markdown_pages import ROOT, name_of, tracked_files

FILES = tracked_files()
# Written in parts, so that this file does not find itself.
FOLDER_OF_A_PERSON = re.compile(
    r"(?<![\w.{])/(?:ro" + r"ot|ho" + r"me/\w+|Use" + r"rs/\w+|wo" + r"rk)/"
)
PACKAGE_INDEX = re.compile(
    "py" + r"pi\.org|python" + r"hosted\.org|--(?:extra-)?index" + r"-url|--find" + r"-links"
)
MOST_BYTES = 1_000_000


def texts() -> list[tuple[str, str]]:
    found = []
    for path in FILES:
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((name_of(path), data.decode("utf-8")))
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert lines_with(FOLDER_OF_A_PERSON) == []


def test_no_file_names_a_package_index() -> None:
    assert lines_with(PACKAGE_INDEX) == []


def test_patterns_find_what_they_look_for() -> None:
    assert FOLDER_OF_A_PERSON.search("see " + "/ho" + "me/ann/x.yaml")
    assert PACKAGE_INDEX.search("--index" + "-url something")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_file_is_small_enough_to_keep_for_ever(path: Path) -> None:
    assert path.stat().st_size < MOST_BYTES


def test_lock_pins_every_package_with_hashes_and_without_addresses() -> None:
    text = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8")
    assert "://" not in text
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    pins = [line for line in lines if not line.startswith(" ")]
    assert len(pins) > 20
    for pin in pins:
        assert re.match(r"[a-z0-9-]+==[^\s;]+( ; .+)? \\$", pin), pin
    blocks = re.split(r"^(?=\S)", "\n".join(lines), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_lock_holds_everything_that_is_asked_for() -> None:
    lock = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert asked_for() <= locked


def test_dependency_page_gives_the_reason_for_every_dependency() -> None:
    page = (ROOT / "docs/contributing/dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(asked_for()) if f"| {name} |" not in page] == []


def asked_for() -> set[str]:
    """Names of the direct dependencies, of the package and of work on it."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "requirements/dev.in").read_text(encoding="utf-8").splitlines()
    wanted = [*project["dependencies"], *(line for line in lines if line[:1].isalpha())]
    return {re.split(r"[<>=!~ ]", one)[0].lower() for one in wanted}
