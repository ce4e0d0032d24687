"""Pydantic's findings about a tree, in the author's words and with paths of the tree.

A pydantic error names the branch of a union or the validator it came from inside its location;
those parts are not in the file and are left out. Of a union only the branch that was probably
meant is reported.
"""

from __future__ import annotations

import types
import typing
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from pactwright.diagnostics import Path, Problem, near_names
from pactwright.model.declared import part_at

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from pactwright.text.nodes import Tree

_KINDS = {
    "string_type": "a text",
    "dict_type": "key: value entries",
    "model_type": "key: value entries",
    "model_attributes_type": "key: value entries",
    "list_type": "a list",
    "tuple_type": "a list",
    "bool_type": "yes or no",
    "int_type": "a whole number",
    "float_type": "a number",
}
_SHOWN_NAMES = 14


@dataclass(frozen=True, slots=True)
class _Located:
    """One pydantic error with its path in the tree and the union branch it passed, if any."""

    error: ErrorDetails
    path: Path
    fork: Path | None
    branch: str | None


def problems_of(error: ValidationError, tree: Tree, model_class: type[BaseModel]) -> list[Problem]:
    """Problems of a tree that a model class refused, one per fault of the author."""
    located = [_locate(one, tree) for one in error.errors(include_url=False)]
    return [_problem(one, tree, model_class) for one in _meant_branches(located)]


def _locate(error: ErrorDetails, tree: Tree) -> _Located:
    path: Path = ()
    node, fork, branch = tree, None, None
    *front, last = error["loc"] or ("",)
    is_about_key = error["type"] in {"missing", "extra_forbidden"}
    for part in front if is_about_key else error["loc"]:
        if isinstance(node, dict) and part in node:
            node, path = node[str(part)], (*path, part)
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node, path = node[part], (*path, part)
        elif isinstance(part, str) and part != "[key]" and fork is None:
            fork, branch = path, part
    if is_about_key:
        path = (*path, last)
    return _Located(error, path, fork, branch)


def _meant_branches(located: list[_Located]) -> list[_Located]:
    """Errors with, of each union, only those of the branch that fits best."""
    groups: dict[Path | None, list[_Located]] = defaultdict(list)
    for one in located:
        groups[one.fork].append(one)
    kept = groups.pop(None, [])
    for fork, members in groups.items():
        branches: dict[str | None, list[_Located]] = defaultdict(list)
        for one in members:
            branches[one.branch].append(one)
        fitting = [
            errors
            for errors in branches.values()
            if not all(one.path == fork and one.error["type"] in _KINDS for one in errors)
        ]
        # No branch takes this kind of value at all: say every kind that would do.
        kept += _smallest(fitting) if fitting else _merged(members)
    return kept


def _smallest(branches: list[list[_Located]]) -> list[_Located]:
    return sorted(branches, key=len)[0]


def _merged(members: list[_Located]) -> list[_Located]:
    kinds = list(dict.fromkeys(_KINDS[one.error["type"]] for one in members))
    first = members[0]
    error: Any = {**first.error, "type": "kinds", "ctx": {"kinds": " or ".join(kinds)}}
    return [_Located(error, first.path, first.fork, first.branch)]


def _problem(one: _Located, tree: Tree, model_class: type[BaseModel]) -> Problem:
    kind = one.error["type"]
    context = one.error.get("ctx") or {}
    if kind == "missing":
        return _missing(one.path, tree, known_keys(model_class, one.path[:-1]))
    if kind == "extra_forbidden":
        return _unknown_key(one.path, known_keys(model_class, one.path[:-1]))
    if kind in _KINDS or kind == "kinds":
        expected = context.get("kinds") or _KINDS[kind]
        label = f"{_named(one.path)} must be {expected}, not {_kind_of(one.error['input'])}"
        return Problem("wrong-kind", one.path, label)
    if kind in {"enum", "literal_error"}:
        return _unknown_word(one, context)
    return _bad_value(one, context, tree, model_class)


def _missing(path: Path, tree: Tree, known: list[str]) -> Problem:
    where = f" in '{path[-2]}'" if len(path) > 1 and isinstance(path[-2], str) else ""
    label = f"the key '{path[-1]}' is missing{where}"
    help_ = f"add  {path[-1]}: ..."
    related = _usual_place(path, tree, known)
    return Problem("missing-key", path, label, at="key", help=help_, related=related)


def _usual_place(path: Path, tree: Tree, known: list[str]) -> tuple[tuple[Path, str], ...]:
    """The key after which a missing one usually stands, if there is one."""
    entry = part_at(tree, path[:-1])
    earlier = known[: known.index(str(path[-1]))] if path[-1] in known else []
    present = [key for key in entry if key in earlier] if isinstance(entry, dict) else []
    if not present:
        return ()
    return (((*path[:-1], present[-1]), f"'{path[-1]}' usually stands after this line"),)


