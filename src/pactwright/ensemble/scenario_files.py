"""Scenarios that a user writes down: a small YAML file of named changes.

    format: 1
    scenarios:
      long-winter:
        words: the pass is closed and both sides can wait
        change:
          patience.east: {times: 2}
          guarantors.envoy.hurts.east: {to: 1}

Inputs have the dotted names of the perspective file; values stand in the model's own units (shares
between 0 and 1, times in days, points).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import yaml

from pactwright.ensemble.scenarios import Change, Scenario, Verb
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of a file, in its order.

    Raises
    ------
    InputError
        If the file cannot be read or is not of this form; names the place.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path.name}: {' '.join(str(error).split())}") from error
    top = _block(found, path.name)
    if top.get("format") != FORMAT:
        raise InputError(f"{path.name}: format is {FORMAT}, got {top.get('format')!r}")
    named = _block(top.get("scenarios"), f"{path.name}: scenarios")
    return tuple(_scenario(str(name), one, path.name) for name, one in named.items())


def _scenario(name: str, value: object, file: str) -> Scenario:
    place = f"{file}: {name}"
    block = _block(value, place)
    extra = sorted(set(map(str, block)) - {"words", "change"})
    if extra:
        raise InputError(f"{place}: {extra[0]!r} is not known here; there are words and change")
    changes = _block(block.get("change"), f"{place}: change")
    made = tuple(_change(str(key), one, f"{place}: {key}") for key, one in changes.items())
    return Scenario(name, str(block.get("words", name)), made)


def _change(name: str, value: object, place: str) -> Change:
    block = _block(value, place)
    verbs = [str(one) for one in Verb]
    if len(block) != 1 or next(iter(block)) not in verbs:
        raise InputError(f"{place}: write one of {', '.join(verbs)}, such as {{times: 0.5}}")
    (key, by), *_ = block.items()
    verb = Verb(str(key))
    if verb is Verb.AS:
        return Change(name, verb, str(by))
    if isinstance(by, bool) or not isinstance(by, int | float) or not math.isfinite(by):
        raise InputError(f"{place}: {key} takes a number, got {by!r}")
    return Change(name, verb, float(by))


def _block(value: object, place: str) -> Mapping[object, object]:
    if not isinstance(value, dict):
        raise InputError(f"{place}: expected names with values under them")
    return value
