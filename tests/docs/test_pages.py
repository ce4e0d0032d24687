"""Everything that a page shows is done: commands run, output is theirs, links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from markdown_pages import ROOT, anchors_of, links_of, name_of, pages
from pages import TERMINAL
from snippets import (
    RUN,
    SHOWN_ONLY,
    Block,
    Command,
    blocks_of,
    commands_of,
    make_targets,
    matches,
    printed_lines,
)

SHOWN_COMMANDS = {"git", "cd", "pip"}  # what comes before there is anything to test


def blocks(page: Path) -> list[Block]:
    return list(blocks_of(page.read_text(encoding="utf-8")))


PAGES = pages()
PAGES_THAT_RUN = [page for page in PAGES if any(b.kind in RUN for b in blocks(page))]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_of_a_page_is_of_a_known_kind(page: Path) -> None:
    unknown = {f"line {b.line}: '{b.kind}'" for b in blocks(page) if b.kind not in RUN | SHOWN_ONLY}
    assert unknown == set()


@pytest.mark.parametrize("page", PAGES_THAT_RUN, ids=name_of)
def test_page_does_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page):
        if "file" in block.options:
            target = tmp_path / block.options["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, encoding="utf-8")
        elif block.kind == "python":
            run_python(block, namespace, page)
        elif block.kind == "console":
            for command in commands_of(block):
                run_command(command, f"{name_of(page)}:{block.line}", tmp_path)


def run_python(block: Block, namespace: dict[str, Any], page: Path) -> None:
    # Blank lines in front, so that a traceback names the line of the page.
    code = compile("\n" * block.line + block.body, str(page), "exec")
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code, namespace)  # noqa: S102 - the page is ours
    assert output.getvalue().splitlines() == printed_lines(block)


def run_command(command: Command, place: str, folder: Path) -> None:
    program, *arguments = command.words
    if program == "make":
        assert arguments[0] in make_targets(ROOT / "Makefile"), place
        return
    if program in SHOWN_COMMANDS:
        return
    assert program == "pactwright", f"{place}: the test does not know how to run '{program}'"
    done = subprocess.run(
        [sys.executable, "-m", "pactwright.cli.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, **TERMINAL},
    )
    assert done.returncode == command.exit_code, f"{place}: {done.stderr}"
    printed = done.stdout if command.exit_code == 0 else done.stdout + done.stderr
    assert matches(command.expected, printed), f"{place} prints now:\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    lost = [link for link in links_of(page.read_text(encoding="utf-8")) if not leads(page, link)]
    assert lost == []


def leads(page: Path, link: str) -> bool:
    if link.startswith(("http://", "https://", "mailto:")):
        return True
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors_of(target.read_text(encoding="utf-8"))


def test_a_lost_link_and_a_lost_anchor_are_noticed() -> None:
    page = ROOT / "README.md"
    assert leads(page, "LICENSE")
    assert not leads(page, "LICENCE")
    assert not leads(page, "CONTRIBUTING.md#no-such-heading")


@pytest.mark.parametrize("page", [p for p in PAGES if "docs/" in name_of(p)], ids=name_of)
def test_page_can_be_reached_from_the_index(page: Path) -> None:
    index = ROOT / "docs" / "index.md"
    seen, queue = {index}, [index]
    while queue:
        current = queue.pop()
        for link in links_of(current.read_text(encoding="utf-8")):
            target = (current.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.is_file() and target not in seen:
                seen.add(target)
                queue.append(target)
    assert page in seen


@pytest.mark.parametrize("page", [p for p in PAGES if "docs/method/" in name_of(p)], ids=name_of)
def test_method_page_ends_with_what_it_cannot_tell(page: Path) -> None:
    headings = [
        line.lstrip("# ")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    ]
    assert headings[-1] == "What this cannot tell you"
