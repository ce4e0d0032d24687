"""Every kind of error: its place, its words, its near name."""

# ruff: noqa: E501 - a table is read in columns

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import pactwright
from agreement_texts import SMALL, changed, findings, only_finding
from pactwright.diagnostics import CODES
from pactwright.errors import ReadError
from pactwright.text import nodes, read_agreement

# name | what is written | what is written instead | line | column | in the label | in the help
CASES = [
    ("unknown-key", "parties:\n  east", "partes:\n  east", 6, 1, "'partes'", "'parties'"),
    ("unknown-key", "duty: refrain", "duty: refrain\n    becuase: x", 23, 5, "'becuase'", "'x-'"),
    ("unknown-key", "verify: {by: watch}", "verify: {bye: watch}", 32, 14, "'bye'", "'by'"),
    ("missing-key", "{kind: area}", "{map: annex}", 12, 3, "'kind' is missing in 'valley'", "kind"),
    ("missing-key", "  title: Two Rivers\n", "", 2, 1, "'title' is missing", "title"),
    ("wrong-kind", "{kind: area}", "{kind: area}\nbodies: text", 13, 9, "'bodies' must be key", None),
    ("bad-value", "by: [east, west]\n    duty", "by: [[east], west]\n    duty", 21, 10, "single value", None),
    ("unknown-word", "kind: armed-group", "kind: armed-grop", 8, 28, "'armed-grop'", "armed-group"),
    ("unknown-word", "roles: [monitor]", "roles: [moniter]", 10, 32, "'moniter'", "monitor"),
    ("unknown-word", "duty: refrain", "duty: refrian", 22, 11, "'refrian'", "refrain"),
    ("format-version", "format: 1", "format: 7", 1, 9, "'7'", "format: 1"),
    ("bad-value", "due: 20d after", "due: 20 days after", 31, 10, "not a moment", "'20d'"),
    ("bad-value", "20d after signed", "20d", 31, 10, "not a moment", "20d after signed"),
    ("bad-value", "20d after signed", "2031-02-30", 31, 10, "no 2031-02-30", "month"),
    ("bad-value", "until: first.ended", "until: first.done", 24, 12, "never 'done'", "first.ended"),
    ("bad-value", "ends: handover.done", "ends: handover.don", 18, 33, "'don'", "'done'"),
    ("bad-value", "ends: handover.done", "ends: handover", 18, 33, "not an event", "handover.done"),
    ("bad-value", "count: 60", "count: sixty", 14, 22, "not a whole number", "digits"),
    ("bad-value", "{withdraw: 24 gun}", "{withdraw: '1,240 gun'}", 38, 22, "thousands", "1240 gun"),
    ("bad-value", "within: 4d}", "within: four}", 45, 66, "not a length of time", "10d"),
    ("bad-value", "{notify: watch, within", "{within", 45, 12, "does not say what follows", "notify"),
    ("bad-value", "{cure: violator", "{cure: violator, meet: all", 45, 41, "2 verbs", "one rung"),
    ("bad-value", "each: 30}", "each: 30, sizes: [20]}", 30, 15, "twice", "one"),
    ("empty-value", "source: text", "source:", 34, 5, "nothing stands after 'source:'", "none"),
    ("unresolved-reference", "by: watch", "by: wach", 32, 18, "'wach'", "'watch'"),
    ("unresolved-reference", "answers: handover", "answers: handovr", 39, 14, "a duty", "'handover'"),
    ("unresolved-reference", "area: valley", "area: valey", 23, 32, "a place", "'valley'"),
    ("unresolved-reference", "list: prisoners", "list: prisoner", 29, 40, "a list", "'prisoners'"),
    ("unresolved-reference", "notify: watch", "notify: wtch", 45, 21, "'wtch'", "'watch'"),
    ("unresolved-reference", "source: text", "source: txt", 34, 13, "a source", "'text'"),
    ("unresolved-reference", "until: first.ended", "until: frst.ended", 24, 12, "frst", "'first'"),
    ("unresolved-reference", "after handover.v", "after handovr.v", 41, 19, "handovr", "'handover'"),
    ("unresolved-reference", "accepted_by: [east", "accepted_by: [esat", 10, 56, "a party", "'east'"),
    ("tranche-out-of-range", "after handover.v", "after handover[3].v", 41, 10, "2 tranches", "1 to 2"),
    ("tranche-out-of-range", "first.ended", "quiet[1].ended", 24, 12, "no tranches", "without"),
    ("contradiction", "tranches: {count: 2}", "tranches: {count: 3}", 39, 14, "but 'handover' has 2", "k"),
    ("order-cycle", "  handover:\n", "  handover:\n    after: pull-back.done\n", 27, 12, "never", "away"),
    ("name-used-twice", "places:", "bodies:\n  east: {name: E, members: west}\nplaces:", 12, 3,
     "'east' is a party and a body", "rename"),
    ("duplicate-key", "kind: area}", "kind: area}\n  valley: {kind: line}", 13, 3, "second time", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "line", "column", "label", "help_"), CASES)
