"""Two texts under one set of names: who is who, which clause is which, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pactwright.comparing.texts.duty_pairs import paired_duties
from pactwright.comparing.texts.entry_pairs import (
    OTHERS,
    TAKING_PART,
    paired_entries,
    paired_people,
    people,
)
from pactwright.comparing.texts.likeness import (
    likeness,
    shared_words,
    significant_words,
    texts_of_objects,
)
from pactwright.comparing.texts.pairs import Candidate, best_pairs
from pactwright.comparing.texts.renaming import plain_tree, renamed
from pactwright.model.declared import EVENT_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.comparing.texts.pairs import Paired
    from pactwright.comparing.texts.renaming import Names
    from pactwright.model.agreement import Agreement, DeferredIssue
    from pactwright.model.obligations import Obligation
    from pactwright.text.nodes import Tree

LEFT_FOR_LATER = 0.3
"""Share of words that a duty and a deferred issue must share to be the same matter."""
_AT_LEAST_WORDS = 2


@dataclass(slots=True)
class Matched:
    """The newer text under the names of the older, and how each name was found.

    `own` gives back the newer file's own name: (section, name in `new`) -> name in the file.
    `moved` pairs duties of one text with deferred issues of the other.
    """

    old: Agreement
    new: Agreement
    tree: Any
    own: dict[tuple[str, str], str] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    put_off: dict[str, Candidate] = field(default_factory=dict)  # duty of old -> issue of new
    taken_up: dict[str, Candidate] = field(default_factory=dict)  # issue of old -> duty of new

    def own_name(self, section: str, name: str) -> str:
        """The name that a clause has in the newer file."""
        return self.own.get((section, name), name)


def matched(old: Agreement, new: Agreement, tree: Tree) -> Matched:
    """Both texts under the names of the older one: first everybody and everything, then duties."""
    found = Matched(old, new, plain_tree(tree))
    _rename(found, _people_names(found))
    for section in OTHERS:
        paired = paired_entries(section, old, found.new)
        _rename(found, _names(found, section, paired))
        _note_unclear(found, section, paired)
    duties = paired_duties(old.obligations, found.new.obligations)
    _rename(found, _names(found, "obligations", duties))
    _note_unclear(found, "obligations", duties)
    _find_moved(found)
    return found


def _people_names(found: Matched) -> Names:
    pairs = paired_people(found.old, found.new)
    by_new = {one.new: one for one in pairs.values()}
    sections = {name: section for name, (section, _) in people(found.new).items()}
    for section in TAKING_PART:
        entries = getattr(found.new, section)
        paired = (by_new[name] for name in entries if name in by_new)
        found.reasons |= {(section, one.old): one.reason for one in paired}
    fresh = _fresh_names(by_new, sections, people(found.old))
    return {(sections[name], name): new for name, new in fresh.items()}


def _names(found: Matched, section: str, paired: Paired) -> Names:
    by_new = {one.new: one for one in paired.pairs.values()}
    for one in paired.pairs.values():
        found.reasons[section, one.old] = one.reason
    # What events can name shares one space of names, so that duties and issues stay apart too.
    sharing = EVENT_SUBJECTS if section in EVENT_SUBJECTS else (section,)
    mine = [name for one in sharing for name in getattr(found.old, one)]
    theirs = getattr(found.new, section)
    return {(section, name): new for name, new in _fresh_names(by_new, theirs, mine).items()}


def _fresh_names(
    by_new: dict[str, Candidate], theirs: Iterable[str], mine: Iterable[str]
) -> dict[str, str]:
    """The older name of what is paired; another name for what only happens to be named alike."""
    mine, theirs = tuple(mine), tuple(theirs)
    fresh = {}
    used = {*mine, *theirs}
    for name in theirs:
        if name in by_new:
            fresh[name] = by_new[name].old
        elif name in mine:
            number = next(k for k in range(2, len(used) + 3) if f"{name}-{k}" not in used)
            fresh[name] = f"{name}-{number}"
            used.add(fresh[name])
        else:
            fresh[name] = name
    return fresh


def _rename(found: Matched, names: Names) -> None:
    found.own |= {(section, new): name for (section, name), new in names.items() if name != new}
    found.new, found.tree = renamed(found.new, found.tree, names)


def _note_unclear(found: Matched, section: str, paired: Paired) -> None:
    for mine, theirs in paired.unclear:
        one, other = (", ".join(map(repr, names)) for names in (mine, theirs))
        found.unclear.append(
            f"{section}: {one} of the older text and {other} of the newer could be paired in more "
            "than one way and are left apart"
        )


def _find_moved(found: Matched) -> None:
    """Duties that the other text has under `deferred`, and the reverse."""
    duties, issues = (
        [_unpaired(found, section, text) for text in (found.old, found.new)]
        for section in ("obligations", "deferred")
    )
    found.put_off = _moved(duties[0], issues[1])
    found.taken_up = {
        one.new: Candidate(one.new, one.old, one.tier, one.likeness, one.reason)
        for one in _moved(duties[1], issues[0]).values()
    }


def _unpaired(found: Matched, section: str, text: Agreement) -> list[tuple[str, str, Any]]:
    """Entries of one text without a pair: name, the file's own name, entry."""
    return [
        (name, found.own_name(section, name) if text is found.new else name, entry)
        for name, entry in getattr(text, section).items()
        if (section, name) not in found.reasons
    ]


def _moved(
    duties: Iterable[tuple[str, str, Obligation]], issues: Iterable[tuple[str, str, DeferredIssue]]
) -> dict[str, Candidate]:
    """Duties of one text -> issues that the other leaves for later; each with its own name."""
    issues = tuple(issues)
    candidates = [
        Candidate(duty, issue, *reason)
        for duty, own_duty, terms in duties
        for issue, own_issue, entry in issues
        if (reason := _same_matter(own_duty, terms, own_issue, entry)) is not None
    ]
    return best_pairs(candidates).pairs


def _same_matter(
    name: str, duty: Obligation, issue: str, entry: DeferredIssue
) -> tuple[int, float, str] | None:
    """Tier, likeness and reason, where a duty and an issue are about the same matter."""
    mine = significant_words([name, duty.title or "", *texts_of_objects(duty)])
    theirs = significant_words([issue, entry.title or "", *entry.outcomes])
    share = likeness(mine, theirs)
    if name == issue or name in entry.outcomes:
        reason = "same name" if name == issue else "an outcome of the issue has its name"
        return 1, share, reason
    shared = shared_words(mine, theirs)
    if share >= LEFT_FOR_LATER and len(shared) >= _AT_LEAST_WORDS:
        return 2, share, f"words in common ({', '.join(sorted(shared))})"
    return None
