"""`pactwright timeline` as it is typed: text, JSON, iCalendar, charts, exit codes."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pactwright
from cli_runs import runner
from pactwright.cli.output.calendar_file import LONGEST_LINE, escaped, folded
from pactwright.cli.output.columns import columns
from snapshots import same_as_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli_runs import Outcome

LAKE_ARDAN = Path(pactwright.__file__).parent / "data" / "cases" / "lake-ardan" / "agreement.yaml"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    monkeypatch.setenv("COLUMNS", "100")
    return runner(capsys)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., str]:
    """Lake Ardan with some words changed, as a file."""

    def write(*changes: tuple[str, str]) -> str:
        text = LAKE_ARDAN.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "agreement.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


CANTON_79 = ("due: 100d after effective", "due: 79d after effective")
DEPLOYS = ("takes: 4d..8d", "takes: 4d..11d")
EARLY_TALKS = ("due: 120d after effective\n    verify", "due: 20d after effective\n    verify")


@pytest.mark.parametrize("width", [80, 100])
def test_screen_is_as_written_and_fits(run, monkeypatch, width) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run("timeline", "lake-ardan")
    assert (done.code, done.err) == (0, "")
    assert max(columns(line) for line in done.out.splitlines()) <= width
    same_as_snapshot(f"timeline-{width}", done.out)


@pytest.mark.parametrize("case", ["aceh-2005", "gaza-2025", "lake-ardan"])
def test_shipped_cases_can_be_kept_and_say_what_is_undated(run, case) -> None:
    done = run("timeline", case)
    assert done.code == 0
    assert "WHAT THIS CANNOT TELL YOU" in done.out
    assert ("NOT IN THESE DATES" in done.out) is (case != "lake-ardan")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CANTON_79, "Alone, FRO cannot be sure to keep its dates"),
        (DEPLOYS, "All dates can be kept with luck"),
        (EARLY_TALKS, "No schedule keeps all dates"),
    ],
)
def test_dates_that_cannot_be_kept_are_1_and_told_line_by_line(run, changed, change, words) -> None:
    done = run("timeline", changed(change))
    assert done.code == 1
    assert words in re.sub(r"\s+", " ", done.out)
    assert "any one of these repairs it" in done.out


def test_a_file_that_is_not_there_is_2(run) -> None:
    done = run("timeline", "nowhere")
    assert done.code == 2
    assert "nowhere" in done.err


def test_json_has_its_version_the_same_dates_and_every_duty(run) -> None:
    done = run("timeline", "lake-ardan", "--format", "json", "--quiet")
    document = json.loads(done.out)
    assert document["schema_version"] == 1
    assert document["can_be_kept"] is True
    canton = next(one for one in document["windows"] if one["duty"] == "canton")
    assert canton["latest_done"]["local"] == "2031-06-11T23:59+00:00"
    assert canton["slow_done"]["local"] == "2031-04-13T06:00+00:00"
    assert canton["alone"]["front"]["local"][:10] == "2031-05-22"
    assert canton["decides"] == ["nobody"]
    assert len({(one["duty"], one["part"]) for one in document["windows"]}) == 21
    assert {one["short"] for one in document["parties"]} == {"FRO", "GOV"}


def test_output_goes_to_a_file(run, tmp_path) -> None:
    done = run("timeline", "lake-ardan", "--format", "json", "--output", str(tmp_path / "d.json"))
    assert done.out == ""
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["agreement"]


# ── iCalendar ───────────────────────────────────────────────────────────────────────────────────


def unfolded(text: str) -> list[str]:
    """Lines of a calendar by the rules of RFC 5545, section 3.1."""
    assert text.endswith("\r\n")
    lines = text.split("\r\n")[:-1]
    assert all("\n" not in line and "\r" not in line for line in lines)
    assert all(len(line.encode()) <= LONGEST_LINE for line in lines)
    found: list[str] = []
    for line in lines:
        if line.startswith((" ", "\t")):
            found[-1] += line[1:]
        else:
            found.append(line)
    return found


def events_of(text: str) -> list[dict[str, str]]:
    """Properties of each event; the frame and every name are held against the standard."""
    lines = unfolded(text)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0"} <= set(lines)
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z][A-Z-]*(;[A-Z]+=[A-Z]+)*", name), line
        if line in {"BEGIN:VEVENT", "END:VEVENT"}:
            assert inside is (line == "END:VEVENT")
            inside = not inside
            if inside:
                events.append({})
        elif inside:
            assert name not in events[-1], "a property stands once"
            events[-1][name] = value
    assert not inside
    return events


@pytest.mark.parametrize("case", ["lake-ardan", "aceh-2005", "gaza-2025"])
def test_calendar_is_a_valid_one(run, case) -> None:
    events = events_of(run("timeline", case, "--format", "ics").out)
    assert len({one["UID"] for one in events}) == len(events)
    for one in events:
        assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", one["DTSTAMP"])
        assert one["SUMMARY"]
        assert not re.search(r"(?<!\\)[,;]", one["SUMMARY"] + one["DESCRIPTION"])
        if "DTSTART;VALUE=DATE" in one:
            first, last = one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]
            days = datetime.strptime(last, "%Y%m%d") - datetime.strptime(first, "%Y%m%d")  # noqa: DTZ007
            assert days.days == 1
        else:
            assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", one["DTSTART"])
            assert "DTEND" not in one


def test_calendar_names_the_same_event_after_a_date_has_moved(run, changed) -> None:
    def by_name(outcome: Outcome) -> dict[str, dict[str, str]]:
        return {one["UID"]: one for one in events_of(outcome.out)}

    before = by_name(run("timeline", "lake-ardan", "--format", "ics"))
    path = changed(("due: 100d after effective", "due: 90d after effective"))
    after = by_name(run("timeline", path, "--format", "ics"))
    assert before.keys() == after.keys()
    name = "canton-last.lake-ardan@pactwright"
    assert before[name]["DTSTART;VALUE=DATE"] == "20310611"
    assert after[name]["DTSTART;VALUE=DATE"] == "20310601"
    assert [key for key in before if before[key] != after[key]] == [name]


def test_calendar_of_a_draft_is_refused_with_the_reason(run, changed) -> None:
    path = changed(("signed: 2031-03-01", "signed: none"))
    done = run("timeline", path, "--format", "ics")
    assert done.code == 2
    assert "a draft has no dates" in done.err


def test_long_lines_are_folded_between_letters_and_values_escaped() -> None:
    line = "SUMMARY:" + "نشر المراقبين " * 12
    pieces = list(folded(line))
    assert len(pieces) > 2
    assert all(len(piece.encode()) <= LONGEST_LINE for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert escaped("a, b; c\\d\ne") == "a\\, b\\; c\\\\d\\ne"


# ── charts ──────────────────────────────────────────────────────────────────────────────────────


def test_svg_stands_alone_and_names_every_row(run, tmp_path) -> None:
    target = tmp_path / "dates.svg"
    done = run("timeline", "lake-ardan", "--chart", str(target), "--quiet")
    assert done.code == 0
    svg = target.read_text(encoding="utf-8")
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    shown = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    assert "phase: calm" in shown
    assert "army&apos;s weapons back 3/3 (GOV)" in shown or "army's weapons back 3/3 (GOV)" in shown
    assert any("tightest" in one for one in shown)


def test_page_is_self_contained_and_says_what_the_chart_says(run, tmp_path, changed) -> None:
    target = tmp_path / "dates.html"
    path = changed(("title: monitors deployed", "title: نشر <المراقبين>"), CANTON_79)
    done = run("timeline", path, "--chart", str(target), "--quiet")
    assert done.code == 1
    page = target.read_text(encoding="utf-8")
    assert re.findall(r"https?:|<script|<link|<img|src=|@import", page) == []
    assert "<المراقبين>" not in page
    assert "&lt;المراقبين&gt;" in page
    assert "2031-05-02" in page
    assert "cannot be sure to keep all its dates" in page


def test_chart_of_another_kind_is_refused_before_the_work(run, tmp_path) -> None:
    done = run("timeline", "lake-ardan", "--chart", str(tmp_path / "dates.pdf"))
    assert (done.code, done.out) == (2, "")
    assert ".svg or .html" in done.err


# ── from a given day ────────────────────────────────────────────────────────────────────────────


def windows(done: Outcome) -> dict[str, dict]:
    found = json.loads(done.out)["windows"]
    return {f"{one['duty']}[{one['part'] or 1}]": one for one in found}


def test_from_a_day_on_what_is_done_is_done_and_the_rest_is_to_come(run) -> None:
    done = run(
        "timeline", "lake-ardan", "--from", "2031-03-20", "--format", "json",
        "--done", "declare-forces=2031-03-08,deploy-monitors",
        "--done", "front-withdraw=2031-03-18",
    )  # fmt: skip
    found = windows(done)
    assert found["front-withdraw[3]"]["earliest_done"]["local"][:10] == "2031-03-18"
    assert found["front-withdraw[3]"]["is_done"]
    assert found["release[1]"]["earliest_done"]["local"][:10] == "2031-03-20"
    assert found["safety-law[1]"]["earliest_done"]["local"][:10] == "2031-03-20"
    assert found["talks[1]"]["earliest_done"]["local"][:10] == "2031-04-02"


def test_a_step_that_came_late_leaves_its_mark_in_what_waits_for_it(run) -> None:
    done = run(
        "timeline", "lake-ardan", "--from", "2031-05-20", "--format", "json", "--done",
        "declare-forces,deploy-monitors,front-withdraw,gov-withdraw,release,return-captives,"
        "fund-camps,safety-law=2031-05-19",
    )  # fmt: skip
    assert done.code == 0  # the law came 17 days late; what is left can be kept
    assert windows(done)["canton[1]"]["earliest_done"]["local"][:10] == "2031-05-30"


def test_a_date_that_has_passed_is_told(run) -> None:
    done = run("timeline", "lake-ardan", "--from", "2031-04-20", "--quiet")
    assert done.code == 1
    assert "From here on no schedule keeps all dates" in done.out
    assert "is still to come" in done.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--done", "canton"], "say from which day"),
        (["--from", "2031-03-20", "--done", "cantn"], "did you mean 'canton'?"),
        (["--from", "2031-03-20", "--done", "hold-fire"], "is a lasting duty"),
        (["--from", "2031-03-20", "--done", "release[7]"], "has 3 parts"),
        (["--from", "2031-03-20", "--done", "canton=2031-03-25"], "that is after --from"),
        (["--from", "soon"], "neither a date nor a time after signature"),
        (["--from", "2030-01-01"], "lies before the signature"),
        (["--scenario", "1"], "this text has no choice"),
    ],
)
def test_options_that_make_no_sense_are_2_with_the_reason(run, options, words) -> None:
    done = run("timeline", "lake-ardan", *options)
    assert done.code == 2
    assert words in done.err


def test_a_draft_takes_days_after_signature(run, changed) -> None:
    path = changed(("signed: 2031-03-01", "signed: none"))
    assert "no date of signature" in run("timeline", path, "--from", "2031-03-20").err
    done = run("timeline", path, "--from", "3d", "--quiet")
    assert "From day 3 on" in done.out
    assert "day 4" in done.out


def test_scenarios_of_choices_are_listed_and_can_be_taken(run, changed) -> None:
    path = changed(
        ("after: [fund-camps.done, gov-withdraw.verified, safety-law.done]",
         "after: [{any: [fund-camps.done, talks.done]}]"),
    )  # fmt: skip
    done = run("timeline", path)
    assert "IF A CHOICE FALLS SO" in done.out
    assert "'canton' waits for fund-camps.done: dates can be kept" in done.out
    assert "'canton' waits for a choice: no option is taken" in re.sub(r"\s+", " ", done.out)
    taken = windows(run("timeline", path, "--scenario", "2", "--format", "json"))
    assert taken["canton[1]"]["earliest_start"]["local"][:10] == "2031-04-02"
    assert "scenarios run from 1 to 2" in run("timeline", path, "--scenario", "3").err


def test_a_verification_that_must_be_over_is_taken_to_have_come_unless_its_day_is_given(run):
    done = "declare-forces,deploy-monitors,front-withdraw[1]=2031-03-16"
    left = run("timeline", "lake-ardan", "--from", "2031-03-21", "--done", done)
    assert left.code == 0
    early = f"{done},front-withdraw[1].verified=2031-03-17"
    told = run("timeline", "lake-ardan", "--from", "2031-03-21", "--done", early)
    assert told.code == 1  # three days after that have passed, and the release is still to come
    assert "'release[1]' is still to come" in told.out
    refused = run("timeline", "aceh-2005", "--from", "30d", "--done", "law.verified")
    assert refused.code == 2
    assert "nobody verifies 'law'" in refused.err
