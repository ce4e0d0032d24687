"""What findings on consequences show beside their line: notes, chains, and exact changes."""

from __future__ import annotations

from pactwright.rules.registry import rule_named
from rule_cases import findings_in

HOLD = (
    "  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: effective, "
    "until: none, breach: fire}\n"
)
FIRE = "  fire: [{meet: commission, within: 6h}, {refer: envoy, within: 7d}]\n"


def found(block: str, name: str) -> list:
    return [finding for _, finding in findings_in(block, rule_named(name))]


def edits(fix) -> list[tuple]:
    return [(".".join(map(str, one.path)), one.key, one.value) for one in fix.edits]


def clauses(finding) -> list[str]:
    return [".".join(map(str, path)) for path, _ in finding.chain]


def duty(name: str, more: str = "", *, by: str = "south", what: str = "{hand-in: 9 rifle}") -> str:
    return f"  {name}: {{by: {by}, duty: achieve, what: {what}, due: 30d after signed{more}}}\n"


# ── REM001 ───────────────────────────────────────────────────────────────────────────────────


def test_one_duty_alone_is_pointed_at_and_not_the_section() -> None:
    (one,) = found("obligations:\n" + duty("arms"), "no-consequence")
    assert one.path == ("obligations", "arms")


def test_of_all_duties_it_is_said_for_how_many_the_text_says_so() -> None:
    def note(*more: str) -> tuple[str, ...]:
        text = "obligations:\n" + "".join(duty(f"d{k}", one) for k, one in enumerate(more))
        (one,) = found(text, "no-consequence")
        return one.notes

    assert note("", "") == ("no line says what follows a breach",)
    assert note(", breach: none", "") == ("the text says so for 1 of them",)
    assert note(", breach: none", ", breach: none") == ("the text says so for all of them",)


def test_a_text_without_ladders_is_offered_two_and_a_line_for_each_duty() -> None:
    text = "obligations:\n" + HOLD.replace("breach: fire", "breach: none") + duty("arms")
    (one,) = found(text + "remedies: {}\n", "no-consequence")
    (fix,) = one.fixes
    ladders, first, second = edits(fix)
    assert ladders[:2] == ("", "remedies")
    assert "on-force: [{meet: commission, within: 6h}, {correct: violator" in ladders[2]
    assert "standard: [{notify: commission, within: 1d}, {cure: violator" in ladders[2]
    assert "{refer: envoy, within: 7d}]" in ladders[2]
    assert first == ("obligations.hold-fire", "breach", "on-force")
    assert second == ("obligations.arms", "breach", "standard")


def test_a_text_with_ladders_is_offered_new_ones_beside_them_where_no_duty_has_one() -> None:
    (one,) = found("obligations:\n" + duty("arms") + duty("gold"), "no-consequence")
    assert edits(one.fixes[0])[0][:2] == ("remedies", "standard")


def test_ladders_that_answer_for_duties_most_alike_are_offered_first() -> None:
    ladders = (
        "remedies:\n"
        + FIRE
        + "".join(
            f"  {name}: [{{refer: envoy, within: 7d}}]\n" for name in ("outside", "arms", "law")
        )
    )
    text = "obligations:\n" + HOLD
    text += duty("monitors", ", breach: outside", by="mission", what="{deploy: 60 monitor}")
    text += duty("first", ", type: disarm, breach: arms") + duty("second", ", type: disarm")
    text += duty("enact", ", type: amnesty, breach: law", by="north", what="{enact: law}")
    (one,) = found(text + ladders, "no-consequence")
    assert [fix.edits[0].value for fix in one.fixes] == ["arms", "law", "outside"]
    lasting = (
        "  watch: {by: north, duty: refrain, what: {acts: [fire]}, from: signed, until: none}\n"
    )
    (one,) = found(text.replace(duty("second", ", type: disarm"), lasting) + ladders, "REM001")
    assert one.fixes[0].edits[0].value == "fire"


# ── REM002, REM003 ───────────────────────────────────────────────────────────────────────────