def test_error_is_placed_and_worded(name, old, new, line, column, label, help_):
    text = changed(old, new)
    found = only_finding(text)
    assert found[:3] == (name, line, column)
    assert label in found[3]
    assert help_ is None or help_ in (found[4] or "")


def test_small_text_itself_has_no_findings():
    assert findings(SMALL) == []


@pytest.mark.parametrize(
    ("text", "name", "line", "column", "label"),
    [
        ("a: {b: c\n", "yaml-syntax", 1, 4, "never closed"),
        ("parties: {", "yaml-syntax", 1, 10, "never closed"),
        ("a:\n  b: [{c: ", "yaml-syntax", 2, 7, "never closed"),
        ("a: [b, c\nd: e\n", "yaml-syntax", 2, 2, "missing before this"),
        ("a: 'b\nc: d\n", "yaml-syntax", 1, 4, "never closed"),
        ("a: 'b\nc: 'd'\n", "yaml-syntax", 1, 4, "closes only at line 2"),
        ("a: b\n   c: d\n", "yaml-syntax", 2, 5, "colon does not fit"),
        ("a:\n  b: c\n d: e\n", "yaml-syntax", 3, 2, "does not fit the lines above"),
        ("a:\n\t- b\n", "yaml-syntax", 2, 1, "cannot begin"),
        ("a: b: c\n", "yaml-syntax", 1, 5, "colon does not fit"),
        ("a: @b\n", "yaml-syntax", 1, 4, "cannot begin a value"),
        ('a: "\\q"\n', "yaml-syntax", 1, 5, "escape"),
        ("a: &x b\n", "anchor-or-alias", 1, 4, "an anchor"),
        ("a: *x\n", "anchor-or-alias", 1, 4, "an alias"),
        ("a: !!int 3\n", "yaml-tag", 1, 4, "tag:yaml.org,2002:int"),
        ("a: b\n---\nc: d\n", "several-documents", 2, 1, "second document"),
        ("[a]: b\n", "key-is-not-text", 1, 1, "key"),
        ("a: " + "[" * 50 + "]" * 50, "nested-too-deep", 1, 43, "40 levels"),
        ("a: b\nc: \u202edrow\n", "bidirectional-control", 2, 4, "U+202E"),
    ],
)
def test_damage_of_the_yaml_itself_is_named_at_its_place(text, name, line, column, label):
    found = [one for one in findings(text) if one[0] == name]
    assert found, findings(text)
    assert found[0][1:3] == (line, column)
    assert label in found[0][3]


@pytest.mark.parametrize(
    ("data", "name", "label"),
    [
        (b"", "empty-file", "empty"),
        (b"\n  \n# only a comment\n", "empty-file", "empty"),
        (b"\xef\xbb\xbf", "empty-file", "empty"),
        ("format: 1\n".encode("utf-16"), "wrong-encoding", "UTF-16"),
        ("format: 1\n".encode("utf-16-le"), "wrong-encoding", "UTF-16"),
        ("format: 1\n".encode("utf-32"), "wrong-encoding", "UTF-32"),
        ("title: T\u00fcrkiye\n".encode("latin-1"), "wrong-encoding", "0xfc"),
        (b"%PDF-1.7 ...", "wrong-encoding", "PDF"),
        (b"PK\x03\x04", "wrong-encoding", "office"),
        (bytes(range(256)), "wrong-encoding", ""),
        (b"a: b\x00c\n" + b"x: y\n" * 20, "control-character", "U+0000"),
        ("a: b\u0085c\n".encode(), "control-character", "U+0085"),
        (b"a" * 10_000_000, "file-too-large", "10.0 MB"),
        (b"[" * 1_000_000, "nested-too-deep", "40"),
        (b"{a: " * 400_000, "nested-too-deep", "40"),
        (b"- " * 900_000, "nested-too-deep", "40"),
        (b"just words", "wrong-kind", "key: value"),
        (b"- a\n- b\n", "wrong-kind", "key: value"),
    ],
)
def test_file_that_is_no_agreement_at_all_gets_one_clear_error(data, name, label):
    found = only_finding(data)
    assert found[0] == name
    assert label in found[3]


def test_latin_1_error_points_at_the_byte():
    data = b"format: 1\ntitle: T" + "ü".encode("latin-1") + b"rkiye\n"
    assert only_finding(data)[1:3] == (2, 9)


def test_byte_order_mark_is_passed_over():
    assert findings(b"\xef\xbb\xbf" + SMALL.encode()) == []


def test_windows_line_ends_keep_the_line_numbers():
    text = changed("answers: handover", "answers: handovr").replace("\n", "\r\n")
    assert only_finding(text)[1] == 39


