"""Run the command line inside a test: a workbench that answers at once, and what came out."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pactwright
from pactwright.cli.main import exit_code_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from pactwright.assessment import Assessment


@dataclass
class FakeWorkbench:
    """Answers every case with the same assessment, or raises; remembers what was asked."""

    answer: Assessment | BaseException
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def assess(self, case: str, **options: Any) -> Assessment:
        self.asked.append((case, options))
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


def use_workbench(patch: pytest.MonkeyPatch, answer: Assessment | BaseException) -> FakeWorkbench:
    fake = FakeWorkbench(answer)
    module = ModuleType("pactwright.workbench")
    module.assess = fake.assess  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "pactwright.workbench", module)
    patch.setattr(pactwright, "workbench", module, raising=False)
    return fake


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def runner(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def run(*arguments: str, debug: bool = False) -> Outcome:
        capsys.readouterr()
        code = exit_code_of(list(arguments), debug=debug)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run