def test_a_ladder_that_ends_everything_is_offered_with_milder_rungs_before_it() -> None:
    text = "obligations:\n" + HOLD + "".join(duty(f"d{k}", ", breach: step") for k in range(5))
    for rungs in ("[{terminate: all of it}]", "{needs: 2 in 4w, rungs: [{terminate: all of it}]}"):
        (one,) = found(f"{text}remedies:\n{FIRE}  step: {rungs}\n", "REM002")
        assert clauses(one) == [f"obligations.d{k}.breach" for k in range(3)]
        (edit,) = edits(one.fixes[0])
        assert edit[:2] == (
            ("remedies.step", "rungs") if "needs" in rungs else ("remedies", "step")
        )
        assert edit[2] == (
            "[{meet: commission, within: 2d}, {cure: violator, within: 7d}, "
            "{refer: envoy, within: 7d}, {terminate: all of it}]"
        )


def test_an_exit_without_notice_is_offered_notice_and_a_meeting() -> None:
    (one,) = found("exit: {to: envoy}\n", "REM002")
    assert edits(one.fixes[0]) == [
        ("exit", "notice", "30d"),
        ("exit", "first", "{meet: commission, within: 5d}"),
    ]
    assert one.notes == ("counted as short: less than 30 days (REM002.notice)",)


def test_a_first_rung_is_offered_hours_or_a_meeting_before_it() -> None:
    text = "remedies:\n  step: [{refer: envoy}]\n  fire: "
    (one,) = found(text + "[{meet: commission, within: 7d}]\n", "REM003")
    assert edits(one.fixes[0]) == [("remedies.fire.0", "within", "6h")]
    assert clauses(one) == ["obligations.hold-fire.breach"]
    assert one.notes[0] == "'hold-fire' is found broken within 1d; the ladder starts after that"
    (one,) = found(text + "[{publish: mission, within: 1h}]\n", "REM003")
    after = "[{meet: commission, within: 6h}, {publish: mission, within: 1h}]"
    assert edits(one.fixes[0]) == [("remedies", "fire", after)]


def test_when_a_breach_is_found_is_said_only_where_the_text_says_it() -> None:
    text = "obligations:\n" + HOLD + "remedies:\n  fire: [{refer: envoy}]\n"
    (one,) = found(text, "REM003")
    assert one.notes == ("counted as hours: 24 or fewer (REM003.first-step)",)


# ── REM004, REM005, REM006 ───────────────────────────────────────────────────────────────────


def test_the_chain_says_who_comes_here_and_why_the_body_cannot_act() -> None:
    body = "bodies:\n  commission: {name: Commission, members: [north, south]"
    ladder = "remedies:\n  step: [{refer: envoy}]\n  fire: [{rule: commission}]\n"
    for rule, says in (
        ("", "no rule for deciding is stated"),
        (", decides: unanimity", "unanimity"),
    ):
        (one,) = found(f"{body}{rule}}}\n{ladder}", "REM004")
        assert clauses(one) == ["obligations.hold-fire.breach", "bodies.commission"]
        assert says in one.chain[1][1]


def test_a_time_that_the_rung_has_is_kept_in_what_is_offered() -> None:
    body = "bodies:\n  commission: {name: C, members: [north, south], decides: consensus}\n"
    ladders = "remedies:\n  step: [{refer: envoy}]\n  fire: [{rule: commission, within: 3d}]\n"
    (one,) = found(body + ladders, "REM004")
    value = one.fixes[0].edits[0].value
    assert value == "[{rule: commission, within: 3d}, {refer: envoy, within: 7d}]"
    assert edits(one.fixes[1]) == [
        ("bodies.commission", "chair", "envoy"),
        ("bodies.commission", "decides", "chair-casting"),
    ]


def test_clauses_read_differently_are_shown_where_nobody_decides_what_they_mean() -> None:
    readings = ", readings: {north: {says: due}, south: {says: not agreed, takes: none}}"
    agreed = ", readings: {north: {says: due}, south: {says: due too}}"
    text = (
        "third_parties:\n  mission: {name: Mission, roles: [monitor]}\n"
        "bodies:\n  table: {name: Table, members: [north, south]}\n"
        "  court: {name: Court, members: [mission]}\n"
        f"obligations:\n{duty('arms', readings)}{duty('gold', agreed)}"
        "remedies: {}\nexit: none\namend: none\n"
    )
    (one,) = found(text, "REM005")
    assert one.notes == ("'table': no chair, no rhythm and no rule for deciding is stated",)
    assert clauses(one) == ["obligations.arms.readings"]
    (one,) = found(text.replace("  table: {name: Table, members: [north, south]}\n", ""), "REM005")
    assert one.notes == ()


