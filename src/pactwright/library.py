"""Cases: a folder, an agreement file, or one that comes with the program.

A case is `agreement.yaml` and `perspectives/*.yaml` beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from pactwright.diagnostics import near_names
from pactwright.errors import InputError, ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective
    from pactwright.text.reader import Document

AGREEMENT = "agreement.yaml"
PERSPECTIVES = "perspectives"


@dataclass(frozen=True)
class Case:
    """An agreement and the views of it, alphabetical by holder."""

    folder: Path
    agreement: Document[Agreement]
    perspectives: tuple[Document[Perspective], ...]

    @property
    def name(self) -> str:
        """Name of a case that comes with the program; "" for a case of one's own."""
        is_shipped = self.folder.resolve().parent == _shipped_root().resolve()
        return self.folder.name if is_shipped else ""


def shipped_cases() -> tuple[str, ...]:
    """Names of the cases that come with the program, sorted."""
    root = _shipped_root()
    return tuple(sorted(p.name for p in root.iterdir() if (p / AGREEMENT).is_file()))


def open_case(case: str | Path, *, perspectives: Sequence[str] | None = None) -> Case:
    """Read a case: all its files, or only the named perspectives.

    Raises
    ------
    InputError
        If there is no such case or perspective; names the nearest.
    ReadError
        With every error of every file of the case.
    """
    # Imported here: whoever only looks for a file needs neither of the two models.
    from pactwright.text.agreement_reader import read_agreement
    from pactwright.text.perspective_reader import read_perspective

    path = find_agreement(case)
    folder = path.parent
    agreement = read_agreement(path)
    found = sorted((folder / PERSPECTIVES).glob("*.yaml"))
    documents, failures = [], []
    for file in found:
        try:
            documents.append(read_perspective(file, agreement.model))
        except ReadError as error:
            if perspectives is None or file.stem in perspectives:
                failures.append(error)
    if failures:
        raise ReadError(
            "\n\n".join(str(error) for error in failures),
            diagnostics=[d for error in failures for d in error.diagnostics],
        )
    if perspectives is not None:
        documents = _chosen(documents, perspectives, folder)
    if not documents:
        msg = (
            f"{folder.name} comes without perspectives, so nothing can be assessed: it is there to "
            f"be compared. Copy {path} into a folder of yours, and write one there with "
            "pactwright init --perspective NAME FOLDER"
            if folder.parent == _shipped_root()
            else f"{folder} has no perspectives, so nothing can be assessed. Write one with "
            f"pactwright init --perspective NAME {folder}"
        )
        raise InputError(msg)
    documents.sort(key=lambda d: (d.model.perspective.view_of.casefold(), d.model.perspective.id))
    _check_ids(documents)
    return Case(folder, agreement, tuple(documents))


def input_hashes(case: str | Path, perspectives: Sequence[str]) -> dict[str, str]:
    """Hashes of the agreement and of the named views, as a stamp has them.

    Raises
    ------
    InputError, ReadError
        As `open_case`.
    """
    opened = open_case(case, perspectives=perspectives)
    views = {document.model.perspective.id: document.sha256 for document in opened.perspectives}
    return {AGREEMENT: opened.agreement.sha256, **views}


def open_agreement(case: str | Path) -> Document[Agreement]:
    """Read the agreement of a case and nothing else.

    Raises
    ------
    InputError
        If there is no such case; names the nearest.
    ReadError
        With every error of the file.
    """
    from pactwright.text.agreement_reader import read_agreement

    return read_agreement(find_agreement(case))


def find_agreement(case: str | Path) -> Path:
    """Path of the agreement file of a folder, a file, or a case that comes with the program.

    Raises
    ------
    InputError
        If there is no such case; names the nearest.
    """
    path = Path(case)
    if path.is_dir():
        if (path / AGREEMENT).is_file():
            return path / AGREEMENT
        msg = f"{path} is a folder without {AGREEMENT}. Start one with: pactwright init {path}"
        raise InputError(msg)
    if path.is_file():
        return path
    name = str(case)
    if name in shipped_cases():
        return _shipped_root() / name / AGREEMENT
    near = near_names(name, shipped_cases()).question or ""
    msg = (
        f"{name!r} is neither a folder, nor a file, nor a case that comes with the program "
        f"({', '.join(shipped_cases())}). {near}"
    )
    raise InputError(msg.strip())


def _shipped_root() -> Path:
    with resources.as_file(resources.files("pactwright") / "data" / "cases") as root:
        return Path(root)


def _chosen(
    documents: Sequence[Document[Perspective]], names: Sequence[str], folder: Path
) -> list[Document[Perspective]]:
    by_id = {d.model.perspective.id: d for d in documents}
    for name in names:
        if name not in by_id:
            near = near_names(name, tuple(by_id)).question or f"they are {', '.join(sorted(by_id))}"
            msg = f"{folder} has no perspective {name!r}. {near}"
            raise InputError(msg)
    return [by_id[name] for name in dict.fromkeys(names)]


def _check_ids(documents: Sequence[Document[Perspective]]) -> None:
    seen: set[str] = set()
    for document in documents:
        name = document.model.perspective.id
        if name in seen:
            msg = f"two perspectives of this case have the id {name!r}; give each its own"
            raise InputError(msg)
        seen.add(name)
