"""What findings on definitions and parties carry beside line and label: place, chain, offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactwright.diagnostics import Severity
from pactwright.rules.registry import rule_named
from rule_cases import findings_in

if TYPE_CHECKING:
    from pactwright.rules.rule import Finding

DUTY = "{by: %s, duty: %s, due: %s, verify: none, breach: none, what: %s}"


def found(code: str, text: str) -> list[Finding]:
    return [finding for _, finding in findings_in(text, rule_named(code))]


def duties(
    *whats: str, by: str = "north", kind: str = "achieve", due: str = "9d after signed"
) -> str:
    lines = [f"  d{k}: {DUTY % (by, kind, due, what)}" for k, what in enumerate(whats, start=1)]
    return "\n".join(("obligations:", *lines, ""))


def offered(finding: Finding) -> list[tuple[str, str | None, str | None]]:
    edits = [edit for fix in finding.fixes for edit in fix.edits]
    return [(".".join(map(str, edit.path)), edit.key, edit.value) for edit in edits]


def chained(finding: Finding) -> list[str]:
    return [".".join(map(str, path)) for path, _ in finding.chain]


def test_near_names_are_put_in_the_place_of_one_that_leads_nowhere() -> None:
    text = duties("{open: zone}", due="4d after step.done").replace("d1", "steps")
    (one,) = found("DEF001", text)
    assert (one.offset, one.length) == (len("4d after "), len("step"))
    assert offered(one) == [("obligations.steps.due", None, "4d after steps.done")]


def test_a_value_with_brackets_is_quoted_in_what_is_offered() -> None:
    text = duties("{open: zone}", due='"4d after step[2].done"').replace("d1", "steps")
    (one,) = found("DEF001", text)
    assert offered(one) == [("obligations.steps.due", None, '"4d after steps[2].done"')]


def test_without_a_near_name_nothing_is_offered() -> None:
    (one,) = found("DEF001", duties("{open: zone}", due="4d after rain.done"))
    assert one.help == "declare it under 'obligations'"
    assert one.fixes == ()


def test_a_name_used_twice_is_chained_to_its_first_place_and_is_an_error() -> None:
    (one,) = found("DEF001", "outsiders: {north: {name: Other}}\n")
    assert one.severity is None
    assert chained(one) == ["parties.north"]
    assert one.fixes == ()


def test_letters_that_look_alike_are_a_warning() -> None:
    (one,) = found("DEF001", duties('{open: "the gаte"}'))
    assert one.severity is Severity.WARNING
    assert (one.offset, one.length, one.fixes) == (4, 4, ())


def test_an_undeclared_name_in_a_list_has_its_near_name_or_its_section() -> None:
    near, far = found("DEF001", duties("{open: word, area: [zones, valley]}"))
    assert (near.help, offered(near)) == (
        "did you mean 'zone'?",
        [("obligations.d1.what.area.0", None, "zone")],
    )
    assert (far.help, offered(far)) == ("declare it under 'places'", [])


@pytest.mark.parametrize("word", ["comission", "commision", "commissoin", "front-birgades"])
def test_slips_in_free_words(word: str) -> None:
    (one,) = found("DEF001", duties(f"{{ask: {word}}}"))
    assert one.severity is Severity.WARNING
    assert offered(one)[0][2] in {"commission", "front-brigades"}


@pytest.mark.parametrize("word", ["permission", "envoys", "envo", "nort", "southern-army", "zones"])
def test_words_that_are_others(word: str) -> None:
    assert found("DEF001", duties(f"{{ask: {word}}}")) == []


def test_a_key_term_is_underlined_and_chained_to_its_other_duties_only() -> None:
    whats = ("{give: the heavy weapons, or: heavy weapons}", "{heavy-weapon: 4}", "{store: it}")
    (one,) = found("DEF002", duties(*whats))
    assert (one.offset, one.length, one.at) == (4, len("heavy weapons"), "value")
    assert chained(one) == ["obligations.d2.what.heavy-weapon"]
    assert offered(one) == [("terms", "heavy-weapons", "DEFINITION")]


def test_a_key_term_in_a_key_is_underlined_whole() -> None:
    (one,) = found("DEF002", duties("{heavy-weapon: 4}"))
    assert (one.at, one.offset, one.length) == ("key", None, None)


def test_key_terms_count_only_in_what_duties_are_about() -> None:
    text = 'conditions: {calm: {says: "no heavy weapon is seen", judge: mission}}\n'
    assert found("DEF002", text) == []


def test_a_term_need_not_be_written_as_the_text_has_it() -> None:
    terms = "terms: {Foreign-Fighter: who holds no passport of ours}\n"
    assert found("DEF002", terms + duties("{expel: all foreign fighters}")) == []


def test_a_place_without_a_map_is_chained_to_its_uses() -> None:
    places = "places: {line: {kind: line}}\n"
    (one,) = found("DEF003", places + duties("{hold: line}", "{leave: zone}", "{cross: line}"))
    assert (one.path, one.at) == (("places", "line"), "key")
    assert chained(one) == ["obligations.d1.what.hold", "obligations.d3.what.cross"]


def test_marking_in_a_phase_with_a_longstop_is_dated_and_may_come_on_the_day_of_use() -> None:
    text = (
        "places: {line: {kind: line}}\n"
        "phases: {first: {starts: signed, ends: d2.done, longstop: 9d}}\n"
    ) + duties("{mark: line}", "{hold: line}").replace("due: 9d after signed,", "phase: first,", 1)
    assert found("DEF003", text) == []
    same_day = "places: {line: {kind: line}}\n" + duties("{mark: line}", "{hold: line}")
    assert found("DEF003", same_day) == []


def test_a_description_is_underlined_where_it_stands() -> None:
    (one,) = found("DEF003", duties("{move: zone, beyond: the contact line}"))
    assert one.path == ("obligations", "d1", "what", "beyond")


@pytest.mark.parametrize(
    ("what", "due", "edits"),
    [
        (
            "{give: several}",
            "9d after signed",
            [
                ("obligations.d1.what", "give", "N UNIT"),
                ("obligations.d1.what", "give", "{share: N %, of: DECLARED-STOCK}"),
                ("obligations.d1.what", "decided-by", "WHO"),
            ],
        ),
        ("{give: arms promptly}", "none", [("obligations.d1", "due", "Nd after EVENT")]),
        (
            "{give: arms gradually}",
            "9d after signed",
            [("obligations.d1", "tranches", "{count: N, each: SIZE, gap: Nd}")],
        ),
        (
            "{give: arms where feasible}",
            "9d after signed",
            [("obligations.d1.what", "decided-by", "WHO")],
        ),
        ("{give: [several, arms]}", "9d after signed", []),
        ("{several: arms}", "9d after signed", []),
        ("{give: arms in good faith}", "9d after signed", []),
    ],
)
def test_what_is_offered_for_vague_words(what: str, due: str, edits: list) -> None:
    (one,) = found("DEF004", duties(what, due=due))
    assert offered(one) == edits
    assert one.help


def test_a_vague_word_is_underlined_and_others_of_the_clause_are_noted_once() -> None:
    (one,) = found("DEF004", duties("{give: as soon as possible a substantial part}", due="none"))
    assert one.length == len("as soon as possible")
    assert one.notes == ("vague in the same clause: 'substantial'",)
    (two,) = found("DEF004", duties("{give: in an appropriate way where appropriate}"))
    assert two.notes == ("vague in the same clause: 'where appropriate'",)


@pytest.mark.parametrize(
    ("definition", "is_vague"),
    [
        ("arms of substantial calibre", True),
        ("arms of substantial calibre, 82 mm or more", False),
        ("what is moved step by step", False),
        ("what is due promptly, within 3 days", False),
    ],
)
def test_definitions_may_be_vague_too(definition: str, *, is_vague: bool) -> None:
    findings = found("DEF004", f'terms: {{heavy-weapon: "{definition}"}}\n')
    assert bool(findings) is is_vague
    assert all(one.fixes == () for one in findings)


def test_an_exclusion_inside_a_text_is_underlined_to_its_end() -> None:
    text = "fire, except at bandits"
    (one,) = found("DEF005", duties(f'{{hold: "{text}"}}', kind="refrain"))
    assert (one.offset, one.length) == (6, len("except at bandits"))
    (keyed,) = found("DEF005", duties("{hold: fire, except: bandits}", kind="refrain"))
    assert (keyed.offset, keyed.length) == (None, None)


def test_an_exception_is_underlined_where_its_ground_stands() -> None:
    (one,) = found("DEF006", duties("{fire: shots, save: in self-defence}", kind="refrain"))
    assert (one.at, one.offset, one.length) == ("value", 3, len("self-defence"))
    (key,) = found("DEF006", duties("{fire: shots, save-in-self-defence: yes}", kind="refrain"))
    assert (key.at, key.offset, key.length) == ("key", None, None)


@pytest.mark.parametrize(
    ("by", "is_bounded"), [("north", True), ("south", False), ("[north, south]", True)]
)
def test_a_report_must_be_owed_by_who_uses_the_exception(by: str, *, is_bounded: bool) -> None:
    first = duties("{fire: shots, save: in self-defence}", kind="refrain")
    other = "  tell: " + DUTY % (by, "maintain", "none", "{report: each act of self-defence}")
    assert bool(found("DEF006", f"{first}{other}\n")) is not is_bounded


def test_a_longstop_is_offered_for_lasting_measures_only() -> None:
    (one,) = found("DEF007", duties("{keep: posts, pending: a treaty}", kind="maintain"))
    assert offered(one) == [("obligations.d1", "until", "Nd after EVENT")]
    assert (one.at, one.offset) == ("key", None)
    (two,) = found("DEF007", duties("{move: posts until a treaty comes}"))
    assert offered(two) == []
    assert (two.at, two.offset, two.length) == ("value", 6, 5)


def test_what_a_measure_brings_about_itself_does_not_end_it() -> None:
    assert found("DEF007", duties("{draft: treaty until the treaty holds}"))


def test_lists_of_acts_and_areas_are_offered() -> None:
    (one,) = found("DEF008", duties("{resume: hostilities}", kind="refrain"))
    assert [(path, key) for path, key, _ in offered(one)] == [
        ("obligations.d1.what", "acts"),
        ("obligations.d1.what", "area"),
    ]
    assert one.severity is None
    (two,) = found("DEF008", duties("{acts: [fire, raid]}", kind="refrain"))
    assert offered(two) == [("obligations.d1.what", "area", "zone")]
    assert two.severity is Severity.INFO
    (three,) = found("DEF008", duties("{resume: hostilities, area: zone}", kind="refrain"))
    assert [key for _, key, _ in offered(three)] == ["acts"]


def test_a_custodian_is_offered_among_those_who_accept() -> None:
    (one,) = found("DEF009", "amend: {by: [north, south], form: written}\n")
    assert offered(one) == [("amend", "custody", "mission"), ("amend", "custody", "envoy")]
    header = "agreement: {id: a, title: A, languages: {authentic: [%s]}}\namend: none\n"
    _, two = found("DEF009", header % "am, it")
    assert offered(two) == []
    assert found("DEF009", header % "am") == []


def test_each_authentic_text_is_offered_to_prevail() -> None:
    (one,) = found("DEF009", "agreement: {id: a, title: A, languages: {authentic: [am, it]}}\n")
    assert [value for _, _, value in offered(one)] == ["am", "it"]


def test_a_patron_is_offered_to_hold_back_what_answers_to_it() -> None:
    text = "outsiders: {band: {name: Band, armed: yes, holds: zone, answers_to: %s}}\n"
    (one,) = found("PAR002", text % "south" + duties("{open: zone}"))
    assert [value.split(",")[0] for _, _, value in offered(one)] == ["{by: south"]
    (two,) = found("PAR002", text % "mission" + duties("{open: zone}"))
    assert [value.split(",")[0] for _, _, value in offered(two)] == ["{by: north", "{by: south"]


def test_a_militia_is_offered_beside_the_forces_already_listed() -> None:
    (one,) = found("PAR003", "outsiders: {band: {name: Band, armed: yes, answers_to: north}}\n")
    assert offered(one) == [("parties.north", "binds", "[northern-army, band]")]
    assert one.chain == ((("parties", "north"), "binds northern-army"),)


def test_the_line_that_declares_who_is_commanded_is_chained() -> None:
    (one,) = found("PAR004", duties("{disarm: front-brigades}"))
    assert chained(one) == ["parties.south.binds"]
    assert offered(one) == [("obligations.d1", "best_effort", "yes")]


def approval(**lines: str) -> str:
    given = "".join(f", {key}: {value}" for key, value in lines.items())
    duty = f"{{by: north, duty: achieve, type: ratification, what: {{ask: voters}}{given}}}"
    other = DUTY % ("south", "achieve", "9d after signed", "{open: zone}")
    return f"obligations:\n  vote: {duty}\n  d1: {other}\n"


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ({}, ["due", "refusal-of-vote", "breach"]),
        ({"due": "9d after signed"}, ["refusal-of-vote", "breach"]),
        ({"breach": "step"}, ["due"]),
    ],
)
def test_what_an_approval_lacks_is_offered(lines: dict[str, str], keys: list[str]) -> None:
    (one,) = found("PAR005", approval(**lines))
    assert [key for _, key, _ in offered(one)] == keys
    assert chained(one) == ["obligations.d1"]


def test_an_approval_in_a_phase_with_a_longstop_has_a_date() -> None:
    phases = "phases: {first: {starts: signed, ends: vote.done, longstop: %s}}\n"
    assert found("PAR005", phases % "90d" + approval(breach="step", phase="first")) == []


def test_a_condition_of_approval_has_no_ladder_to_offer() -> None:
    text = "conditions: {consent: {says: parliament ratifies this agreement, judge: envoy}}\n"
    (one,) = found("PAR005", text + duties("{open: zone}"))
    assert offered(one) == [("conditions.consent", "due", "Nd after signed")]
    dated = text.replace("judge: envoy", "judge: envoy, due: 9d after signed")
    (two,) = found("PAR005", dated + duties("{open: zone}"))
    assert (two.label.split(",")[0], two.fixes) == ("'consent' has no rule for refusal", ())


def test_judges_are_offered_for_what_a_performer_decides() -> None:
    (one,) = found("PAR006", duties("{give: arms at its discretion}"))
    assert (one.offset, one.length) == (5, len("at its discretion"))
    assert offered(one) == [
        ("obligations.d1.what", "decided-by", "commission"),
        ("obligations.d1.what", "decided-by", "mission"),
    ]
