"""The project file: what it may say, where it is found, and what is said about a slip in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreement_texts import SMALL
from pactwright.diagnostics import Severity
from pactwright.errors import InputError, ReadError
from pactwright.rules.choosing import chosen_rules, rules_meant
from pactwright.rules.facts import Facts
from pactwright.rules.profiles import PROFILES, profile_named
from pactwright.rules.project import Project, project_for, read_project
from pactwright.rules.registry import FAMILIES, all_rules
from pactwright.text.agreement_reader import read_for_check

WHOLE = """
[check]
profile = "final"
select = ["VER", "irreversible-first"]
ignore = ["VER001"]
fail-on = "warning"
baseline = "known.json"

[thresholds]
INC003.days = 30

[words.degree]
fr = ["dans la mesure du possible"]

[[accepted]]
rule = "no-verifier"
clause = "amnesty"
reason = "an act of law\\n  shows itself"
by = "committee"
agreement = "base"
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="pactwright.toml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_everything_a_project_says_is_read(write, tmp_path):
    project = read_project(write(WHOLE))
    assert project.path is not None
    assert project.path.parent == tmp_path
    assert (project.profile, project.fail_on) == ("final", "warning")
    assert project.select == ("VER", "irreversible-first")
    assert project.ignore == ("VER001",)
    assert project.baseline == tmp_path / "known.json"
    assert project.settings.thresholds == {"INC003.days": 30.0}
    assert project.settings.words == {"degree": {"fr": ("dans la mesure du possible",)}}
    (entry,) = project.accepted
    assert (entry.rule, entry.clause, entry.by) == ("VER001", "amnesty", "committee")
    assert entry.agreement == "base"
    assert entry.origin == str(project.path)
    assert entry.reason == "an act of law shows itself"


def test_threshold_by_the_name_of_its_rule_is_the_same(write):
    rule = next(one for one in all_rules() if one.code == "INC003")
    project = read_project(write(f"[thresholds.{rule.name}]\ndays = 9\n"))
    assert project.settings.threshold(rule, "days") == 9.0
    assert Project().settings.threshold(rule, "days") == rule.thresholds[0].value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[chek]\n", "unknown key 'chek'; did you mean 'check'?"),
        ('[check]\nprofil = "final"\n', "unknown key 'profil'; did you mean 'profile'?"),
        ('[check]\nprofile = "finale"\n', "no profile 'finale'; did you mean 'final'?"),
        ("[check]\nprofile = 3\n", "profile must be a word in quotes, got 3"),
        ('[check]\nselect = ["no-verifer"]\n', "did you mean 'no-verifier'?"),
        ('[check]\nselect = "VER"\n', "select must be a list of words"),
        ('[check]\nfail-on = "errors"\n', "did you mean 'error'?"),
        ("[check]\nbaseline = 1\n", "baseline must be the name of a file"),
        ("check = 1\n", "[check] must be a table"),
        ("[thresholds]\nINC003.dys = 1\n", "unknown key 'dys'; did you mean 'days'?"),
        ("[thresholds]\nINC003.days = -1\n", "days must be a number of 0 or more, got -1"),
        ("[thresholds]\nVER001.days = 1\n", "no-verifier has no threshold"),
        ("[thresholds]\nINC003 = 1\n", "write  rule.name = N"),
        ("[thresholds]\nINX003.days = 1\n", "did you mean 'INC003'?"),
        ('[words]\ndegree = ["x"]\n', "[words.degree] needs languages"),
        ("[words.degree]\nen = 1\n", "en must be a list of texts"),
        ('[words.degre]\nen = ["x"]\n', "no list 'degre'; did you mean 'degree'?"),
        ("accepted = 1\n", "written as  [[accepted]]"),
        ('[[accepted]]\nrule = "no-verifier"\n', "say also clause, reason, by"),
        ('[[accepted]]\nrule = "VER"\nclause = "a"\nreason = "b"\nby = "c"\n', "is a family"),
        ('[[accepted]]\nrule = "VER001"\nclause = 1\nreason = "b"\nby = "c"\n', "text in quotes"),
        ("[check\n", "cannot be read"),
    ],
)
def test_slip_is_refused_with_the_file_and_what_was_meant(write, text, said):
    path = write(text)
    with pytest.raises(ReadError) as caught:
        read_project(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_every_slip_of_a_file_is_said_at_once(write):
    text = '[chek]\n[thresholds]\nINC003.dys = 1\n[[accepted]]\nrule = "no-verifier"\n'
    with pytest.raises(ReadError) as caught:
        read_project(write(text))
    assert len(str(caught.value).splitlines()) == 3


def test_nearest_file_above_the_agreement_counts_alone(write, tmp_path):
    write('[check]\nprofile = "final"\n')
    assert project_for(tmp_path / "a" / "b" / "agreement.yaml").profile == "final"
    write("", "a/pactwright.toml")
    assert project_for(tmp_path / "a" / "b" / "agreement.yaml").profile is None


def test_accepted_findings_stand_in_the_project_file_beside_it_and_where_it_says(write, tmp_path):
    entry = '[[accepted]]\nrule = "{}"\nclause = "x"\nreason = "r"\nby = "b"\n'
    write('[check]\naccepted = "more.toml"\n' + entry.format("VER001"))
    write(entry.format("INC001"), "more.toml")
    write(entry.format("INC003"), "case/accepted.toml")
    project = project_for(tmp_path / "case" / "agreement.yaml")
    assert [one.rule for one in project.accepted] == ["VER001", "INC001", "INC003"]


def test_file_named_as_accepted_that_lies_beside_the_agreement_is_read_once(write, tmp_path):
    write('[check]\naccepted = "accepted.toml"\n')
    write('[[accepted]]\nrule = "VER001"\nclause = "x"\nreason = "r"\nby = "b"\n', "accepted.toml")
    assert len(project_for(tmp_path / "agreement.yaml").accepted) == 1


def test_words_of_a_project_reach_the_rules(write):
    text = SMALL + "terms:\n  cover: in a blue manner\n"
    document, problems = read_for_check(text.encode(), file="x.yaml")
    project = read_project(write('[words.degree]\nen = ["in a blue manner"]\n'))
    facts = Facts(document.model, document.tree, project.settings, None, problems)
    assert [one.phrase for one in facts.wording("degree", under=("terms",))] == ["in a blue manner"]


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("no-verifier", {"VER001"}),
        ("NO-VERIFIER", {"VER001"}),
        ("ver001", {"VER001"}),
        ("VER", {one.code for one in all_rules() if one.family == "VER"}),
        ("all", {one.code for one in all_rules()}),
    ],
)
def test_rules_are_meant_by_name_code_family_or_all(word, codes):
    assert {one.code for one in rules_meant(word)} == codes


