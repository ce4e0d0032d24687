"""One text under the names of another, so that paired clauses can be compared line by line."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from pactwright.model.agreement import Agreement
from pactwright.model.declared import declared_in, part_at
from pactwright.model.mentions import mentions_in

if TYPE_CHECKING:
    from pactwright.diagnostics import Path
    from pactwright.model.mentions import Mention
    from pactwright.text.nodes import Tree

Names: TypeAlias = "dict[tuple[str, str], str]"
"""(section, name) -> the name that it gets."""

_NAMED_THINGS = ("places", "lists", "parties", "third_parties", "bodies", "outsiders")
# A name by itself or in an event or tranche: 'disarm', 'disarm[2]', '5d after disarm.done'.
_NAME_IN_TEXT = re.compile(r"(?<![\w.-])[^\W\d_](?:[\w-]*\w)?(?=[.\[]|$)")


def plain_tree(tree: Tree) -> Any:  # noqa: ANN401 - any part of a YAML tree
    """The tree without `x-` keys, which are the author's own and no part of the text."""
    if isinstance(tree, dict):
        return {key: plain_tree(one) for key, one in tree.items() if not key.startswith("x-")}
    if isinstance(tree, list):
        return [plain_tree(one) for one in tree]
    return tree


def renamed(agreement: Agreement, tree: Any, names: Names) -> tuple[Agreement, Any]:  # noqa: ANN401
    """The agreement and its tree with every name of `names` replaced, wherever it is mentioned."""
    wanted = {key: new for key, new in names.items() if key[1] != new}
    if not wanted:
        return agreement, tree
    declared = declared_in(tree)
    texts: dict[Path, dict[str, str]] = defaultdict(dict)
    keys: dict[Path, str] = {}
    for mention in mentions_in(agreement, tree):
        section = next((one for one in mention.sections if declared.has(mention.name, (one,))), "")
        new = wanted.get((section, mention.name))
        if new is not None and _is_key(mention, tree):
            keys[mention.path] = new
        elif new is not None:
            texts[mention.path][mention.name] = new
    for entry, new in wanted.items():
        keys[entry] = new
    objects = {old: new for (section, old), new in wanted.items() if section in _NAMED_THINGS}
    result = _rewritten(tree, (), texts, keys, objects)
    return Agreement.model_validate(result), result


def _is_key(mention: Mention, tree: object) -> bool:
    """Whether the name stands as a key (of a reading) and not as a value."""
    return mention.path[-1] == mention.name and isinstance(part_at(tree, mention.path), dict)


def _rewritten(
    node: Any,  # noqa: ANN401 - any part of a YAML tree
    path: Path,
    texts: dict[Path, dict[str, str]],
    keys: dict[Path, str],
    objects: dict[str, str],
    replacing: dict[str, str] | None = None,
) -> Any:  # noqa: ANN401
    here = {**(replacing or {}), **texts.get(path, {})}
    if isinstance(node, dict):
        return {
            keys.get((*path, key), key): _rewritten(one, (*path, key), texts, keys, objects, here)
            for key, one in node.items()
        }
    if isinstance(node, list):
        items = enumerate(node)
        return [_rewritten(one, (*path, k), texts, keys, objects, here) for k, one in items]
    if not isinstance(node, str):
        return node
    if here:
        return _NAME_IN_TEXT.sub(lambda match: here.get(match[0], match[0]), node)
    # A place or list that an action names without a key of its own: {open: crossing}.
    return objects.get(node, node) if "what" in path else node