def _unknown_key(path: Path, known: list[str]) -> Problem:
    name = str(path[-1])
    near = near_names(name, known)
    help_ = near.question
    notes: tuple[str, ...] = ()
    if help_ is None:
        notes = (_listing("keys here", known),) if known else ()
        help_ = "a key of your own begins with 'x-'"
    label = f"unknown key {name!r}"
    meant = near.names[0] if near.names else None
    return Problem("unknown-key", path, label, at="key", notes=notes, help=help_, meant=meant)


def _unknown_word(one: _Located, context: dict[str, Any]) -> Problem:
    allowed = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
    words = [word.strip("'") for word in allowed]
    given = str(one.error["input"])
    label = f"{given!r} is not one of the words that {_named(one.path)} takes"
    return Problem(
        "unknown-word",
        one.path,
        label,
        help=near_names(given, words).question,
        notes=(_listing("words", words, at_most=60),),
    )


def _bad_value(
    one: _Located, context: dict[str, Any], tree: Tree, model_class: type[BaseModel]
) -> Problem:
    kind = one.error["type"]
    cause = context.get("error")
    label = str(cause) if kind == "value_error" and cause else one.error["msg"]
    name = kind if "-" in kind else getattr(cause, "name", "bad-value")
    notes = context.get("notes", ())
    missing = getattr(cause, "missing", None)
    if missing is not None:
        path = (*one.path, missing)
        related = _usual_place(path, tree, known_keys(model_class, one.path))
        return Problem(
            name, path, label, at="key", help=getattr(cause, "help", None), related=related
        )
    return Problem(
        name,
        (*one.path, *context.get("within", ())),
        label,
        at=context.get("at", "value"),
        help=context.get("help") or getattr(cause, "help", None),
        notes=(notes,) if isinstance(notes, str) else tuple(notes),
        offset=context.get("offset"),
        length=context.get("length"),
    )


def _listing(title: str, names: list[str], *, at_most: int = _SHOWN_NAMES) -> str:
    rest = len(names) - at_most
    return f"{title}: " + ", ".join(names[:at_most]) + (f" and {rest} more" if rest > 0 else "")


def _named(path: Path) -> str:
    words = [part for part in path if isinstance(part, str)]
    return f"'{words[-1]}'" if words else "the file"


def _kind_of(value: object) -> str:
    if isinstance(value, dict):
        return "key: value entries"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "empty"
    return "a text"


def known_keys(model_class: type[BaseModel], path: Path) -> list[str]:
    """Keys that a file may have at `path`, in the order of the model; empty where any may stand.

    Where several kinds of entry may stand there, the keys of all of them.
    """
    candidates: list[object] = [model_class]
    for part in path:
        candidates = [inner for one in candidates for inner in _step(one, part)]
    keys: dict[str, None] = {}
    for one in candidates:
        for model in _models(one):
            keys.update(dict.fromkeys(_key(name, info) for name, info in _fields(model)))
    return [key for key in keys if not key.startswith("$")]  # '$' marks what no file may hold


def _step(annotation: object, part: str | int) -> list[object]:
    found: list[object] = []
    for one in _alternatives(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            named = [info.annotation for name, info in _fields(one) if _key(name, info) == part]
            found += named or _under_any_name(one)
            continue
        origin, arguments = typing.get_origin(one), typing.get_args(one)
        if origin is dict and len(arguments) == 2:
            found.append(arguments[1])
        elif origin in {list, tuple, set, frozenset} and isinstance(part, int):
            found += [argument for argument in arguments if argument is not Ellipsis]
        elif origin in {list, tuple} and isinstance(part, str):
            # A single entry may stand where a list is meant.
            found += [inner for argument in arguments for inner in _step(argument, part)]
    return found


def _under_any_name(model: type[BaseModel]) -> list[object]:
    """What stands under a name of the author's choice, in a model that takes such names."""
    entry_type = getattr(model, "entry_type", None)
    return [] if entry_type is None else [entry_type()]


def _models(annotation: object) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    for one in _alternatives(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            found.append(one)
        elif typing.get_origin(one) in {list, tuple}:
            found += [model for argument in typing.get_args(one) for model in _models(argument)]
    return found


def _alternatives(annotation: object) -> list[object]:
    """The annotation without wrappers, as a list of its union's members."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return [one for part in typing.get_args(annotation) for one in _alternatives(part)]
    return [annotation]


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    return list(model.model_fields.items())


def _key(name: str, info: FieldInfo) -> str:
    return str(info.alias or name)
