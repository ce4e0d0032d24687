"""Rules of one long text on two cores: a part of them in a child of this process.

Most of a rule's time is plain Python, which threads do not share out. A child that is forked when
the text has been read has everything that rules need, and sends back nothing but findings. Where
that cannot be done, or goes wrong, all rules run here: the answer is the same.
"""

from __future__ import annotations

import os
import pickle
import threading
from typing import TYPE_CHECKING

from pactwright.rules.running import Found, run_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.rules.facts import Facts
    from pactwright.rules.rule import Finding, Rule

LONG = 100  # duties: below that, all rules take no longer than starting a child
IN_THE_CHILD = ("TIM", "SEQ", "INC")  # dates, order and incentives share what they work out


def run_on_two_cores(facts: Facts, rules: Sequence[Rule]) -> tuple[Found, ...]:
    """What `run_rules` finds, in its order."""
    theirs = [rule for rule in rules if rule.code.startswith(IN_THE_CHILD)]
    if not theirs or not _is_worth_it(facts):
        return run_rules(facts, rules)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(facts, theirs, read, write)
    os.close(write)
    own = [rule for rule in rules if rule not in theirs]
    found = run_rules(facts, own)
    with os.fdopen(read, "rb") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(child, 0)
    others = _taken(sent, theirs) if status == 0 else run_rules(facts, theirs)
    return _in_order(rules, found + others)


def _is_worth_it(facts: Facts) -> bool:
    """Whether the text is long, there are two cores, and no other thread would be left behind."""
    if len(facts.agreement.obligations) < LONG or not hasattr(os, "fork"):
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) > 1 and threading.active_count() == 1


def _answer(facts: Facts, rules: Sequence[Rule], read: int, write: int) -> None:
    """In the child: find, send, and end without doing anything else that a process does."""
    status = 1
    try:
        os.close(read)
        found = [(one.rule.code, one.finding) for one in run_rules(facts, rules)]
        with os.fdopen(write, "wb") as pipe:
            pickle.dump(found, pipe, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _taken(sent: bytes, rules: Sequence[Rule]) -> tuple[Found, ...]:
    by_code = {rule.code: rule for rule in rules}
    # Our own child wrote this, a moment ago.
    found: list[tuple[str, Finding]] = pickle.loads(sent)  # noqa: S301
    return tuple(Found(by_code[code], finding) for code, finding in found)


def _in_order(rules: Sequence[Rule], found: Sequence[Found]) -> tuple[Found, ...]:
    place = {rule.code: number for number, rule in enumerate(rules)}
    return tuple(sorted(found, key=lambda one: place[one.rule.code]))
