"""Reads the shipped real cases once, as typed files and as plain text, for their tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import pactwright
from pactwright.text import read_agreement
from pactwright.text.perspective_reader import read_perspective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective
    from pactwright.model.perspective_answers import LocatedAnswer

CASES = Path(pactwright.__file__).parent / "data" / "cases"
REAL = ("aceh-2005", "gaza-2025", "gaza-2025-january", "gaza-plan-2025")
VIEWS = tuple(
    (case, path.stem) for case in REAL for path in sorted((CASES / case / "perspectives").glob("*"))
)
GAZA_VIEWS = tuple(view for case, view in VIEWS if case == "gaza-2025")


@cache
def agreement(case: str) -> Agreement:
    return read_agreement(CASES / case / "agreement.yaml").model


@cache
def view(case: str, name: str) -> Perspective:
    return read_perspective(CASES / case / "perspectives" / f"{name}.yaml", agreement(case)).model


@cache
def plain(path: Path) -> Any:
    """The file as plain text values, `x-` keys included."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def plain_view(case: str, name: str) -> Any:
    return plain(CASES / case / "perspectives" / f"{name}.yaml")


def answers(case: str, name: str) -> list[LocatedAnswer]:
    return list(view(case, name).located_answers())


def scalars(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, item in items:
        if isinstance(item, dict | list):
            yield from scalars(item, (*path, str(key)))
        else:
            yield (*path, str(key)), item


def blocks(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict]]:
    if isinstance(node, dict):
        yield path, node
        for key, item in node.items():
            yield from blocks(item, (*path, key))