def test_all_errors_of_a_file_are_reported_at_once():
    text = changed("kind: armed-group", "kind: army")
    text = changed("breach: none", "breach: non", text)
    text = changed("area: valley", "area: vally", text)
    text = changed("third_parties:", "third_partys:", text)
    text = changed("count: 60", "count: many", text)
    names = [one[0] for one in findings(text)]
    assert names == [
        "unknown-word",
        "unknown-key",
        "bad-value",
        "unresolved-reference",
        "unresolved-reference",
    ]


def test_misspelt_section_is_understood_so_that_its_names_count_as_declared():
    text = changed("remedies:", "remedys:")
    assert only_finding(text)[0] == "unknown-key"


def test_error_under_a_misspelt_key_is_found_and_placed():
    text = changed("remedies:", "remedys:")
    text = changed("notify: watch", "notify: wtch", text)
    assert [one[:2] for one in findings(text)] == [
        ("unknown-key", 44),
        ("unresolved-reference", 45),
    ]


def test_reference_to_a_faulty_entry_is_not_called_unresolved():
    text = changed("  watch: {name: Watch, roles", "  watch: {nam: Watch, roles")
    assert [one[0] for one in findings(text)] == ["unknown-key"]


def test_fault_of_the_header_does_not_hide_unresolved_names():
    text = changed("  title: Two Rivers\n", "")
    text = changed("breach: none", "breach: non", text)
    assert [one[0] for one in findings(text)] == ["missing-key", "unresolved-reference"]


def test_syntax_error_does_not_hide_an_error_in_a_later_section():
    text = changed("east: {name: East, kind: state}", "east: {name: East, kind: state")
    text = changed("duty: refrain", "duty: refrian", text)
    assert [one[0] for one in findings(text)] == ["yaml-syntax", "unknown-word"]


def test_comma_inside_an_unquoted_text_in_braces_is_explained():
    found = findings(changed("{withdraw: 24 gun}", "{provide: land, jobs and money}"))
    assert [(one[0], one[1]) for one in found] == [("empty-value", 38)]
    assert "quotes" in (found[0][4] or "")


def test_extension_keys_pass_everywhere():
    text = changed("duty: refrain", "duty: refrain\n    x-note: [any, {thing: }]")
    text = changed("parties:\n  east", "x-own: 1\nparties:\n  x-draft: {}\n  east", text)
    assert findings(text) == []


def test_yaml_1_2_words_keep_their_meaning():
    text = changed("title: Two Rivers", "title: on")
    text = changed("{name: East,", "{name: no,", text)
    text = changed("ref: The text", "ref: 12:30", text)
    model = read_agreement(text.encode()).model
    assert (model.title, model.parties["east"].name, model.sources["text"].ref) == (
        "on",
        "no",
        "12:30",
    )


def test_error_text_shows_every_error_with_caret_and_count():
    text = changed("answers: handover", "answers: handovr")
    with pytest.raises(ReadError) as caught:
        read_agreement(text.encode(), file="draft.yaml")
    assert str(caught.value) == (
        "draft.yaml:39:14: error unresolved-reference (TXT030)\n"
        "   |\n"
        "39 |     answers: handovr\n"
        "   |              ^^^^^^^ 'handovr' is not declared; it must be a duty\n"
        "   |\n"
        "   = help: did you mean 'handover'?\n"
        "\n"
        "draft.yaml: 1 error"
    )


def test_missing_file_names_the_near_one(tmp_path):
    (tmp_path / "agreement.yaml").write_text(SMALL)
    with pytest.raises(ReadError, match=r"no such file; did you mean 'agreement\.yaml'\?"):
        read_agreement(tmp_path / "agreemnt.yaml")


def test_folder_in_place_of_a_file_is_said_to_be_one(tmp_path):
    with pytest.raises(ReadError, match="it is a folder"):
        read_agreement(tmp_path)


def test_large_file_on_disk_is_refused_by_its_size(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a" * 2_000_001)
    with pytest.raises(ReadError, match=r"2\.0 MB; at most 2 MB"):
        read_agreement(path)


def test_every_finding_has_a_code_of_its_own():
    assert len(set(CODES.values())) == len(CODES)
    assert all(code.startswith("TXT") and len(code) == 6 for code in CODES.values())


def test_reader_without_libyaml_sees_the_same_places(monkeypatch):
    path = Path(pactwright.__file__).parent / "data" / "cases" / "lake-ardan" / "agreement.yaml"
    quick = read_agreement(path)
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    slow = read_agreement(path)
    assert slow.model == quick.model
    assert slow.spans.keys == quick.spans.keys
    starts = {place: (span.line, span.column) for place, span in slow.spans.values.items()}
    assert starts == {place: (span.line, span.column) for place, span in quick.spans.values.items()}


def test_name_beside_a_faulty_item_of_its_list_is_placed_at_the_list():
    text = changed("due: 20d after signed", "after: [signd, handovr.done]")
    found = [(one[0], one[1]) for one in findings(text)]
    assert found == [("unresolved-reference", 31), ("bad-value", 31)]
