"""Each clause of both texts: its marks, its lines, its place in the order, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwright.comparing.texts.duty_lines import duty_lines
from pactwright.comparing.texts.entry_lines import notes_of
from pactwright.comparing.texts.other_lines import RUNG_ORDER, entry_lines
from pactwright.comparing.texts.relations import AFTER, BEFORE, ORDER_KEYS, Relations
from pactwright.comparing.texts.results import (
    ClauseComparison,
    Direction,
    LineChange,
    Mark,
    Move,
    ReadingChange,
)
from pactwright.comparing.texts.texts_side import SINGLE
from pactwright.model.obligations import Obligation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.comparing.texts.matched import Matched
    from pactwright.comparing.texts.raw import RawChange
    from pactwright.comparing.texts.texts_side import Side
    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its name in each text (under the names of the older), None where it is not."""

    section: str
    old: tuple[str, str] | None  # section and name in the older text
    new: tuple[str, str] | None
    pairing: str | None = None
    moved: Mark | None = None


@dataclass(frozen=True)
class Version:
    """Both texts as written, or as somebody reads them; `own` has the newer file's own names."""

    old: Agreement
    new: Agreement
    own: Agreement
    reader: str | None = None
    own_reader: str | None = None


class Comparer:
    """Compares clause after clause; what is asked of both texts is worked out once."""

    def __init__(self, found: Matched, old: Side, new: Side) -> None:
        self.found = found
        self.sides = (old, new)
        self.written = Version(found.old, found.new, new.agreement)
        self.readings = self._readings()
        self.relations = (Relations(found.old), Relations(found.new))
        self.paired = frozenset(found.old.obligations) & frozenset(found.new.obligations)

    def compared(self, clause: Clause) -> ClauseComparison:
        """Everything there is to say of one clause."""
        old, new = (
            None if at is None else side.clause(_path(at), entry)
            for side, at, entry in zip(
                self.sides,
                (clause.old, self._own(clause.new)),
                (_entry(self.written.old, clause.old), _entry(self.written.new, clause.new)),
                strict=True,
            )
        )
        raw = self._raw(clause, self.written)
        moves = self._moves(clause, raw or ())
        marks = self._marks(clause, self.written, raw, moves)
        binds, protects = self._whose(clause)
        return ClauseComparison(
            section=clause.section,
            old=old,
            new=new,
            marks=marks,
            pairing=clause.pairing,
            binds=binds,
            protects=protects,
            lines=self._lines(clause, raw or (), self.written),
            moves=moves,
            readings=tuple(self._read(clause, marks, raw)),
            noted=self._noted(clause),
        )

    def _readings(self) -> tuple[Version, ...]:
        """Both texts as everybody reads them who reads anything in either otherwise."""
        found, own = self.found, self.sides[1].agreement
        holders = {one for text in (found.old, found.new) for one in _holders(text)}
        result = []
        for reader in sorted(holders):
            name = self.own_person(reader)
            result.append(
                Version(
                    found.old.as_read_by(reader),
                    found.new.as_read_by(reader),
                    own.as_read_by(name),
                    reader,
                    name,
                )
            )
        return tuple(result)

    def own_person(self, name: str) -> str:
        """The id that somebody has in the newer file."""
        for section in ("parties", "third_parties", "bodies", "outsiders"):
            if name in getattr(self.found.new, section):
                return self.found.own_name(section, name)
        return name

    def _own(self, at: tuple[str, str] | None) -> tuple[str, str] | None:
        return None if at is None else (at[0], self.found.own_name(*at))

    def _raw(self, clause: Clause, version: Version) -> tuple[RawChange, ...] | None:
        """Lines that differ; None where only one of the texts has the clause in this version."""
        if clause.old is None or clause.new is None or clause.moved is not None:
            return None
        old, new = _entry(version.old, clause.old), _entry(version.new, clause.new)
        own = _entry(version.own, self._own(clause.new))
        if old is None or new is None or own is None:
            return None
        if isinstance(old, Obligation) and isinstance(new, Obligation):
            return duty_lines(old, new, own)
        return entry_lines(clause.section, old, new, own)

    def _marks(
        self,
        clause: Clause,
        version: Version,
        raw: tuple[RawChange, ...] | None,
        moves: tuple[Move, ...],
    ) -> tuple[Mark, ...]:
        if raw is None:
            return self._marks_of_one(clause, version)
        marks = {_MARK_OF[one.direction] for one in raw}
        if clause.old != clause.new:  # somebody takes another part
            marks.add(Mark.CHANGED)
        is_only_order = all(
            one.key in ORDER_KEYS or one.key == RUNG_ORDER
            for one in raw
            if one.direction is Direction.NONE
        )
        if moves or any(one.key == RUNG_ORDER for one in raw):
            marks.add(Mark.REORDERED)
            if is_only_order:
                marks.discard(Mark.CHANGED)
        if self._waits_for_an_issue(clause, version):
            marks.add(Mark.DEFERRED)
        if self._waits_for_an_issue(clause, version, back=True):
            marks.add(Mark.TAKEN_UP)
        return _in_order(marks) or (Mark.KEPT,)

    def _marks_of_one(self, clause: Clause, version: Version) -> tuple[Mark, ...]:
        """Marks of a clause that stands in one text only, or in neither, in this version."""
        is_old = _entry(version.old, clause.old) is not None
        is_new = _entry(version.new, clause.new) is not None
        if clause.moved is not None and is_old and is_new:
            return (clause.moved,)
        if is_old:
            return (Mark.OMITTED,)
        return (Mark.ADDED,) if is_new else ()

    def _waits_for_an_issue(self, clause: Clause, version: Version, *, back: bool = False) -> bool:
        """Whether the duty waits for an open issue to be settled, in the newer text only."""
        texts = (version.new, version.old) if back else (version.old, version.new)
        ends = (clause.new, clause.old) if back else (clause.old, clause.new)
        before, after = (
            _issues_awaited(_entry(text, at), text) for text, at in zip(texts, ends, strict=True)
        )
        return not before and bool(after)

    def _moves(self, clause: Clause, raw: Iterable[RawChange]) -> tuple[Move, ...]:
        """How the duty stands to others now, where its own lines of order have changed."""
        if clause.section != "obligations" or clause.old is None or clause.old != clause.new:
            return ()
        if not any(one.key in ORDER_KEYS for one in raw):
            return ()
        name = clause.old[1]
        named = self.relations[0].named_by(name) | self.relations[1].named_by(name)
        found = []
        for other in self.written.old.obligations:
            if other == name or other not in self.paired:
                continue
            before, after = (one.between(name, other) for one in self.relations)
            if before != after:
                is_direct = other in named or {before, after} == {BEFORE, AFTER}
                own = self.found.own_name("obligations", other)
                found.append(Move(own, before, after, is_direct))
        return tuple(sorted(found, key=lambda one: not one.is_direct))

    def _lines(
        self, clause: Clause, raw: Iterable[RawChange], version: Version
    ) -> tuple[LineChange, ...]:
        old_at, new_at = clause.old, self._own(clause.new)
        if old_at is None or new_at is None:
            return ()
        ends = (_path(old_at), _path(new_at))
        readers = (version.reader, version.own_reader)
        result = []
        for one in raw:
            before_at, after_at = (
                None if text is None else side.line(path, below, reader)
                for side, path, below, text, reader in zip(
                    self.sides,
                    ends,
                    (one.old_path, one.new_path),
                    (one.before, one.after),
                    readers,
                    strict=True,
                )
            )
            rule = None if one.rule is None else one.rule.name
            result.append(
                LineChange(one.key, one.before, one.after, before_at, after_at, one.direction, rule)
            )
        return tuple(result)

    def _read(
        self, clause: Clause, written: tuple[Mark, ...], raw: tuple[RawChange, ...] | None
    ) -> Iterable[ReadingChange]:
        """What differs for those who read either text otherwise."""
        for version in self.readings:
            own = self._raw(clause, version)
            moves = self._moves(clause, own or ()) if own == raw else ()
            marks = self._marks(clause, version, own, moves)
            if not marks and written == (Mark.KEPT,):
                continue  # who reads it as being in neither text sees nothing change either
            if own != raw or set(marks) != set(written):
                reader = str(version.own_reader)
                yield ReadingChange(reader, marks, self._lines(clause, own or (), version))

    def _whose(self, clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Whom the clause binds and whom it protects, in either text, by the newer file's ids."""
        entries = [
            one
            for one in (_entry(self.written.old, clause.old), _entry(self.written.new, clause.new))
            if one is not None
        ]
        at = clause.new or clause.old
        if at is not None and at[0] == "parties":
            return (self.own_person(at[1]),), ()
        duties = [one for one in entries if isinstance(one, Obligation)]
        binds = dict.fromkeys(self.own_person(name) for one in duties for name in one.by)
        protects = dict.fromkeys(self.own_person(name) for one in duties for name in one.to)
        return tuple(binds), tuple(protects)

    def _noted(self, clause: Clause) -> tuple[str, ...]:
        """Lines about the text that differ: sources, titles, what readers say."""
        old, new = _entry(self.written.old, clause.old), _entry(self.written.new, clause.new)
        if old is None or new is None:
            return ()
        before, after = notes_of(old), notes_of(new)
        keys = dict.fromkeys((*before, *after))
        return tuple(key for key in keys if before.get(key) != after.get(key))


_MARK_OF = {
    Direction.WEAKER: Mark.WEAKENED,
    Direction.STRONGER: Mark.STRENGTHENED,
    Direction.NONE: Mark.CHANGED,
}


def _in_order(marks: set[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in marks)


def _holders(agreement: Agreement) -> tuple[str, ...]:
    return tuple(one for one in agreement.readings() if one != "as-written")


def _path(at: tuple[str, str]) -> Path:
    return (at[0],) if at[0] in SINGLE else at


def _entry(agreement: Agreement, at: tuple[str, str] | None) -> Any:  # noqa: ANN401 - any entry
    """The entry of a clause; None where this text does not have it, or says that it has none."""
    if at is None:
        return None
    section, name = at
    if section in SINGLE:
        single = getattr(agreement, section)
        return single if hasattr(single, "model_fields_set") else None
    return getattr(agreement, section).get(name)


def _issues_awaited(entry: Any, agreement: Agreement) -> set[str]:  # noqa: ANN401 - any entry
    if not isinstance(entry, Obligation):
        return set()
    events = (event for condition in entry.after for event in condition.events)
    return {str(event.subject) for event in events if event.subject in agreement.deferred}
