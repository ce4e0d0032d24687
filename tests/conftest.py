"""What every test may count on: no network, no settings of the caller, the same examples always."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CALLERS_SETTINGS = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PACTWRIGHT_DEBUG", "PYTHONWARNINGS")

# The same examples in every run: a red test stays red until somebody mends it. To search further,
# run with `--hypothesis-profile=search`; what it finds becomes an `@example`.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("same")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for examples in docstrings of `src` only: strategies and scripts here are no tests."""
    is_ours = collection_path.suffix == ".py" and collection_path.is_relative_to(ROOT / "tests")
    if is_ours and not collection_path.name.startswith(("test_", "conftest")):
        return True
    return None


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_the_caller() -> Iterator[None]:
    """Remove what a shell may carry; tests that want a setting give it themselves."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLERS_SETTINGS:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Drafts are secret and tests repeatable: a test that opens a connection fails."""

    def refuse(_socket: socket.socket, address: object, *_: object) -> NoReturn:
        message = f"a test tried to connect to {address!r}; tests use no network"
        raise AssertionError(message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the checkout."""
    return ROOT


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say by name what could not be run, so that nothing is skipped in silence."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("could not be run on this machine")
        for report in skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            terminalreporter.write_line(f"{report.nodeid}: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Count a skip as a failure where everything must be there (CI is set to true)."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("CI") != "true":
        return
    if exitstatus == pytest.ExitCode.OK and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
