"""What rules read: the agreement, its raw tree, and what can be derived from them, once.

Helpers that several rules need stand here or in a module beside it; a rule never derives the same
thing again. Everything is lazy, so a rule that is not selected costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pactwright.model.calendar import planned_dates
from pactwright.model.order import order_of
from pactwright.model.vocabulary import Role
from pactwright.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import Assessment
    from pactwright.diagnostics import Path, Problem
    from pactwright.model.agreement import Agreement
    from pactwright.model.calendar import PlannedDate
    from pactwright.model.mentions import Mention
    from pactwright.model.obligations import Obligation
    from pactwright.model.order import Order
    from pactwright.network.timing import Timing
    from pactwright.rules.contents import Said
    from pactwright.rules.control import Command
    from pactwright.rules.graph import Happening
    from pactwright.rules.readiness import Readiness
    from pactwright.rules.waiting import Waiting
    from pactwright.rules.wording import Match, Wording
    from pactwright.text.nodes import Tree

_ENTRY: Final = 2
"""Steps of a path to one entry of a section: ('obligations', 'disarm')."""


@dataclass
class Facts:
    """One agreement, as written, and what rules ask of it.

    `tree` is the file as plain dictionaries, lists and strings, for wording. `assessment` is there
    only where views were assessed: rules of the strategic model read its results. `problems` are
    names that lead nowhere and rings of waiting (`text.agreement_reader.read_for_check`); with them
    the model can name things that nothing declares, so look names up with `.get`.
    """

    agreement: Agreement
    tree: Tree = field(repr=False)
    settings: Settings = field(default_factory=Settings)
    assessment: Assessment | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def duties(self) -> dict[str, Obligation]:
        """All duties by name, in the order of the file."""
        return self.agreement.obligations

    @cached_property
    def order(self) -> Order:
        """What must happen before what can."""
        return order_of(self.agreement)

    @cached_property
    def waiting(self) -> Waiting:
        """What waits for what, with choices, bodies and verification; see `rules.waiting`."""
        from pactwright.rules.needs import waiting_in

        return waiting_in(self.agreement, self.tree)

    @cached_property
    def timing(self) -> Timing:
        """The temporal network of the text; built on first use."""
        from pactwright.network.timing import timing_of

        return timing_of(self.agreement)

    @cached_property
    def readiness(self) -> Readiness:
        """When third parties and bodies can be in their place; see `rules.readiness`."""
        from pactwright.rules.readiness import Readiness

        return Readiness(self)

    @cached_property
    def verifiers(self) -> tuple[str, ...]:
        """Third parties with a role of finding facts, in the order of the file."""
        roles = (Role.VERIFIER, Role.MONITOR, Role.INVESTIGATOR)
        found = self.agreement.third_parties
        return tuple(name for name, one in found.items() if any(r in one.roles for r in roles))

    @cached_property
    def talks(self) -> tuple[str, ...]:
        """Duties to talk something over until it is settled; see `rules.forums`."""
        from pactwright.rules.forums import talks_in

        return tuple(talks_in(self))

    @cached_property
    def answered_by(self) -> dict[str, tuple[str, ...]]:
        """Duties that answer each duty, in the order of the file."""
        found: dict[str, tuple[str, ...]] = {}
        for name, duty in self.duties.items():
            if duty.answers is not None:
                found[duty.answers] = (*found.get(duty.answers, ()), name)
        return found

    @cached_property
    def said(self) -> dict[str, tuple[Said, ...]]:
        """Every text of what each duty is about; see `rules.contents`."""
        from pactwright.rules.contents import entries_of, texts_in

        return {
            duty: tuple(one for entry in entries_of(self, duty) for one in texts_in(entry))
            for duty in self.duties
        }

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """Whom duties are to restrain, move or disarm; see `rules.control`."""
        from pactwright.rules.control import commands_in

        return commands_in(self)

    @cached_property
    def lists_in_force(self) -> Wording:
        """Lists of words in every language of the text, with the project's own."""
        from pactwright.rules.wording import wording_in_force

        return wording_in_force(self)

    def phrases(self, name: str, text: str) -> tuple[Match, ...]:
        """Phrases of a list in any text, such as a name, that is no wording of the agreement."""
        return tuple(one for listed, one in self.lists_in_force.matches(text) if listed == name)

    def is_phrase(self, name: str, text: str) -> bool:
        """Whether a text, such as the action of a duty, is as a whole a phrase of a list."""
        return any(one.length == len(text) for one in self.phrases(name, text))

    @cached_property
    def _matches(self) -> dict[str, tuple[Match, ...]]:
        from pactwright.rules.wording import all_matches

        return all_matches(self)

    def wording(self, name: str, *, under: Path = ()) -> tuple[Match, ...]:
        """Phrases of a list in the wording of the text, at or below a path; see `rules.wording`."""
        if len(under) < _ENTRY:
            found = self._matches[name]
            return tuple(one for one in found if one.path[: len(under)] == under)
        near = self._matches_by_entry.get((name, *under[:_ENTRY]), ())
        return tuple(one for one in near if one.path[: len(under)] == under)

    @cached_property
    def _matches_by_entry(self) -> dict[Path, list[Match]]:
        """Matches by list and entry, so that rules can ask for every duty in turn."""
        found: dict[Path, list[Match]] = defaultdict(list)
        for name, matches in self._matches.items():
            for one in matches:
                found[(name, *one.path[:_ENTRY])].append(one)
        return dict(found)

    @cached_property
    def _before(self) -> dict[str, frozenset[Happening]]:
        return {}

    def before(self, duty: str) -> frozenset[Happening]:
        """Everything without which a duty cannot start (`waiting.graph`); worked out once."""
        known = self._before.get(duty)
        if known is None:
            from pactwright.rules.graph import Happening

            found = self.waiting.graph.all_before(Happening(duty, 1, "started"))
            known = self._before[duty] = frozenset(found)
        return known

    @cached_property
    def planned(self) -> dict[str, PlannedDate]:
        """Earliest dates and deadlines of duties and tranches, in days from signature."""
        return planned_dates(self.agreement)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every name that the text refers to, with its place."""
        from pactwright.model.mentions import mentions_in

        return tuple(mentions_in(self.agreement, self.tree))

    @cached_property
    def custodians(self) -> tuple[str, ...]:
        """Third parties that can hold something for all sides."""
        return self.agreement.third_parties_with(Role.CUSTODIAN)

    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Every scalar of the file with its path, in the order of the file."""
        return self._texts

    @cached_property
    def _texts(self) -> tuple[tuple[Path, str], ...]:
        return tuple(_scalars_in(self.tree))


def _scalars_in(tree: Tree) -> Iterator[tuple[Path, str]]:
    stack: list[tuple[Path, Tree]] = [((), tree)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, str):
            yield path, node
        elif isinstance(node, dict):
            stack += [((*path, key), one) for key, one in reversed(node.items())]
        elif isinstance(node, list):
            stack += [((*path, k), one) for k, one in reversed(list(enumerate(node)))]