def test_at_most_three_duties_stand_for_all_that_end_in_a_ruling() -> None:
    text = "obligations:\n" + HOLD + "".join(duty(f"d{k}", ", breach: step") for k in range(5))
    (one,) = found(f"{text}remedies:\n{FIRE}  step: [{{rule: envoy, final: yes}}]\n", "REM006")
    assert clauses(one) == [f"obligations.d{k}.breach" for k in range(3)]


# ── REM007, REM008 ───────────────────────────────────────────────────────────────────────────

AID = (
    "  aid: {by: north, duty: maintain, type: relief-access, what: {admit: food}, until: none, "
    "breach: fire%s}\n"
)


def test_relief_is_taken_off_a_ladder_and_what_else_stands_there_stays() -> None:
    base = "obligations:\n" + HOLD + AID % "" + duty("arms")

    def offered(rungs: str) -> list[tuple]:
        (one,) = found(f"{base}remedies:\n  fire: {rungs}\n", "REM007")
        return edits(one.fixes[0])

    marked = ("obligations.aid", "unconditional", "yes")
    both = "[{meet: commission}, {suspend: [aid, arms], for: 9d}]"
    assert offered(both) == [marked, ("remedies.fire.1", "suspend", "[arms]")]
    alone = "[{meet: commission}, {suspend: aid, for: 9d}]"
    assert offered(alone) == [marked, ("remedies", "fire", "[{meet: commission}]")]
    assert offered("{needs: 2 in 4w, rungs: [{undo: aid}]}") == [
        marked,
        ("remedies.fire", "rungs", "[{refer: envoy}]"),
    ]
    assert offered("[{suspend: all, for: 9d}]") == [marked]


def test_relief_is_freed_of_the_line_by_which_it_waits_and_keeps_the_others() -> None:
    def offered(line: str) -> list[tuple]:
        text = "obligations:\n" + HOLD + duty("arms") + AID % f", {line}"
        (one,) = found(text, "REM007")
        return edits(one.fixes[0])

    marked = ("obligations.aid", "unconditional", "yes")
    assert offered("from: arms.done") == [("obligations.aid", "from", "effective"), marked]
    assert offered("after: arms.done") == [("obligations.aid", "after", None), marked]
    assert offered("after: [hold-fire.started, arms.done]") == [
        ("obligations.aid", "after", "[hold-fire.started]"),
        marked,
    ]
    assert offered("answers: arms") == [("obligations.aid", "answers", None), marked]


def test_a_wait_through_another_step_is_shown_by_its_shortest_chain_without_a_change() -> None:
    text = "obligations:\n" + HOLD + duty("arms") + duty("gold", ", after: arms.done")
    text += duty("hall", ", after: gold.done", by="mission", what="{deploy: 9 tent}")
    (one,) = found(text + AID % ", after: hall.done", "REM007")
    assert one.path == ("obligations", "aid", "after")
    assert "'gold'" in one.label
    assert clauses(one) == ["obligations.hall.after", "obligations.gold"]
    assert one.fixes == ()


def test_words_that_tie_relief_are_taken_out_where_they_stand_as_a_key() -> None:
    tied = "{admit: food, while: arms come in}"
    (one,) = found("obligations:\n" + HOLD + (AID % "").replace("{admit: food}", tied), "REM007")
    assert edits(one.fixes[0]) == [
        ("obligations.aid.what", "while", None),
        ("obligations.aid", "unconditional", "yes"),
    ]
    words = "{admit: food unless arms stay out}"
    (one,) = found("obligations:\n" + HOLD + (AID % "").replace("{admit: food}", words), "REM007")
    assert (one.offset, one.length, one.fixes) == (5, 6, ())


def test_both_ladders_of_a_circle_are_named_with_their_duties() -> None:
    text = "obligations:\n" + HOLD + duty("arms", ", breach: one")
    text += duty("guns", ", breach: two", by="north")
    text += "remedies:\n" + FIRE
    text += "  one: [{suspend: guns, for: 9d}]\n  two: [{suspend: arms, for: 9d}]\n"
    (one,) = found(text, "REM008")
    assert one.path == ("remedies", "one", 0)
    assert clauses(one) == ["obligations.arms.breach", "obligations.guns.breach", "remedies.two.0"]
