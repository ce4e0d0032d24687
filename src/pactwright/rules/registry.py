"""All rules, found by their place: every module of a family folder has one `RULE`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from pactwright.diagnostics import near_names
from pactwright.errors import InputError
from pactwright.rules.rule import Rule

FAMILIES: dict[str, str] = {
    "DEF": "definitions",
    "PAR": "parties",
    "TIM": "timing",
    "SEQ": "order",
    "QTY": "quantities",
    "VER": "verification",
    "REM": "remedies",
    "INC": "incentives",
    "OPN": "deferred",
    "THR": "third_parties",
    "INT": "whole_text",
}


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of families and then of codes."""
    found: list[Rule] = []
    for folder in FAMILIES.values():
        package = importlib.import_module(f"pactwright.rules.{folder}")
        names = [info.name for info in pkgutil.iter_modules(package.__path__)]
        modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
        rules = [module.RULE for module in modules if hasattr(module, "RULE")]
        found += sorted(rules, key=lambda rule: rule.code)
    return tuple(found)


def rule_named(word: str) -> Rule:
    """The rule with this name or code.

    Raises
    ------
    InputError
        If there is none; names the nearest.
    """
    by_word = {name: rule for rule in all_rules() for name in (rule.name, rule.code.casefold())}
    rule = by_word.get(word.casefold())
    if rule is not None:
        return rule
    near = nearest_rule(word) or "see  pactwright explain --list"
    msg = f"there is no rule {word!r}; {near}"
    raise InputError(msg)


def nearest_rule(word: str) -> str | None:
    """'did you mean ...?' with the name or code that is nearest, or None."""
    known = [name for rule in all_rules() for name in (rule.name, rule.code)]
    is_code = word[:2].upper() in {family[:2] for family in FAMILIES}
    return near_names(word.upper() if is_code and word[-1:].isdigit() else word, known).question
