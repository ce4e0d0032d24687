"""Findings for machines: JSON, SARIF against its schema, workflow commands, JUnit.

`tests/oracles/sarif-schema-2.1.0.json` is the schema of SARIF 2.1.0 (OASIS Open), unchanged.
"""

from __future__ import annotations

import json
from functools import cache
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator, FormatChecker

from agreement_texts import SMALL
from cli_runs import runner

ENTRY = '[[accepted]]\nrule = "no-verifier"\nclause = "quiet"\nreason = "on purpose"\nby = "us"\n'
ALL = ("--profile", "final", "--fail-on", "never")


@pytest.fixture
def run(capsys):
    return runner(capsys)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small, 1.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "accepted.toml").write_text(ENTRY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sarif(run, folder, root):
    schema = json.loads((root / "tests/oracles/sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = Draft4Validator(schema, format_checker=FormatChecker())

    def sarif(*arguments):
        log = json.loads(run("check", *arguments, *ALL, "--format", "sarif").out)
        errors = [f"{list(one.absolute_path)}: {one.message}" for one in validator.iter_errors(log)]
        assert errors == []
        (only,) = log["runs"]
        return only

    return sarif


@pytest.mark.parametrize("case", ["aceh-2005", "gaza-2025", "lake-ardan"])
def test_sarif_of_every_shipped_case_is_valid(sarif, case):
    log = sarif(case)
    for result in log["results"]:
        rule = log["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["markdown"].startswith("**")


def test_sarif_points_at_the_place_with_columns_from_one_and_an_exclusive_end(sarif):
    log = sarif("small, 1.yaml", "--select", "VER001")
    assert log["columnKind"] == "unicodeCodePoints"
    (result,) = [r for r in log["results"] if "'quiet'" in r["message"]["text"]]
    place = result["locations"][0]["physicalLocation"]
    line = SMALL[: SMALL.index("  quiet:")].count("\n") + 1
    assert place["region"] == {
        "startLine": line, "startColumn": 3, "endLine": line, "endColumn": 8,
    }  # fmt: skip
    assert place["artifactLocation"]["uri"] == "small%2C%201.yaml"
    assert unquote(log["artifacts"][0]["location"]["uri"]) == "small, 1.yaml"


def test_accepted_finding_is_a_suppressed_result_with_its_reason(sarif):
    results = sarif("small, 1.yaml", "--select", "VER001")["results"]
    suppressed = {r["message"]["text"]: r["suppressions"] for r in results}
    assert [s for text, s in suppressed.items() if "'quiet'" in text] == [
        [{"kind": "external", "status": "accepted", "justification": "accepted by us: on purpose"}]
    ]
    assert all(s == [] for text, s in suppressed.items() if "'quiet'" not in text)


def test_chain_is_given_as_related_locations_and_as_one_code_flow(sarif, run):
    with_chain = [r for r in sarif("gaza-2025")["results"] if "relatedLocations" in r]
    assert with_chain
    document = json.loads(run("check", "gaza-2025", *ALL, "--format", "json").out)
    chains = {f["fingerprint"]: f["chain"] for f in document["files"][0]["findings"]}
    for result in with_chain:
        chain = chains[result["partialFingerprints"]["pactwrightClause/v1"]]
        related = [one["message"]["text"] for one in result["relatedLocations"]]
        assert related == [one["label"] for one in chain]
        (flow,) = result["codeFlows"]
        (thread,) = flow["threadFlows"]
        assert [one["location"]["message"]["text"] for one in thread["locations"]][1:] == related


def test_fixes_give_the_text_to_put_in_and_where(sarif):
    result = sarif("small, 1.yaml", "--select", "VER001")["results"][0]
    fix = result["fixes"][0]
    assert fix["description"]["text"] == "let watch verify it"
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    lines = SMALL.split("\n")
    start = lines[region["startLine"] - 1][: region["startColumn"] - 1]
    end = lines[region["endLine"] - 1][region["endColumn"] - 1 :]
    assert (
        "verify: {by: watch, within: 3d, access: [valley]}"
        in start + replacement["insertedContent"]["text"] + end
    )


def test_baseline_and_older_draft_set_the_state_of_results(sarif, run, folder):
    (folder / "new.yaml").write_text(SMALL.replace("verify: {by: watch}", "verify: none"), "utf-8")
    run("check", "small, 1.yaml", "--baseline", "k.json", "--write-baseline", *ALL)
    states = {r["baselineState"] for r in sarif("new.yaml", "--baseline", "k.json")["results"]}
    assert states == {"new", "unchanged"}
    results = sarif("small, 1.yaml", "--diff", "new.yaml", "--select", "VER001")["results"]
    assert {r["baselineState"] for r in results} == {"unchanged", "absent"}
    assert all("baselineState" not in r for r in sarif("new.yaml")["results"])


def test_message_has_nothing_that_sarif_would_replace_or_link():
    from pactwright.cli.output.check_sarif import _plain

    assert _plain("arms {0} as in [a](b), {share}") == "arms {{0}} as in [a\\](b), {share}"


def test_json_names_everything_of_a_finding(run, folder):
    document = json.loads(
        run("check", "small, 1.yaml", "--select", "VER001", "--format", "json").out
    )
    (file,) = document["files"]
    assert (document["schema_version"], file["agreement"], file["profile"]) == (
        1, "two-rivers", "draft",
    )  # fmt: skip
    assert file["counts"]["accepted"] == 1
    (quiet,) = [f for f in file["findings"] if f["clause"] == "obligations.quiet"]
    assert quiet["accepted"] == {"by": "us", "reason": "on purpose"}
    assert (quiet["rule"], quiet["code"], quiet["severity"]) == ("no-verifier", "VER001", "error")
    assert quiet["fixes"][0]["edits"] == [
        {
            "path": ["obligations", "quiet"],
            "key": "verify",
            "value": "{by: watch, within: 3d, access: [valley]}",
        }
    ]
    assert document["failing"] == sum(
        f["accepted"] is None and f["severity"] == "error" for f in file["findings"]
    )


def test_json_of_two_drafts_says_what_was_gained_and_lost(run, folder):
    (folder / "new.yaml").write_text(SMALL.replace("verify: {by: watch}", "verify: none"), "utf-8")
    done = run(
        "check", "new.yaml", "--diff", "small, 1.yaml", "--select", "VER001", "--format", "json"
    )
    difference = json.loads(done.out)["difference"]
    assert [one["clause"] for one in difference["gained"]] == ["obligations.handover"]
    assert difference["lost"] == []


def test_workflow_command_is_one_line_with_its_parts_escaped(run, folder):
    done = run("check", "small, 1.yaml", "--select", "VER001", "--format", "github")
    lines = done.out.splitlines()
    assert len(lines) == 1  # the accepted one stays out
    assert lines[0].startswith("::error file=small%2C 1.yaml,line=")
    assert "title=no-verifier (VER001)::nobody verifies 'pull-back'" in lines[0]


def test_workflow_command_escapes_what_would_end_it():
    from pactwright.cli.output.check_github import _message, _property

    assert _message("50 %\r\nof: it, all") == "50 %25%0D%0Aof: it, all"
    assert _property("50 %\nof: it, all") == "50 %25%0Aof%3A it%2C all"


@cache
def parsed(text):
    return ElementTree.fromstring(text)  # noqa: S314


def test_junit_has_a_case_for_every_rule_and_fails_where_a_finding_counts(run, folder):
    done = run("check", "small, 1.yaml", "--select", "VER001,INC001,INC002", "--format", "junit")
    (suite,) = parsed(done.out)
    assert suite.attrib["name"] == "small, 1.yaml"
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("3", "1")
    cases = {case.attrib["name"]: case for case in suite}
    failure = cases["VER001 no-verifier"].find("failure")
    assert "'pull-back'" in failure.text
    assert "accepted by us: on purpose" in cases["VER001 no-verifier"].find("system-out").text


def test_junit_leaves_out_what_xml_cannot_say():
    from pactwright.cli.output.check_junit import _attribute, _text

    assert _text("a\x00<b>\u202e") == "a\ufffd&lt;b&gt;\u202e"
    quoted = _attribute('a<"&')
    assert parsed(f"<x y={quoted}/>").attrib["y"] == 'a<"&'


@pytest.mark.parametrize("text", ["a: {", None])
def test_file_that_cannot_be_read_is_in_every_format(run, sarif, folder, text):
    if text is not None:
        (folder / "bad.yaml").write_text(text, encoding="utf-8")
    log = sarif("bad.yaml")
    (invocation,) = log["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["level"] for one in invocation["toolExecutionNotifications"]] == ["error"]
    (line,) = run("check", "bad.yaml", "--format", "github").out.splitlines()
    assert line.startswith("::error file=bad.yaml")
    (suite,) = parsed(run("check", "bad.yaml", "--format", "junit").out)
    assert (suite.attrib["errors"], suite[0][0].tag) == ("1", "error")
    (unread,) = json.loads(run("check", "bad.yaml", "--format", "json").out)["unread"]
    assert unread["file"] == "bad.yaml"
    assert len(unread["errors"]) == (text is not None)
