"""What an editor is told: places, windows, declarations, names that fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement_texts import SMALL
from pactwright.language_server.analysis import analysed
from pactwright.language_server.answers import (
    changes,
    definition,
    hover,
    offered_at,
    suggestions,
)
from pactwright.language_server.positions import from_editor, range_of, to_editor
from pactwright.text.editing import applied

WHERE = Path("nowhere/agreement.yaml")


def place_of(text, words, *, inside=0):
    """Line and column, from 1, of a place in a text."""
    at = text.index(words) + inside
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


@pytest.fixture(scope="module")
def small():
    return analysed(SMALL, WHERE)


def test_findings_and_errors_of_form_are_those_of_check(small):
    assert any(one.rule.code == "VER001" for one in small.checked.findings)
    assert small.errors == ()
    broken = analysed(SMALL.replace("parties:", "partes:", 1), WHERE)
    assert broken.checked is None
    assert [one.name for one in broken.errors][:1] == ["unknown-key"]


def test_half_written_line_still_has_names():
    text = SMALL + "  new: {by: we"
    found = analysed(text, WHERE)
    assert found.errors
    names = [one.name for one in suggestions(found, *place_of(text, "by: we", inside=6))]
    assert {"east", "west", "watch"} <= set(names)


def test_fault_in_the_project_file_is_said_and_the_text_is_checked_all_the_same(tmp_path):
    (tmp_path / "pactwright.toml").write_text("[chek]\n", encoding="utf-8")
    found = analysed(SMALL, tmp_path / "agreement.yaml")
    assert "did you mean 'check'?" in found.said
    assert found.checked is not None


def test_hover_on_a_duty_gives_its_window(small):
    text, span = hover(small, *place_of(SMALL, "  handover:", inside=3))
    assert text.startswith("**handover**: a duty")
    assert "done: from 2031-05-01" in text
    assert "to 2031-05-21" in text
    assert (span.line, span.column) == place_of(SMALL, "handover:")


def test_hover_on_a_reference_is_that_of_what_it_names(small):
    at = place_of(SMALL, "ends: handover.done", inside=8)
    assert hover(small, *at)[0] == hover(small, *place_of(SMALL, "  handover:", inside=4))[0]
    assert hover(small, *place_of(SMALL, "by: west", inside=5))[0] == "**west**: a party, West"


@pytest.mark.parametrize("words", ["title: Two", "duty: achieve", "format: 1", "  # "])
def test_hover_is_silent_where_nothing_is_named(words):
    text = SMALL + "  # a remark\n"
    assert hover(analysed(text, WHERE), *place_of(text, words, inside=len(words) - 1)) is None


@pytest.mark.parametrize(
    ("words", "inside", "declared"),
    [
        ("by: [east, west]", 6, "  east:"),
        ("by: [east, west]", 12, "  west:"),
        ("area: valley", 8, "  valley:"),
        ("until: first.ended", 8, "  first:"),
        ("verify: {by: watch}", 14, "  watch:"),
        ("list: prisoners", 8, "  prisoners:"),
        ("  handover:", 4, "  handover:"),
    ],
)
def test_definition_is_where_the_name_is_declared(small, words, inside, declared):
    span = definition(small, *place_of(SMALL, words, inside=inside))
    assert (span.line, span.column) == place_of(SMALL, declared, inside=2)


@pytest.mark.parametrize(
    ("line", "names", "others"),
    [
        ("    by: ", {"east", "watch"}, {"valley", "handover.done"}),
        ("    what: {acts: [fire], area: ", {"valley"}, {"east"}),
        ("    after: [", {"handover.done", "first.ended", "signed"}, {"east"}),
        ("    due: 3d after ", {"handover.verified", "effective"}, {"valley"}),
        ("    breach: ", {"ladder"}, {"east"}),
        ("    title: ", set(), {"east"}),
    ],
)
def test_names_that_can_stand_at_the_cursor_are_suggested(line, names, others):
    text = f"{SMALL}  new:\n{line}"
    found = {
        one.name
        for one in suggestions(analysed(text, WHERE), *place_of(text, line, inside=len(line)))
    }
    assert names <= found
    assert not others & found


def test_items_of_a_list_get_the_names_of_its_key():
    text = f"{SMALL}  new:\n    by:\n      - "
    found = suggestions(analysed(text, WHERE), *place_of(text, "      - ", inside=8))
    assert {"east", "west"} <= {one.name for one in found}


def test_offered_change_of_a_finding_is_made_at_its_place(small):
    line, _ = place_of(SMALL, "  quiet:")
    offers = [(p, fix) for p, fix in offered_at(small, line, line) if p.rule.code == "VER001"]
    (_, fix), *_ = offers
    made = changes(small, fix)
    text = applied(SMALL, [change for _, change in made])
    assert "verify" in text[text.index("quiet:") : text.index("pull-back:")]
    assert list(offered_at(small, 1, 1)) == []


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)])
def test_columns_are_counted_in_the_units_of_the_editor(encoding, column):
    lines = ["x", "𝔘é: 1"]
    assert to_editor(2, 4, lines, encoding) == (1, column)
    assert from_editor((1, column), lines, encoding) == (2, 4)


def test_span_beyond_the_last_line_is_still_a_range(small):
    from pactwright.diagnostics import SourceSpan

    lines = small.lines
    last = SourceSpan(len(lines), 1, len(lines) + 1, 1)
    assert range_of(last, lines, "utf-16")[1] == (len(lines), 0)
