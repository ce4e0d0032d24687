"""The catalogue as a whole: all 75 rules, each once, as agreed; and the sources they cite."""

from __future__ import annotations

from collections import Counter

import pytest

from pactwright.diagnostics import Severity
from pactwright.rules.registry import FAMILIES, all_rules
from pactwright.rules.rule import Engine, FixKind
from pactwright.rules.sources import SOURCES

ENGINES = {
    "S": Engine.LOOK_UP,
    "W": Engine.WORDING,
    "G": Engine.GRAPH,
    "T": Engine.TIMING,
    "X": Engine.STATES,
    "P": Engine.STRATEGY,
}
# Code, name, severity, engines, who can mend it. Where the severity of a finding depends on what
# the duty is about (TIM001, VER001), the graver one stands here.
CATALOGUE = """
DEF001 unresolved-reference       error    S    offered
DEF002 undefined-key-term         warning  S+W  human
DEF003 unmapped-place             error    S    human
DEF004 vague-quantifier           warning  W    offered
DEF005 open-exclusion             warning  S    human
DEF006 exception-swallows-duty    warning  W    human
DEF007 open-ended-exception       warning  S    offered
DEF008 undefined-violation        error    S    offered
DEF009 rival-texts                warning  S    human
PAR001 performer-not-bound        error    S    human
PAR002 necessary-outsider         warning  S+G  human
PAR003 forces-not-listed          warning  S    offered
PAR004 performer-lacks-control    warning  S+P  human
PAR005 ratification-gap           warning  S+T  offered
PAR006 self-judged-step           warning  S    human
TIM001 no-deadline                error    S    offered
TIM002 contradictory-deadlines    error    T    offered
TIM003 not-controllable           warning  T    offered
TIM004 exploitable-lag            warning  T    offered
TIM005 no-time-for-orders         warning  T+S  offered
TIM006 phase-gap                  error    S+X  offered
TIM007 renewal-by-fresh-bargain   warning  X    offered
SEQ001 mutual-wait                error    G    offered
SEQ002 unreachable-duty           error    G+X  human
SEQ003 order-unspecified          warning  G    offered
SEQ004 trigger-held-by-outsider   error    G    human
SEQ005 trigger-held-by-opponent   warning  G    offered
SEQ006 gate-without-judge         error    S    offered
SEQ007 no-failure-path            warning  X    offered
SEQ008 all-or-nothing             warning  G    offered
QTY001 missing-quantity           error    S    offered
QTY002 no-baseline                error    S+T  offered
QTY003 list-not-reconciled        warning  S+T  offered
QTY004 up-to-as-duty              warning  W    offered
QTY005 composition-unspecified    warning  S    offered
QTY006 unpaired-parallel          warning  G+T  offered
VER001 no-verifier                error    S    offered
VER002 self-verified              warning  S    human
VER003 verdict-by-consensus       error    S    offered
VER004 no-access                  warning  S    offered
VER005 late-verifier              error    T    offered
VER006 no-attribution             warning  S    human
VER007 report-to-nowhere          warning  S    offered
VER008 no-opening-record          warning  S+T  offered
VER009 unverifiable-duty          info     W    human
REM001 no-consequence             error    S    offered
REM002 exit-is-the-only-remedy    warning  S    offered
REM003 no-incident-ladder         warning  S+T  offered
REM004 remedy-needs-violator      error    S+G  offered
REM005 no-dispute-forum           error    S    offered
REM006 award-without-execution    error    S    human
REM007 relief-as-leverage         error    S    mechanical
REM008 no-way-back                warning  X    offered
INC001 irreversible-first         warning  G    offered
INC002 unconditional-benefit      warning  S    offered
INC003 leverage-exhausted         warning  G+P  offered
INC004 front-loaded               info     S+P  offered
INC005 indivisible-step           warning  S+P  offered
INC006 exposure-window            error    T+G  offered
INC007 breach-pays                warning  P    human
OPN001 deferred-no-forum          error    S    offered
OPN002 deferred-no-date           warning  S    offered
OPN003 deferred-no-default        warning  S    offered
OPN004 no-standstill              warning  S    offered
OPN005 forum-not-constituted      error    S+G  offered
THR001 role-not-accepted          error    S    human
THR002 no-mandate                 error    S    offered
THR003 force-later-than-need      error    T    offered
THR004 unfunded                   warning  S    offered
THR005 guarantor-is-belligerent   warning  S    human
THR006 task-exceeds-means         warning  S    human
THR007 guarantee-outside-text     warning  S    human
THR008 no-substitute              info     S    offered
INT001 no-amendment-path          info     S    offered
INT002 missing-annex              error    S    human
"""
# Engines in fact, where they differ from the catalogue's: control is read from the lists of the
# text. A view says how likely a step is done in time, not who commands whom, and its results do
# not carry that chance.
IN_FACT = {"PAR004": "S"}
ROWS = [tuple(line.split()) for line in CATALOGUE.split("\n") if line]
BY_CODE = {code: rest for code, *rest in ROWS}


def test_the_catalogue_counts_what_it_says() -> None:
    assert len(ROWS) == 75
    counts = Counter(severity for _, _, severity, _, _ in ROWS)
    assert counts == {"error": 28, "warning": 43, "info": 4}


def test_every_rule_of_the_catalogue_is_there_once_and_none_besides() -> None:
    assert sorted(rule.code for rule in all_rules()) == sorted(code for code, *_ in ROWS)
    assert sorted(rule.name for rule in all_rules()) == sorted(name for _, name, *_ in ROWS)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_as_the_catalogue_has_it(rule) -> None:
    name, severity, engines, fix = BY_CODE[rule.code]
    assert rule.name == name
    assert rule.severity is Severity(severity)
    letters = IN_FACT.get(rule.code, engines).split("+")
    assert set(rule.engines) == {ENGINES[letter] for letter in letters}
    assert rule.fix is FixKind(fix)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_stands_in_the_folder_of_its_family(rule) -> None:
    module = f"pactwright.rules.{FAMILIES[rule.family]}.{rule.name.replace('-', '_')}"
    assert rule.check.__module__ == module


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_sources_of_a_rule_are_known(rule) -> None:
    assert set(rule.sources) <= set(SOURCES)


def test_every_source_is_a_full_reference() -> None:
    assert all(reference.endswith(".") for reference in SOURCES.values())
    assert len(set(SOURCES.values())) == len(SOURCES)