@pytest.mark.parametrize(
    ("word", "near"),
    [("no-verifer", "'no-verifier'"), ("ver01", "'VER001'"), ("tmi", "'TIM'"), ("V", "--list")],
)
def test_word_that_means_no_rule_names_the_nearest(word, near):
    with pytest.raises(InputError) as caught:
        rules_meant(word)
    assert near in str(caught.value)


def test_select_replaces_the_profile_and_ignore_takes_away():
    draft = profile_named("draft")
    both = chosen_rules(draft, select=("INC", "VER001"))
    assert both[0].code == "VER001"  # in the order of the families, whatever was typed first
    codes = {one.code for one in chosen_rules(draft, select=("INC",), ignore=("INC001",))}
    assert "INC001" not in codes
    assert {code[:3] for code in codes} == {"INC"}


def test_final_runs_every_rule_and_the_others_less():
    assert set(chosen_rules(PROFILES["final"])) == set(all_rules())
    for name in ("draft", "monitor"):
        left_out = [one for one in all_rules() if not PROFILES[name].has(one)]
        assert set(chosen_rules(PROFILES[name])) == set(all_rules()) - set(left_out)


def test_monitor_leaves_out_what_only_a_drafter_can_change():
    codes = {one.code for one in chosen_rules(PROFILES["monitor"])}
    assert "VER001" in codes
    assert codes.isdisjoint({"INC001", "INC002", "INC003", "INT001", "OPN001", "DEF009"})


def test_every_word_of_a_profile_names_a_rule_or_a_family():
    codes = {one.code for one in all_rules()}
    for profile in PROFILES.values():
        named = {*profile.only, *profile.without, *profile.severities}
        assert named <= codes | set(FAMILIES), profile.name


def test_draft_shows_no_infos_and_monitor_and_final_do():
    assert not PROFILES["draft"].shows(Severity.INFO)
    assert PROFILES["final"].shows(Severity.INFO)
    assert PROFILES["monitor"].shows(Severity.INFO)


def test_profile_changes_the_severity_of_what_comes_last():
    role = next(iter(all_rules()))
    changed = replace(role, code="THR001")
    assert PROFILES["draft"].severity(changed, Severity.ERROR) is Severity.WARNING
    assert PROFILES["final"].severity(changed, Severity.ERROR) is Severity.ERROR


def test_unknown_profile_names_the_nearest():
    with pytest.raises(InputError, match="did you mean 'draft'"):
        profile_named("draf")
