"""The start of a case: a folder with a commented agreement, and perspectives to fill in."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from pactwright.errors import InputError
from pactwright.text.agreement_reader import read_agreement
from pactwright.text.writing import create_text

AGREEMENT_FILE = "agreement.yaml"
PERSPECTIVES_FOLDER = "perspectives"
_ID = re.compile(r"[^\W\d_](?:[\w-]*\w)?")


def agreement_template(agreement_id: str) -> str:
    """A small, invented, valid agreement with comments, under the given id."""
    template = resources.files("pactwright").joinpath("data", "templates", AGREEMENT_FILE)
    return template.read_text(encoding="utf-8").replace("@ID@", agreement_id)


def start_case(folder: Path) -> Path:
    """Write a new case into a folder, which may exist; the path of its agreement.

    Raises
    ------
    InputError
        If the folder has an agreement already, or is a file.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; give the name of a folder for the case"
        raise InputError(message)
    path = folder / AGREEMENT_FILE
    create_text(path, agreement_template(id_from(folder.resolve().name)))
    (folder / PERSPECTIVES_FOLDER).mkdir(exist_ok=True)
    return path


def add_perspective(folder: Path, name: str) -> Path:
    """Write the half-hour core of a perspective into a case; the path of the new file.

    Raises
    ------
    InputError
        If the name cannot be a file's name, or such a perspective is there already.
    ReadError
        If the case's agreement cannot be read: its duties and parties stand in the new file.
    """
    if not _ID.fullmatch(name):
        message = f"{name!r} cannot name a perspective: use letters, digits and hyphens"
        raise InputError(message)
    path = folder / PERSPECTIVES_FOLDER / f"{name}.yaml"
    if path.exists():
        message = f"{path} is there already and is left as it is; choose another name"
        raise InputError(message)
    agreement = read_agreement(folder / AGREEMENT_FILE).model
    from pactwright.text.perspective_scaffold import core_template

    create_text(path, core_template(agreement, name))
    return path


def id_from(name: str) -> str:
    """An id made from a folder's name: 'My Case 2' becomes 'my-case-2'.

    >>> id_from("My Case 2")
    'my-case-2'
    """
    words = re.sub(r"[^\w]+|_+", "-", name.lower()).strip("-")
    words = re.sub(r"^[\d-]+", "", words)
    return words or "my-agreement"
