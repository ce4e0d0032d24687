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
    from pactwright.comparing.numbers.results import DraftsCompared, ViewsCompared
    from pactwright.forecast import Forecast

    Answer = Assessment | Forecast | ViewsCompared | DraftsCompared


@dataclass
class FakeWorkbench:
    """Answers every case with the same answer, or raises; remembers what was asked."""

    answer: Answer | BaseException
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def run(self, case: str, **options: Any) -> Answer:
        self.asked.append((case, options))
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def run_two(self, old: str, new: str, **options: Any) -> Answer:
        return self.run(f"{old} {new}", **options)


def use_workbench(patch: pytest.MonkeyPatch, answer: Answer | BaseException) -> FakeWorkbench:
    fake = FakeWorkbench(answer)
    module = ModuleType("pactwright.workbench")
    module.assess = module.forecast = fake.run  # type: ignore[attr-defined]
    module.compare_views = fake.run  # type: ignore[attr-defined]
    module.compare_drafts = fake.run_two  # type: ignore[attr-defined]
    module.question_days = lambda _, **asked: {"asked": asked}  # type: ignore[attr-defined]
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
