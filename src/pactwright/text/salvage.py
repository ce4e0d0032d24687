"""What of a faulty tree can still be understood, so that one fault does not hide the next.

Two repairs, both only for finding further errors; no result is ever computed from them:

* a key that is unknown but like one that is not there is taken for that one;
* what stays faulty is left out, together with what cannot stand without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from pactwright.text.validation import problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.diagnostics import Path, Problem
    from pactwright.text.nodes import SpanMap, Tree

ModelT = TypeVar("ModelT", bound=BaseModel)
_ROUNDS = 60


def slips_of(problems: list[Problem], tree: Tree) -> dict[Path, str]:
    """Unknown keys that were probably meant to be another one, which does not stand beside them."""
    slips: dict[Path, str] = {}
    taken: set[Path] = set()
    for problem in problems:
        if problem.name != "unknown-key" or problem.meant is None:
            continue
        target = (*problem.path[:-1], problem.meant)
        beside = _part(tree, problem.path[:-1])
        if target not in taken and isinstance(beside, dict) and problem.meant not in beside:
            slips[problem.path] = problem.meant
            taken.add(target)
    return slips


def _part(tree: Tree, path: Path) -> Tree:
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(str(step))
        elif isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
    return tree


def renamed(tree: Tree, slips: Mapping[Path, str], at: Path = ()) -> Tree:
    """The tree with the keys of `slips` under their meant names, in their old places."""
    if isinstance(tree, dict):
        return {
            slips.get((*at, key), key): renamed(value, slips, (*at, key))
            for key, value in tree.items()
        }
    if isinstance(tree, list):
        return [renamed(value, slips, (*at, index)) for index, value in enumerate(tree)]
    return tree


def rename_spans(spans: SpanMap, slips: Mapping[Path, str]) -> None:
    """Let every place under a renamed key be found by its new path as well."""
    for places in (spans.values, spans.keys):
        for path, span in list(places.items()):
            places.setdefault(_new_path(path, slips), span)
    spans.quoted |= {_new_path(path, slips) for path in spans.quoted}


def _new_path(path: Path, slips: Mapping[Path, str]) -> Path:
    return tuple(slips.get(path[: depth + 1], step) for depth, step in enumerate(path))


def salvaged(tree: Tree, model_class: type[ModelT], fallback: Mapping[str, Tree]) -> ModelT | None:
    """The model of what remains when the faulty parts are left out, if anything does.

    A missing key makes the entry around it unusable, so that one is left out next, and so on
    outwards. A section that the model cannot do without is then replaced by `fallback`.
    """
    filled: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return model_class.model_validate(tree)
        except ValidationError as error:
            problems = problems_of(error, tree, model_class)
        missing = [str(one.path[0]) for one in problems if _is_missing_section(one)]
        if any(key in filled or key not in fallback for key in missing):
            return None
        faulty = {one.path[:-1] if one.name == "missing-key" else one.path for one in problems}
        tree = pruned(tree, frozenset(faulty - {()}))
        if not isinstance(tree, dict):
            return None
        tree = {**tree, **{key: fallback[key] for key in missing}}
        filled.update(missing)
    return None


def _is_missing_section(problem: Problem) -> bool:
    return problem.name == "missing-key" and len(problem.path) == 1


def pruned(tree: Tree, paths: frozenset[Path], at: Path = ()) -> Tree:
    """The tree without the parts at `paths`."""
    if not paths:
        return tree
    if isinstance(tree, dict):
        return {
            key: pruned(value, paths, (*at, key))
            for key, value in tree.items()
            if (*at, key) not in paths
        }
    if isinstance(tree, list):
        return [
            pruned(value, paths, (*at, index))
            for index, value in enumerate(tree)
            if (*at, index) not in paths
        ]
    return tree
