"""Any valid agreement has a timeline that can be shown in every form."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwright.cli.output.calendar_file import render_calendar
from pactwright.cli.output.columns import columns
from pactwright.cli.output.timeline_json import render_json
from pactwright.cli.output.timeline_screen import render_timeline
from pactwright.network.timelines import timeline_of
from pactwright.report.timeline_page import chart_rows
from pactwright.text import read_agreement
from strategies import agreement_texts


@settings(max_examples=60)
@given(agreement_texts(), st.sampled_from([80, 93, 100]))
def test_timeline_is_computed_and_shown_without_a_fault(text, width) -> None:
    model = read_agreement(text.encode()).model
    timeline = timeline_of(model)
    screen = render_timeline(timeline, width=width)
    assert max(columns(line) for line in screen.splitlines()) <= width
    assert json.loads(render_json(timeline))["schema_version"] == 1
    assert render_calendar(timeline).count("BEGIN:VEVENT") == render_calendar(timeline).count(
        "END:VEVENT"
    )
    labels = [row.label for row in chart_rows(timeline)]
    assert len(set(labels)) == len(labels)
    assert timeline.is_consistent or timeline.conflict is not None
    for window in timeline.windows:
        first, last = window.earliest_done, window.latest_done
        if timeline.is_consistent and first is not None and last is not None:
            assert first.minutes <= last.minutes


@settings(max_examples=40)
@given(agreement_texts(), st.integers(0, 400), st.data())
def test_a_state_of_performance_leaves_what_is_done_in_the_past(text, day, data) -> None:
    model = read_agreement(text.encode()).model
    steps = [name for name, duty in model.obligations.items() if not duty.is_standing]
    done = data.draw(st.lists(st.sampled_from(steps), unique=True)) if steps else []
    timeline = timeline_of(model, start=f"{day}d", done=done)
    now = timeline.start
    assert now is not None
    for window in timeline.windows:
        first = window.earliest_done
        if window.is_done:
            assert window.duty in done
            assert window.latest_done is not None
            assert window.latest_done.minutes <= now.minutes
        elif not window.is_lasting and first is not None:
            assert first.minutes >= now.minutes
