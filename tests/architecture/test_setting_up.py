"""Setting up on a fresh machine: what it does, what it says when it cannot, when it does nothing.

The real installation takes minutes and the network; here the interpreter of the environment is a
script that passes everything on to Python except calls of pip, which it only writes down.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("cat", "dirname", "rm", "sh")  # all that the script uses besides Python

INTERPRETER = """\
#!/bin/sh
case "$*" in
  "-m pip"*) echo "pip $*" >>{log}; exit {pip_exit} ;;
  "-m venv"*) echo "venv $*" >>{log}; {on_venv} ;;
  *) exec {python} "$@" ;;
esac
"""
OLD_INTERPRETER = "#!/bin/sh\nexit 1\n"


@dataclass(frozen=True)
class Machine:
    """A folder that looks like a fresh clone, and a PATH with next to nothing on it."""

    folder: Path

    @property
    def clone(self) -> Path:
        return self.folder / "clone"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def install_python(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def python(self, *, pip_exit: int = 0, on_venv: str | None = None) -> str:
        make = f"mkdir -p .venv/bin && cp {self.folder}/bin/venv-python .venv/bin/python"
        return INTERPRETER.format(
            log=self.log, pip_exit=pip_exit, on_venv=on_venv or make, python=sys.executable
        )

    def set_up(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "tools/set_up.sh"],
            cwd=self.clone,
            env={"PATH": str(self.folder / "bin"), **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    one = Machine(tmp_path)
    (one.clone / "tools").mkdir(parents=True)
    (one.clone / "requirements").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "tools" / "set_up.sh", one.clone / "tools")
    (one.clone / "requirements" / "dev.lock").write_text("click==8 --hash=sha256:0\n", "utf-8")
    (one.clone / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for name in (*NEEDED, "mkdir", "cp"):
        found = shutil.which(name)
        assert found is not None, f"this test needs '{name}'"
        (tmp_path / "bin" / name).symlink_to(found)
    one.install_python("venv-python", one.python())
    one.install_python("python3", one.python())
    return one


def test_fresh_machine_gets_environment_locked_packages_and_package(machine: Machine) -> None:
    done = machine.set_up()
    assert done.returncode == 0, done.stderr
    venv, packages, package = machine.calls()
    assert venv == "venv -m venv .venv"
    assert "--require-hashes" in packages
    assert "requirements/dev.lock" in packages
    assert "--editable ." in package
    assert "--no-index" in package
    assert done.stderr.endswith("Ready.\n")


def test_second_call_does_nothing_and_says_nothing(machine: Machine) -> None:
    machine.set_up()
    machine.calls()
    done = machine.set_up()
    assert (done.returncode, done.stdout, done.stderr, machine.calls()) == (0, "", "", [])


@pytest.mark.parametrize("name", ["requirements/dev.lock", "pyproject.toml", "tools/set_up.sh"])
def test_change_of_what_it_depends_on_installs_again(machine: Machine, name: str) -> None:
    machine.set_up()
    machine.calls()
    with (machine.clone / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert machine.set_up().returncode == 0
    assert len(machine.calls()) == 2  # the environment itself is kept


def test_moved_folder_installs_again_because_the_package_is_found_by_its_path(
    machine: Machine,
) -> None:
    machine.set_up()
    machine.calls()
    (machine.folder / "new").mkdir()
    moved = Machine(machine.folder / "new")
    machine.clone.rename(moved.clone)
    (machine.folder / "bin").rename(moved.folder / "bin")
    assert "Ready." in moved.set_up().stderr


def test_failed_installation_is_said_and_tried_again(machine: Machine) -> None:
    machine.install_python("venv-python", machine.python(pip_exit=1))
    done = machine.set_up()
    assert done.returncode == 1
    assert "run the same again" in done.stderr
    machine.calls()
    assert machine.set_up().returncode == 1
    assert len(machine.calls()) == 1


def test_too_old_python_is_said_with_what_to_do(machine: Machine) -> None:
    machine.install_python("python3", OLD_INTERPRETER)
    done = machine.set_up()
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "PYTHON=" in done.stderr
    assert "Traceback" not in done.stderr


def test_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    machine.install_python("python3", OLD_INTERPRETER)
    machine.install_python("python3.12", machine.python())
    assert machine.set_up().returncode == 0


def test_python_that_was_asked_for_and_cannot_start_is_named(machine: Machine) -> None:
    done = machine.set_up(PYTHON="python9")
    assert done.returncode == 1
    assert "PYTHON is 'python9'" in done.stderr


def test_missing_venv_module_is_said_and_leaves_nothing_half_made(machine: Machine) -> None:
    broken = "mkdir .venv; echo ensurepip is not available; exit 1"
    machine.install_python("python3", machine.python(on_venv=broken))
    done = machine.set_up()
    assert done.returncode == 1
    assert "python3-venv" in done.stderr
    assert "ensurepip is not available" in done.stderr
    assert not (machine.clone / ".venv").exists()


def test_uv_is_used_where_it_is_present(machine: Machine) -> None:
    machine.install_python("uv", f'#!/bin/sh\necho "uv $*" >>{machine.log}\n')
    assert machine.set_up().returncode == 0
    assert machine.calls()[1].startswith("uv pip install")


def test_settings_of_the_callers_shell_do_not_reach_the_environment(machine: Machine) -> None:
    spy = machine.python().replace(
        "#!/bin/sh", '#!/bin/sh\n[ -z "$PYTHONPATH$PIP_TARGET" ] || exit 9'
    )
    machine.install_python("venv-python", spy)
    machine.install_python("python3", spy)
    done = machine.set_up(PYTHONPATH="/nowhere", PIP_TARGET="/nowhere")
    assert done.returncode == 0, done.stderr
