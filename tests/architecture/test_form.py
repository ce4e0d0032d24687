"""Files and functions stay small enough to be read; folders are not drawers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

MOST_LINES_OF_A_FILE = 350
MOST_LINES_OF_A_FUNCTION = 60  # nine in ten should be under 35
DRAWERS = {"utils", "util", "helpers", "common", "misc", "manager", "base"}


def short(path: Path) -> str:
    return path.relative_to(ROOT / "src").as_posix()


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_without_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    if ast.get_docstring(function) is not None and len(function.body) > 1:
        first = function.body[1]
    return (function.body[-1].end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_source_file_is_not_longer_than_350_lines(path: Path) -> None:
    n_lines = len(path.read_text(encoding="utf-8").splitlines())
    assert n_lines <= MOST_LINES_OF_A_FILE, "split it by what its parts answer for"


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    long = {f.name: lines_without_docstring(f) for f in functions_of(path)}
    assert {n: k for n, k in long.items() if k > MOST_LINES_OF_A_FUNCTION} == {}


def test_nine_functions_in_ten_fit_in_sight() -> None:
    lengths = sorted(lines_without_docstring(f) for path in SOURCES for f in functions_of(path))
    assert lengths[int(0.9 * len(lengths))] <= 35


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_module_is_named_for_its_subject(path: Path) -> None:
    names = {part.removesuffix(".py").strip("_") for part in path.relative_to(ROOT / "src").parts}
    assert names.isdisjoint(DRAWERS)


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert len(docstring.split()) >= 3
