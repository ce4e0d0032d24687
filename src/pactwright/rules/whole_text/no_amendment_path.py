"""INT001: the text cannot be changed, or a part of it never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.agreement import Amendment
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import AgreementKind, ProvisionType
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

# What lasts for days is renewed or not; nobody amends it.
_SHORT_LIVED = frozenset({AgreementKind.HUMANITARIAN_PAUSE, AgreementKind.RENEWAL})


def check(facts: Facts) -> Iterator[Finding]:
    """No line on amendment, one that names nobody, or one that puts parts beyond change."""
    agreement = facts.agreement
    if agreement.agreement.kind in _SHORT_LIVED:
        return
    amend = agreement.amend
    if not isinstance(amend, Amendment):
        if not any(duty.type is ProvisionType.REVIEW for duty in facts.duties.values()):
            yield _no_way(facts)
        return
    if not amend.by:
        yield Finding(
            ("amend",),
            "nothing says who must agree to a change of the text",
            at="key",
            fixes=(_all_parties(facts, key="by"),),
        )
    for key in ("form", "note"):
        text = getattr(amend, key)
        fixed = facts.phrases("unamendable", text) if text else ()
        if fixed:
            yield Finding(
                ("amend", key),
                f"a part of the text is beyond change: '{fixed[0].phrase}'",
                offset=fixed[0].offset,
                length=fixed[0].length,
            )


def _no_way(facts: Facts) -> Finding:
    fixes = (_all_parties(facts, key=None),)
    if facts.agreement.amend is NONE:
        return Finding(("amend",), "the text has no way to change it", fixes=fixes)
    label = "no line says how the text may be changed, and no review of it is provided"
    return Finding(("agreement",), label, at="key", fixes=fixes)


def _all_parties(facts: Facts, *, key: str | None) -> Fix:
    parties = ", ".join(facts.agreement.parties)
    if key is not None:
        return Fix("let all parties agree to a change", (Edit(("amend",), key, f"[{parties}]"),))
    entry = f"{{by: [{parties}], form: written, custody: WHO}}"
    return Fix("let all parties change it in writing", (Edit((), "amend", entry),))


RULE = Rule(
    code="INT001",
    name="no-amendment-path",
    severity=Severity.INFO,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A text without a way to amend or review it, without those who must agree, or with parts "
        "that can never be changed."
    ),
    why=(
        "Review is coded as a provision of its own: a text that cannot bend breaks where facts "
        "have moved."
    ),
    mend="Say who must agree, in what form, who keeps the text, and when it is reviewed.",
    example="""
amend: none
""",
    better="""
amend: {by: [north, south], form: written, custody: envoy}
""",
    ignore_when=("The text carries out another one, and is changed under the clause of that one."),
    history=(
        "Cyprus, 1960: basic articles were beyond amendment; thirteen amendments were proposed in "
        "November 1963, and there was fighting in December."
    ),
    sources=("PAM",),
    check=check,
)
