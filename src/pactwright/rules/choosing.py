"""Rules by name, code or family: what `--select` and `--ignore` mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import near_names
from pactwright.errors import InputError
from pactwright.rules.registry import FAMILIES, all_rules, nearest_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.rules.profiles import Profile
    from pactwright.rules.rule import Rule


def rules_meant(word: str) -> tuple[Rule, ...]:
    """Rules meant by a name ('no-verifier'), a code or its beginning ('VER001', 'VER'), or 'all'.

    Raises
    ------
    InputError
        If there is none; names the nearest.
    """
    known = all_rules()
    wanted = word.strip()
    if wanted.casefold() == "all":
        return known
    found = tuple(one for one in known if one.name == wanted.casefold())
    # A family, or the beginning of a code within one: 'VER' and 'VER00', never 'V'.
    if not found and wanted.upper()[:3] in FAMILIES:
        found = tuple(one for one in known if one.code.startswith(wanted.upper()))
        if not found and wanted.upper() in FAMILIES:
            return ()
    if found:
        return found
    question = nearest_rule(wanted) or near_names(wanted.upper(), FAMILIES).question
    msg = f"there is no rule or family {word!r}; {question or 'see  pactwright explain --list'}"
    raise InputError(msg)


def chosen_rules(
    profile: Profile, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """Rules to run, in the order of the registry.

    `select` replaces what the profile would run: a rule that is asked for by name runs in any
    profile. `ignore` takes away from either.
    """
    if select:
        wanted = {one.code for word in select for one in rules_meant(word)}
    else:
        wanted = {one.code for one in all_rules() if profile.has(one)}
    wanted -= {one.code for word in ignore for one in rules_meant(word)}
    return tuple(one for one in all_rules() if one.code in wanted)
