"""Answers as JSON: formal names, all quantiles, all views, no NaN.

In an assessment `steps` holds one entry for each duty, reading and party, in the answers mode of
the screen (`answers_mode`); the same entries for the other modes stand in `steps_other_answers`. A
side that has nothing to choose at a step has no verdict there and stands in `nothing_to_choose`.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pactwright.assessment import SCHEMA_VERSION
from pactwright.forecast import SCHEMA_VERSION as FORECAST_VERSION
from pactwright.weak_steps import counted_mode

if TYPE_CHECKING:
    from pactwright.assessment import Assessment, StepResult, ViewResult
    from pactwright.forecast import Forecast

__all__ = ["as_plain", "assessment_document", "forecast_document", "render_json", "to_json"]


def render_json(assessment: Assessment, *, case: str | None = None) -> str:
    """The assessment as JSON text, indented, keys in a fixed order, with a newline at the end."""
    del case  # the same answer, whatever the user typed for the case
    return to_json(assessment_document(assessment))


def to_json(document: dict[str, Any]) -> str:
    """A document as JSON text; numbers that do not exist are null."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain dicts and lists."""
    plain = as_plain(assessment)
    return {
        "schema_version": SCHEMA_VERSION,
        "agreement": plain["id"],
        "title": plain["title"],
        "assessed_as_on": plain["assessed_as_on"],
        "parties": plain["parties"],
        "duties": plain["steps"],
        "done": plain["done"],
        "readings": plain["readings"],
        "answers_mode": plain["main_mode"],
        "text_notes": plain["text_notes"],
        "reading_notes": plain["reading_notes"],
        "not_weighed": plain["not_weighed"],
        "parted": plain["parted"],
        "perspectives": [
            _view(one, counted_mode(one, assessment.main_mode)) for one in assessment.views
        ],
        "stamp": plain["stamp"],
        "warnings": plain["warnings"],
    }


def forecast_document(forecast: Forecast) -> dict[str, Any]:
    """A forecast as plain dicts and lists, under the names of its type."""
    return {"schema_version": FORECAST_VERSION, **as_plain(forecast)}


def _view(view: ViewResult, main_mode: str) -> dict[str, Any]:
    plain: dict[str, Any] = as_plain(view)
    with_choice = [one for one in view.steps if one.margin is not None]
    first = {
        "id": plain.pop("id"),
        "steps": [_step(one) for one in with_choice if one.answers == main_mode],
    }
    names = ("weakest", "weakest_reading", "signing_beats_fighting", "default_driven")
    first |= {name: plain.pop(name) for name in names}
    plain["steps_other_answers"] = [_step(one) for one in with_choice if one.answers != main_mode]
    plain["nothing_to_choose"] = [
        {"duty": one.duty, "reading": one.reading, "party": one.party}
        for one in view.steps
        if one.margin is None and one.answers == main_mode
    ]
    del plain["steps"]
    return first | plain


def _step(result: StepResult) -> dict[str, Any]:
    plain: dict[str, Any] = as_plain(result)
    plain["pays"] = result.pays
    return plain


def as_plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Dataclasses and tuples as dicts and lists; a number that is not finite as None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
