"""JSON Schema of the file formats, for editors: draft-07, the version that most of them read.

Written from the models, so that it cannot disagree with them on keys. It checks form only; whether
names resolve needs the whole file, which `read_agreement` looks at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.model.agreement import Agreement

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = "http://json-schema.org/draft-07/schema#"
_TITLES = {"agreement": "Pactwright agreement", "perspective": "Pactwright perspective"}
KINDS = tuple(_TITLES)
"""Kinds of file that have a schema."""


def json_schema(kind: str) -> dict[str, Any]:
    """Draft-07 JSON Schema of one kind of file.

    Parameters
    ----------
    kind : 'agreement' or 'perspective'

    Notes
    -----
    Unknown keys are refused except those that begin with 'x-', as in reading. Texts in one of the
    small grammars (moments, durations, names) carry a pattern.
    """
    shared: dict[str, Any] = {}
    schema = _as_draft_7(_model(kind).model_json_schema(by_alias=True), shared)
    definitions = {**schema.pop("definitions", {}), **shared}
    return {
        "$schema": DIALECT,
        "title": _TITLES[kind],
        **schema,
        "definitions": dict(sorted(definitions.items())),
    }


def _model(kind: str) -> type[BaseModel]:
    if kind == "agreement":
        return Agreement
    # Imported here: an agreement's schema needs nothing of the other format.
    from pactwright.model.perspective import Perspective

    return Perspective


_RENAMED: dict[str, str] = {"$defs": "definitions", "prefixItems": "items"}
_DROPPED = {"discriminator", "default", "title"}
_MAPS = {"$defs", "properties", "patternProperties"}  # their keys are names, not schema words


def _as_draft_7(node: Any, shared: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """One part of a 2020-12 schema in the words of draft-07.

    Grammars that many keys share are gathered in `shared` by their title.
    """
    if isinstance(node, list):
        return [_as_draft_7(one, shared) for one in node]
    if not isinstance(node, dict):
        return node
    changed: dict[str, Any] = {}
    for key, value in node.items():
        if key in _MAPS:
            named = {name: _as_draft_7(one, shared) for name, one in value.items()}
            changed[_renamed(key)] = named
        elif key not in _DROPPED:
            changed[_renamed(key)] = _as_draft_7(value, shared)
    if "$ref" in changed:
        return _reference(changed)
    if "pattern" in changed and "title" in node:
        shared.setdefault(node["title"], changed)
        return {"$ref": f"#/definitions/{node['title']}"}
    if changed.get("type") == "object":
        _open_to_extensions(changed)
    return _without_null(changed)


def _renamed(key: str) -> str:
    return _RENAMED.get(key, key)


def _reference(node: dict[str, Any]) -> dict[str, Any]:
    """A reference; draft-07 ignores whatever else stands beside it."""
    target = str(node.pop("$ref")).replace("#/$defs/", "#/definitions/")
    return {**node, "allOf": [{"$ref": target}]} if node else {"$ref": target}


def _open_to_extensions(node: dict[str, Any]) -> None:
    """Let keys that begin with 'x-' pass, with any value."""
    names = node.pop("propertyNames", None)
    by_pattern = node.pop("patternProperties", {})
    if len(by_pattern) == 1:  # entries under free names: the author's own keys are no entries
        pattern, node["additionalProperties"] = next(iter(by_pattern.items()))
        names = {"pattern": pattern}
    node["patternProperties"] = {"^x-": True}
    if names is not None:
        node["propertyNames"] = {"anyOf": [{"pattern": "^x-"}, names]}


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    """A choice without 'null': a key with nothing after it is an error in these formats."""
    choices = node.get("anyOf")
    if not isinstance(choices, list) or {"type": "null"} not in choices:
        return node
    rest = [one for one in choices if one != {"type": "null"}]
    others = {key: value for key, value in node.items() if key != "anyOf"}
    if len(rest) == 1:
        return {**others, **rest[0]}
    return {**others, "anyOf": rest}
