"""What was asked of a case: as runs in this process, as jobs for workers, as an order to keep."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pactwright.ensemble.assess_job import AssessJob
from pactwright.ensemble.run_folder import Order, resume_run, start_run
from pactwright.ensemble.view_run import ViewRun
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.ensemble.run_folder import RunFolder
    from pactwright.ensemble.sampling import Sampler
    from pactwright.library import Case
    from pactwright.text.reader import Document

AGREEMENT = "agreement.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """Arguments of `assess` on which its answer depends, besides the case."""

    perspectives: tuple[str, ...]  # ids of the views run
    done: tuple[str, ...]
    draws: int
    seed: int
    sampler: Sampler

    def document(self) -> dict[str, Any]:
        """As JSON has them, under the names of the arguments."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


ARGUMENTS: dict[str, dict[str, tuple[type, ...]]] = {
    "assess": {
        "perspectives": (list, str),
        "done": (list, str),
        "draws": (int,),
        "seed": (int,),
        "sampler": (str,),
    }
}
"""Arguments of each command as JSON has them: kind, and kind of the entries of a list."""
ARGUMENTS["forecast"] = ARGUMENTS["assess"] | {
    "dates_days": (list, float),
    "suspended_days": (float,),
    "violation_periods": (int,),
    "grace_days": (float,),
}


def read_asked(document: Mapping[str, Any], *, command: str = "assess") -> dict[str, Any]:
    """The arguments of a command that an earlier answer names, checked.

    Raises
    ------
    InputError
        If one is missing, unknown, or of another kind.
    """
    kinds = ARGUMENTS[command]
    if document.keys() != kinds.keys():
        names = ", ".join(kinds)
        given = ", ".join(document)
        raise InputError(f"an earlier {command} has the arguments {names}, got {given}")
    for name, (kind, *entry) in kinds.items():
        value = document[name]
        entries = value if isinstance(value, list) else []
        if not _is(value, kind) or not all(_is(one, entry[0]) for one in entries):
            raise InputError(f"argument {name!r} of an earlier {command} cannot be {value!r}")
    return dict(document)


def _is(value: object, kind: type) -> bool:
    """Whether JSON has the value as this kind; a whole number will do for a number."""
    return type(value) is kind or (kind is float and type(value) is int)


def view_runs(opened: Case, asked: Asked) -> list[ViewRun]:
    """Every view of the case, ready to run in this process."""
    return [
        ViewRun(
            opened.agreement.model,
            document.model,
            done=(*tuple(document.model.perspective.already_done), *asked.done),
            seed=asked.seed,
            sampler=asked.sampler,
        )
        for document in opened.perspectives
    ]


def view_jobs(opened: Case, asked: Asked) -> list[AssessJob]:
    """The same views as workers elsewhere get them."""
    agreement = bytes_of(opened.agreement)
    return [
        AssessJob(
            name=document.model.perspective.id,
            agreement=agreement,
            perspective=bytes_of(document),
            done=asked.done,
            draws=asked.draws,
            seed=asked.seed,
            sampler=asked.sampler,
        )
        for document in opened.perspectives
    ]


def run_folder(order: Order, out: str | Path | None, *, resume: bool) -> RunFolder | None:
    """The folder that was asked for, begun or gone on with; None where none was.

    Raises
    ------
    InputError
        If the folder cannot be used, or `resume` is asked for without one.
    """
    if out is None:
        if resume:
            raise InputError("--resume needs the folder of the run: add --out FOLDER")
        return None
    return resume_run(Path(out), order) if resume else start_run(Path(out), order)


def files_of(opened: Case) -> dict[str, bytes]:
    """Files of a case as they are kept: the agreement, and each view under the name of its file."""
    views = {f"perspectives/{Path(d.file).name}": bytes_of(d) for d in opened.perspectives}
    return {AGREEMENT: bytes_of(opened.agreement), **views}


def bytes_of(document: Document[Any]) -> bytes:
    """The bytes that a document was read from.

    Raises
    ------
    InputError
        If the file has changed since it was read.
    """
    data = document.text.encode()
    if hashlib.sha256(data).hexdigest() != document.sha256:  # a mark at the beginning, for one
        data = Path(document.file).read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise InputError(f"'{document.file}' has changed since it was read; run again")
    return data
