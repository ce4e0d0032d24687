"""An answer written as JSON, run again: the same, or what changed. Nothing is computed here."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fixtures_assessment import lake_ardan
from pactwright import provenance, workbench
from pactwright.documents import forecast_document, render_json, to_json
from pactwright.errors import InputError
from pactwright.library import find_agreement, input_hashes
from pactwright.provenance import compare

if TYPE_CHECKING:
    from pactwright.assessment import Assessment

VIEWS = ["lake-institute", "port-chamber"]
ASKED = {"perspectives": VIEWS, "done": [], "draws": 256, "seed": 1, "sampler": "sobol"}


def stamped(case: str = "lake-ardan", **changed: Any) -> Assessment:
    """An answer whose stamp says that it was made here, from the shipped case."""
    answer = lake_ardan()
    stamp = replace(
        answer.stamp,
        pactwright=provenance.made_with()["pactwright"],
        python=provenance.made_with()["python"],
        libraries=provenance.library_versions(),
        machine=provenance.machine(),
        inputs=input_hashes("lake-ardan", VIEWS),
        command="assess",
        cases=(case,),
        asked=ASKED,
    )
    return replace(answer, stamp=replace(stamp, **changed))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What the workbench is asked to assess; it answers as it did before."""
    found: list[tuple[str, dict[str, Any]]] = []

    def assess(case: str, **options: Any) -> Assessment:
        found.append((case, options))
        return lake_ardan()

    monkeypatch.setattr(workbench, "assess", assess)
    return found


def written(answer: Assessment, folder: Path) -> Path:
    path = folder / "answer.json"
    path.write_text(render_json(answer), encoding="utf-8")
    return path


def test_the_same_answer_is_the_same_and_was_asked_with_the_same_arguments(
    asked: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    found = workbench.replay(written(stamped(), tmp_path), workers=2, executor="processes")
    assert found.is_same
    assert found.made_with == ()
    ((case, options),) = asked
    assert case == "lake-ardan"
    assert {name: options[name] for name in ASKED} == ASKED
    assert (options["workers"], options["executor"], options["out"]) == (2, "processes", None)


@pytest.mark.usefixtures("asked")
def test_another_number_is_named_with_its_place(tmp_path: Path) -> None:
    path = written(stamped(), tmp_path)
    document = json.loads(path.read_text(encoding="utf-8"))
    document["perspectives"][1]["weakest"]["gov"] = "swap[9]"
    document["warnings"] = ["one more"]
    path.write_text(json.dumps(document), encoding="utf-8")
    found = workbench.replay(path)
    assert not found.is_same
    assert found.was_run
    assert [one.what for one in found.answer] == ["perspectives[1].weakest.gov", "warnings[0]"]
    assert found.answer[0].before == '"swap[9]"'
    assert found.answer[1].now == "nothing"


@pytest.mark.usefixtures("asked")
def test_other_versions_are_told_and_the_run_is_done_all_the_same(tmp_path: Path) -> None:
    machine = {**provenance.machine(), "processor": "abacus"}
    found = workbench.replay(written(stamped(pactwright="0.0.9", machine=machine), tmp_path))
    assert found.is_same
    assert {one.what: one.before for one in found.made_with} == {
        "pactwright": "0.0.9",
        "processor": "abacus",
    }


def test_another_text_is_told_and_nothing_is_run(
    asked: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    shutil.copytree(find_agreement("lake-ardan").parent, case)
    path = written(stamped(case=""), case)
    assert workbench.replay(path).is_same  # the case stands beside the answer
    asked.clear()
    text = case / "perspectives/port-chamber.yaml"
    text.write_text(text.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    found = workbench.replay(path)
    assert not found.is_same
    assert not found.was_run
    assert asked == []
    (change,) = found.inputs
    assert change.what == "port-chamber"
    assert change.before == input_hashes("lake-ardan", VIEWS)["port-chamber"]
    assert change.now == input_hashes(case, VIEWS)["port-chamber"]


@pytest.mark.usefixtures("asked")
def test_files_of_ones_own_are_named_after_the_answer(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(find_agreement("lake-ardan").parent, case)
    path = written(stamped(case=""), tmp_path)
    with pytest.raises(InputError, match="does not say where its inputs are: name the case after"):
        workbench.replay(path)
    assert workbench.replay(path, cases=[str(case)]).is_same
    with pytest.raises(InputError, match="made from 1 cases, and 2 are given"):
        workbench.replay(path, cases=[str(case), str(case)])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"finished": False}, "was stopped early"),
        (
            {"command": "divine"},
            "of the command 'divine'; replay knows assess, compare drafts, compare views, forecast",
        ),
        ({"command": ""}, "of the command ''"),
        ({"cases": ()}, "names its cases in a way that cannot be read"),
        ({"asked": {}}, "has the arguments perspectives, done, draws, seed, sampler; got none"),
        ({"asked": {**ASKED, "draws": "many"}}, "'draws' of an earlier assess cannot be 'many'"),
        ({"asked": {**ASKED, "draws": True}}, "'draws' of an earlier assess cannot be True"),
        ({"asked": {**ASKED, "done": [1]}}, r"'done' of an earlier assess cannot be \[1\]"),
    ],
)
@pytest.mark.usefixtures("asked")
def test_an_answer_that_cannot_be_run_again_says_why(
    tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        workbench.replay(written(stamped(**changed), tmp_path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "No such file"),
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "holds no answer of pactwright"),
        ("{}", "has no stamp"),
        ('{"stamp": {"pactwright": "0.1.0"}}', r"pactwright 0\.1\.0\) does not say 'command'"),
    ],
)
def test_a_file_that_is_no_answer_is_refused(tmp_path: Path, text: str | None, words: str) -> None:
    path = tmp_path / "x.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        workbench.replay(path)


def test_two_documents_are_compared_to_the_last_bit_and_the_sign_of_zero() -> None:
    before = {"a": [1.0, 0.0, {"b": None}], "c": "x", "e.{}": 1}
    now = {"a": [1.0000000000000002, -0.0, {"b": None}, 4], "d": "x", "e.{}": 2}
    assert [one.what for one in compare(before, now)] == ["a[0]", "a[1]", "a[3]", "c", "e.{}", "d"]
    assert list(compare(before, json.loads(json.dumps(before)))) == []
    assert str(next(compare({"a": "x" * 99}, {"a": 1}))).startswith('a: "xxx')


def test_a_forecast_is_asked_again_with_its_question(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    question = {"dates_days": [91.0], "suspended_days": 182, "violation_periods": 4}
    further = {"why": False, "hypotheses": False, "scenarios": []}
    arguments = {**ASKED, **question, "grace_days": 30.0, **further}
    answer = stamped(command="forecast", asked=arguments)  # any answer with a stamp will do here
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(workbench, "forecast", lambda _, **given: asked.append(given) or answer)
    path = tmp_path / "forecast.json"
    path.write_text(to_json(forecast_document(answer)), encoding="utf-8")  # type: ignore[arg-type]
    assert workbench.replay(path).is_same
    assert {name: asked[0][name] for name in arguments} == arguments
    answer = stamped(command="forecast", asked={**arguments, "dates_days": ["soon"]})
    path.write_text(to_json(forecast_document(answer)), encoding="utf-8")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="'dates_days' of an earlier forecast cannot be"):
        workbench.replay(path)
