"""The JSON Schema: accepts good files, refuses what the reader refuses about form."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

import pactwright
from agreement_texts import SMALL, changed
from pactwright.cli.schema import KINDS as COMMAND_KINDS
from pactwright.text.nodes import compose
from pactwright.text.schema import KINDS, json_schema

CASES = Path(pactwright.__file__).parent / "data" / "cases"
FILES = {
    "agreement": sorted(CASES.glob("*/agreement.yaml")),
    "perspective": sorted(CASES.glob("*/perspectives/*.yaml")),
}
PAIRS = [(kind, path) for kind, paths in FILES.items() for path in paths]


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and true/false are typed, dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0].rpartition(":")[2] in {"int", "float", "null"}]
    for first, pairs in copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers).items()
}


def as_editor(text: str) -> object:
    return yaml.load(text, EditorLoader)  # noqa: S506 - a SafeLoader with fewer types


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_valid_draft_7(kind):
    schema = json_schema(kind)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    assert "$defs" not in str(schema)


@pytest.mark.parametrize(("kind", "path"), PAIRS, ids=lambda one: getattr(one, "stem", one))
def test_schema_accepts_every_shipped_file(kind, path):
    validator = Draft7Validator(json_schema(kind))
    text = path.read_text(encoding="utf-8")
    for tree in (compose(text).tree, as_editor(text)):
        assert [error.message for error in validator.iter_errors(tree)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("parties:\n  east", "partes:\n  east"),
        ("kind: armed-group", "kind: armed-grop"),
        ("roles: [monitor]", "roles: [moniter]"),
        ("due: 20d after signed", "due: 20 days after signed"),
        ("due: 20d after signed", "due: 20d"),
        ("verify: {by: watch}", "verify: {bye: watch}"),
        ("  title: Two Rivers\n", ""),
        ("format: 1", "format: 2"),
        ("within: 4d", "within: four"),
        ("{cure: violator, within: 4d}", "{cure: violator, meet: all}"),
        ("duty: refrain", "duty: refrain\n    colour: red"),
        ("until: first.ended", "until: first"),
    ],
)
def test_schema_refuses_what_is_misspelt(old, new):
    validator = Draft7Validator(json_schema("agreement"))
    assert validator.is_valid(compose(SMALL).tree)
    assert not validator.is_valid(compose(changed(old, new)).tree)


def test_schema_lets_keys_of_the_author_pass():
    text = changed("duty: refrain", "duty: refrain\n    x-note: {any: [thing]}")
    text = changed("parties:\n  east", "x-own: 1\nparties:\n  x-draft: 1\n  east", text)
    assert Draft7Validator(json_schema("agreement")).is_valid(compose(text).tree)


def test_command_offers_the_kinds_that_have_a_schema():
    assert COMMAND_KINDS == KINDS
