"""What was asked of a case: as runs in this process, as jobs for workers, as an order to keep."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pactwright.diagnostics import near_names
from pactwright.elicit.situations import split_reference
from pactwright.ensemble.assess_job import AssessJob
from pactwright.ensemble.run_folder import Order, resume_run, start_run
from pactwright.ensemble.view_run import ViewRun
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.ensemble.run_folder import RunFolder
    from pactwright.ensemble.sampling import Sampler
    from pactwright.library import Case
    from pactwright.model.agreement import Agreement
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


def check_done(agreement: Agreement, done: Sequence[str]) -> None:
    """Refuse duties that are not there, with the near name.

    Raises
    ------
    InputError
        If the text has no such duty, or not so many tranches of it.
    """
    for reference in done:
        duty, tranche = split_reference(reference)
        if duty not in agreement.obligations:
            near = near_names(duty, tuple(agreement.obligations)).question or ""
            msg = f"--from: {agreement.id} has no duty {duty!r}. {near}"
            raise InputError(msg.strip())
        count = agreement.obligations[duty].count
        if tranche is not None and not 1 <= tranche <= count:
            msg = f"--from: {duty!r} has {count} tranches, got {reference!r}"
            raise InputError(msg)


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
