"""Every shipped view: laws for all it says, sides treated alike, no quarrel with itself."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest

from pactwright.elicit.consistency import find_disagreements
from pactwright.elicit.inputs import collect_inputs
from pactwright.elicit.situations import weighed_duties
from pactwright.model.perspective import Perspective
from pactwright.text import read_agreement
from pactwright.text.perspective_reader import read_perspective

CASES = resources.files("pactwright") / "data" / "cases"
VIEWS = sorted(
    f"{case.name}/{view.name}"
    for case in CASES.iterdir()
    if (case / "perspectives").is_dir()
    for view in (case / "perspectives").iterdir()
)


def read(view):
    case, name = view.split("/")
    agreement = read_agreement((CASES / case / "agreement.yaml").read_bytes(), file=case).model
    content = (CASES / case / "perspectives" / name).read_bytes()
    return agreement, read_perspective(content, agreement, file=name)


def inputs_of(perspective, agreement):
    duties = {name: agreement.obligations[name].count for name in weighed_duties(perspective)}
    return collect_inputs(perspective, parties=tuple(agreement.parties), duties=duties), duties


def swapped(tree, names):
    if isinstance(tree, dict):
        return {swapped(key, names): swapped(value, names) for key, value in tree.items()}
    if isinstance(tree, list):
        return [swapped(one, names) for one in tree]
    return names.get(tree, tree)


def without_own_keys(tree):
    if isinstance(tree, dict):
        return {k: without_own_keys(v) for k, v in tree.items() if not k.startswith("x-")}
    return [without_own_keys(one) for one in tree] if isinstance(tree, list) else tree


def test_there_are_views_to_look_at():
    assert len(VIEWS) >= 10


@pytest.mark.parametrize("view", VIEWS)
def test_values_of_a_shipped_view_are_finite_and_within_their_units(view):
    agreement, document = read(view)
    table, _ = inputs_of(document.model, agreement)
    drawn = table.values(np.random.default_rng(11).random((256, len(table.dimensions))))
    for name, values in drawn.items():
        assert np.all(np.isfinite(values)), name
        if table.inputs[name].unit == "share":
            assert np.all((values >= 0) & (values <= 1)), name
        if table.inputs[name].unit == "days":
            assert np.all(values > 0), name


@pytest.mark.parametrize("view", VIEWS)
def test_swapping_the_sides_of_a_shipped_view_swaps_its_inputs(view):
    agreement, document = read(view)
    one, other = agreement.parties
    names = {one: other, other: one}
    mirrored = Perspective.model_validate(swapped(without_own_keys(document.tree), names))
    here, duties = inputs_of(document.model, agreement)
    there = collect_inputs(mirrored, parties=(one, other), duties=duties)
    middles, twins = here.medians(), there.medians()
    for name, value in middles.items():
        twin = ".".join(names.get(part, part) for part in name.split("."))
        assert twins[twin] == pytest.approx(value, rel=1e-3, abs=1e-6), name
        assert there.inputs[twin].origin is here.inputs[name].origin
        assert there.inputs[twin].group is here.inputs[name].group
    assert len(twins) == len(middles)


@pytest.mark.parametrize("view", [one for one in VIEWS if one.startswith("lake-ardan")])
def test_the_invented_views_agree_with_themselves(view):
    agreement, document = read(view)
    table, duties = inputs_of(document.model, agreement)
    parties = tuple(agreement.parties)
    assert find_disagreements(document.model, table, parties=parties, duties=duties) == []
