"""Write `requirements/dev.lock`: every package that development needs, exact, with hashes.

The lock holds for all supported Python versions and systems at once, names no package index,
and keeps the versions it has unless told otherwise:

    make lock                        after a change of dependencies
    make lock UPGRADE=--upgrade      move everything to the newest versions
    make lock UPGRADE="-P numpy"     move one package
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "dev.lock"
OLDEST_PYTHON = "3.11"
HEADER = """\
# Written by `make lock` from pyproject.toml and requirements/dev.in. Do not edit by hand.
# Exact versions with hashes of every build of them, for all supported systems.
"""


def find_uv(scratch: Path) -> str:
    """Path of the resolver: the one on this machine, else one installed into `scratch`."""
    on_path = shutil.which("uv")
    if on_path is not None:
        return on_path
    print("Installing the resolver into a folder that is removed afterwards ...", file=sys.stderr)
    venv.create(scratch / "venv", with_pip=True)
    python = scratch / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(python.parent / "uv")


def compile_lock(uv: str, extra: list[str]) -> str:
    """Resolve and return the text of the lock; packages keep their locked version if they can."""
    command = [
        uv,
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        OLDEST_PYTHON,
        "--generate-hashes",
        "--no-header",
        "--output-file",
        str(LOCK),
        *extra,
        "pyproject.toml",
        "requirements/dev.in",
    ]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return LOCK.read_text(encoding="utf-8")


def without_addresses(text: str) -> str:
    """Drop what would tie the lock to one package index: option lines and addresses."""
    kept = [line for line in text.splitlines() if not line.startswith("--") and "://" not in line]
    return "\n".join(kept) + "\n"


def main(extra: list[str]) -> None:
    """Write the lock."""
    with tempfile.TemporaryDirectory() as scratch:
        text = compile_lock(find_uv(Path(scratch)), extra)
    body = without_addresses(text.removeprefix(HEADER))
    LOCK.write_text(HEADER + body, encoding="utf-8")
    n_packages = sum(line[:1].isalpha() for line in body.splitlines())
    print(f"{LOCK.relative_to(ROOT)}: {n_packages} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
