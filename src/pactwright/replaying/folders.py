"""A run folder, run again from the copies in it: same answer, same bits in every draw."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.ensemble.parts import read_any
from pactwright.ensemble.run_folder import (
    ANSWER_FILE,
    INPUTS,
    PARTS,
    RUN_FILE,
    read_run,
    sha256,
)
from pactwright.errors import InputError
from pactwright.provenance import changes, made_with
from pactwright.replaying.answers import (
    FEW,
    Replay,
    differing_places,
    find_command,
    read_json,
    replay_document,
)
from pactwright.replaying.arguments import check_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from pactwright.ensemble.jobs import Rows
    from pactwright.replaying.answers import Replayable


def replay_any(path: Path, commands: Mapping[str, Replayable], cases: Sequence[str] = ()) -> Replay:
    """Run what a path names again: an answer written as JSON, a run folder, or its `run.json`.

    Raises
    ------
    InputError
        As `replay_document` and `replay_folder`; if cases are given for a folder, which has them.
    """
    folder = run_folder_of(path)
    if folder is None:
        return replay_document(path, commands, cases)
    if cases:
        raise InputError(f"'{folder}' holds copies of its inputs: give no case")
    return replay_folder(folder, commands)


def run_folder_of(path: Path) -> Path | None:
    """The run folder that a path names, itself or by its `run.json`; None if it names an answer."""
    if path.is_dir():
        return path
    is_run = path.name == RUN_FILE and path.is_file() and read_json(path).get("kind") == "run"
    return path.parent if is_run else None


def replay_folder(path: Path, commands: Mapping[str, Replayable]) -> Replay:
    """Run what is in a run folder again, beside it, and compare answer and draws.

    Raises
    ------
    InputError
        If the folder holds no finished run, or one that this version cannot read.
    """
    run = read_run(path)
    command = find_command(run["command"], commands, path / RUN_FILE)
    check_arguments(run["command"], run["asked"], command.kinds)
    inputs = changes(run["inputs"], _hashes(path / INPUTS, run["inputs"]))
    versions = changes(run["made_with"], made_with())
    if inputs:
        return Replay(run["command"], inputs, versions, was_run=False)
    if not (path / ANSWER_FILE).is_file():
        raise InputError(f"the run in '{path}' was not finished: go on with --resume first")
    before = read_json(path / ANSWER_FILE)
    place = path if os.access(path, os.W_OK) else None  # only its owner can look into it
    with tempfile.TemporaryDirectory(dir=place, prefix=".replay.") as scratch:
        again = Path(scratch) / "run"
        cases = [str(path / INPUTS / case) for case in run["cases"]]
        places = differing_places(before, command.again(cases, run["asked"], again))
        draws = differing_draws(path / PARTS, again / PARTS)
    return Replay(
        run["command"],
        (),
        versions,
        was_run=True,
        answer=tuple(places[:FEW]),
        places_that_differ=len(places),
        draws_that_differ=draws,
    )


def _hashes(folder: Path, names: Mapping[str, Any]) -> dict[str, str]:
    """Hashes of the copies, as they are now."""
    files = {name: folder / name for name in names}
    return {name: sha256(p.read_bytes()) for name, p in files.items() if p.is_file()}


def differing_draws(before: Path, now: Path) -> dict[str, int]:
    """How many draws differ in any bit, by job; blocks that one of the two lacks count in full."""
    found: dict[str, int] = {}
    parts = {p.relative_to(root) for root in (before, now) for p in root.glob("*/*.parquet")}
    for part in sorted(parts):
        n = _differing(read_any(before / part), read_any(now / part))
        if n:
            found[part.parent.name] = found.get(part.parent.name, 0) + n
    return found


def _differing(before: Rows | None, now: Rows | None) -> int:
    """Draws of one block that are not the same to the last bit."""
    if before is None or now is None or before.arrays.keys() != now.arrays.keys():
        return max(0 if rows is None else len(rows.numbers) for rows in (before, now))
    if len(before.numbers) != len(now.numbers):
        return max(len(before.numbers), len(now.numbers))
    differ = np.array(
        [before.failed.get(int(n)) != now.failed.get(int(n)) for n in before.numbers], dtype=bool
    )
    for name, values in before.arrays.items():
        differ |= _rows_with_other_bits(values, now.arrays[name])
    return int(differ.sum())


def _rows_with_other_bits(before: NDArray[Any], now: NDArray[Any]) -> NDArray[np.bool_]:
    if before.shape != now.shape or before.dtype != now.dtype:
        return np.ones(len(before), dtype=bool)
    if not before.size:
        return np.zeros(len(before), dtype=bool)
    one, other = (np.ascontiguousarray(a).reshape(len(a), -1).view(np.uint8) for a in (before, now))
    return np.asarray((one != other).any(axis=1))
