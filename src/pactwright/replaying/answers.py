"""Do an earlier run again and compare: the same to the last bit, or what changed.

An earlier run is an answer written as JSON, whose `stamp` says how it was made, or a run folder,
which also holds the inputs and every draw. Versions and the kind of processor that differ are told,
and the run is done again all the same; inputs that differ are told, and it is not: another text has
another answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pactwright.errors import InputError
from pactwright.library import input_hashes
from pactwright.provenance import Change, changes, compare, made_with
from pactwright.replaying.arguments import check_arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pactwright.replaying.arguments import Kind

STAMP = "stamp"
FEW = 12  # places of an answer that are named; the rest is counted


def hashes_of_one_case(cases: Sequence[str], asked: Mapping[str, Any]) -> dict[str, str]:
    """Hashes of the agreement and of the views that were asked for."""
    return input_hashes(cases[0], asked["perspectives"])


@dataclass(frozen=True, slots=True)
class Replayable:
    """A command that can be run again.

    Parameters
    ----------
    again : from paths or names of the cases, the arguments, and a folder to keep the run in or
        None, to the answer as JSON has it.
    kinds : of every argument.
    hashes : from the cases and the arguments to the inputs' hashes as the stamp has them.
    """

    again: Callable[[Sequence[str], Mapping[str, Any], Path | None], dict[str, Any]]
    kinds: Mapping[str, Kind]
    hashes: Callable[[Sequence[str], Mapping[str, Any]], dict[str, str]] = hashes_of_one_case


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of running something again.

    `answer` names the first places that differ, of `places_that_differ`; `was_run` is False where
    inputs differ, so that nothing was run.
    """

    command: str
    inputs: tuple[Change, ...]
    made_with: tuple[Change, ...]
    was_run: bool
    answer: tuple[Change, ...] = ()
    places_that_differ: int = 0
    draws_that_differ: dict[str, int] = field(default_factory=dict)  # by view, of a run folder

    @property
    def is_same(self) -> bool:
        """The same answer, bit for bit; versions may differ all the same."""
        return self.was_run and not self.places_that_differ and not self.draws_that_differ


def replay_document(
    path: Path, commands: Mapping[str, Replayable], cases: Sequence[str] = ()
) -> Replay:
    """Run an answer written as JSON again.

    Parameters
    ----------
    path : the file.
    commands : what can be run again, by the name of the command.
    cases : where the inputs are; needed unless they came with the program or stand beside the file.

    Raises
    ------
    InputError
        If the file is no answer with a stamp, was stopped early, or its inputs are not found.
    """
    document = read_json(path)
    stamp = _stamp_of(document, path)
    command = find_command(stamp["command"], commands, path)
    found = _cases(stamp["cases"], cases, path)
    asked = stamp["asked"]
    check_arguments(stamp["command"], asked, command.kinds)
    inputs = changes(stamp["inputs"], command.hashes(found, asked))
    versions = changes(_flat(stamp), made_with())
    if inputs:
        return Replay(stamp["command"], inputs, versions, was_run=False)
    places = differing_places(document, command.again(found, asked, None))
    return Replay(
        stamp["command"],
        (),
        versions,
        was_run=True,
        answer=tuple(places[:FEW]),
        places_that_differ=len(places),
    )


def differing_places(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Where two answers differ, how they were made left aside."""
    places = compare(dict(before), json.loads(json.dumps(now)))
    return [one for one in places if one.what.partition(".")[0] != STAMP]


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object in a file.

    Raises
    ------
    InputError
        If it is not there, or is not one.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not JSON"
        raise InputError(f"'{path}' cannot be read: {why}") from error
    if not isinstance(document, dict):
        raise InputError(f"'{path}' holds no answer of pactwright")
    return document


_NEEDED: dict[str, type] = {
    "command": str,
    "cases": list,
    "asked": dict,
    "inputs": dict,
    "libraries": dict,
    "machine": dict,
    "finished": bool,
}


def _stamp_of(document: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The stamp, if it says enough to run again."""
    stamp = document.get(STAMP)
    if not isinstance(stamp, dict):
        msg = f"'{path}' has no stamp: write answers with --format json, or keep a run with --out"
        raise InputError(msg)
    for name, kind in _NEEDED.items():
        if not isinstance(stamp.get(name), kind):
            version = stamp.get("pactwright", "unknown")
            msg = (
                f"the stamp of '{path}' (pactwright {version}) does not say {name!r}, so it cannot "
                "be run again"
            )
            raise InputError(msg)
    if not all(isinstance(one, str) for one in stamp["cases"]) or not stamp["cases"]:
        raise InputError(f"the stamp of '{path}' names its cases in a way that cannot be read")
    if not stamp["finished"]:
        raise InputError(f"'{path}' was stopped early; what it holds depends on when")
    return stamp


def find_command(name: str, commands: Mapping[str, Replayable], path: Path) -> Replayable:
    """The entry of a command.

    Raises
    ------
    InputError
        If it cannot be run again; says which can.
    """
    if name not in commands:
        known = ", ".join(sorted(commands))
        raise InputError(f"'{path}' is of the command {name!r}; replay knows {known}")
    return commands[name]


def _cases(shipped: Sequence[str], given: Sequence[str], path: Path) -> list[str]:
    """Where the inputs are: as given, else shipped ones by name, else the folder of the file."""
    if given:
        if len(given) != len(shipped):
            msg = f"'{path}' was made from {len(shipped)} cases, and {len(given)} are given"
            raise InputError(msg)
        return list(given)
    if "" in shipped and not (len(shipped) == 1 and (path.parent / "agreement.yaml").is_file()):
        plural = "s" if len(shipped) > 1 else ""
        msg = f"'{path}' does not say where its inputs are: name the case{plural} after it"
        raise InputError(msg)
    return [name or str(path.parent) for name in shipped]


def _flat(stamp: Mapping[str, Any]) -> dict[str, str]:
    """Versions and machine of a stamp, under the names of `provenance.made_with`."""
    alone = {name: stamp.get(name) for name in ("pactwright", "python")}
    return {**alone, **stamp["libraries"], **stamp["machine"]}
