"""Two drafts with the views of them: which file of a view is read against which text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pactwright.comparing.numbers.drafts import OneView
from pactwright.comparing.numbers.results import ViewSide
from pactwright.diagnostics import near_names
from pactwright.ensemble.view_run import ViewRun
from pactwright.errors import InputError, ReadError
from pactwright.library import Case, find_agreement, open_agreement, open_case
from pactwright.text.perspective_reader import read_perspective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective
    from pactwright.text.reader import Document


@dataclass(frozen=True)
class DraftPair:
    """Both texts, older first, and for each view that was asked for its file on either."""

    cases: tuple[Case, Case]
    views: tuple[tuple[Document[Perspective], Document[Perspective]], ...]

    @property
    def inputs(self) -> dict[str, str]:
        """Hashes of every file, as a stamp has them."""
        found = {}
        for word, case in zip(("older", "newer"), self.cases, strict=True):
            found[f"{word}/agreement.yaml"] = case.agreement.sha256
        for pair in self.views:
            for word, view in zip(("older", "newer"), pair, strict=True):
                found[f"{word}/{view.model.perspective.id}"] = view.sha256
        return found


def open_pair(old: str | Path, new: str | Path, perspectives: Sequence[str]) -> DraftPair:
    """Both texts and the views named; none named, no view is opened.

    A view that each case has is read from its own file; one that only one case has, from that file
    against both texts.

    Raises
    ------
    InputError, ReadError
        Cases or views that are not there; files with errors; a view that does not fit both texts.
    """
    cases = _text(old), _text(new)
    if not perspectives:
        return DraftPair(cases, ())
    own = [_views_of(path) for path in (old, new)]
    known = sorted({*own[0], *own[1]})
    pairs = []
    for name in dict.fromkeys(perspectives):
        if name not in known:
            near = near_names(name, known).question or f"There are {', '.join(known) or 'none'}."
            raise InputError(f"neither text comes with a view {name!r}. {near}")
        here, there = own[0].get(name), own[1].get(name)
        older = here or _against(there, cases[0].agreement.model, "older")
        pairs.append((older, there or _against(here, cases[1].agreement.model, "newer")))
    return DraftPair(cases, tuple(pairs))


def views_of(pair: DraftPair, seed: int) -> list[OneView]:
    """The views, ready to run, alphabetical by holder."""
    ordered = sorted(pair.views, key=lambda p: (p[1].model.perspective.view_of.casefold(),
                                                p[1].model.perspective.id))  # fmt: skip
    return [
        OneView(
            _side(newer.model, number),
            (
                _run(pair.cases[0].agreement.model, older.model, seed),
                _run(pair.cases[1].agreement.model, newer.model, seed),
            ),
            is_same_file=older.sha256 == newer.sha256,
        )
        for number, (older, newer) in enumerate(ordered)
    ]


def _run(agreement: Agreement, view: Perspective, seed: int) -> ViewRun:
    return ViewRun(agreement, view, done=tuple(view.perspective.already_done), seed=seed)


def _side(view: Perspective, number: int) -> ViewSide:
    meta = view.perspective
    return ViewSide(
        id=meta.id,
        letter=chr(ord("A") + number) if number < 26 else f"V{number + 1}",
        view_of=meta.view_of,
        kind=str(meta.kind),
        numbers_by=str(meta.numbers_by),
        confirmed_by_holder=bool(meta.confirmed_by_holder),
        knowledge_until=str(meta.knowledge_until),
        hindsight=tuple(meta.hindsight),
    )


def _text(case: str | Path) -> Case:
    return Case(find_agreement(case).parent, open_agreement(case), ())


def _views_of(case: str | Path) -> dict[str, Document[Perspective]]:
    try:
        opened = open_case(case)
    except InputError:  # a text that comes without views
        return {}
    return {one.model.perspective.id: one for one in opened.perspectives}


def _against(
    view: Document[Perspective] | None, agreement: Agreement, word: str
) -> Document[Perspective]:
    """The same file read against the other text."""
    assert view is not None  # noqa: S101 - a known view has a file on one side
    try:
        return read_perspective(Path(view.file), agreement)
    except ReadError as error:
        name = view.model.perspective.id
        msg = (
            f"the view {name!r} does not fit the {word} text, whose folder has none of that name. "
            f"Write one there, or mend what does not fit:\n{error}"
        )
        raise InputError(msg) from error
