"""`pactwright.toml`: what a project sets for all its checks.

::

    [check]
    profile = "final"                 # draft, final or monitor
    select = ["TIM", "no-verifier"]   # names, codes or families, instead of the profile's rules
    ignore = ["DEF004"]
    fail-on = "error"                 # error, warning, info or never
    accepted = "accepted.toml"        # a further file of accepted findings
    baseline = "known.json"           # findings that are known, hidden but counted

    [thresholds]
    TIM004.lag = 24                   # by code or by name of the rule

    [words.degree]                    # further words for the lists of wording rules, by language
    fr = ["dans la mesure du possible"]

    [[accepted]]                      # see `accepted`

The file stands beside the agreement or in a folder above; the nearest one counts, alone. The
command line comes before it. A key that is not known is an error that names the nearest one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pactwright.diagnostics import Severity, near_names
from pactwright.errors import InputError, ReadError
from pactwright.rules.accepted import Accepted, code_of
from pactwright.rules.choosing import rules_meant
from pactwright.rules.profiles import profile_named
from pactwright.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

PROJECT_FILE = "pactwright.toml"
ACCEPTED_FILE = "accepted.toml"
NEVER = "never"
FAIL_ON = (*(str(one) for one in Severity), NEVER)


@dataclass(frozen=True, slots=True)
class Project:
    """What a project file says; where there is none, what holds without one."""

    path: FilePath | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    baseline: FilePath | None = None
    settings: Settings = field(default_factory=Settings)
    accepted: tuple[Accepted, ...] = ()


def project_for(agreement: FilePath) -> Project:
    """The project file that counts for an agreement, with accepted findings from all places.

    Raises
    ------
    ReadError
        If a file cannot be read or says something that is not known: lists all of it.
    """
    folder = agreement.resolve().parent
    path = next(
        (one / PROJECT_FILE for one in (folder, *folder.parents) if (one / PROJECT_FILE).is_file()),
        None,
    )
    project = Project() if path is None else read_project(path)
    beside = folder / ACCEPTED_FILE
    named = {FilePath(one.origin) for one in project.accepted}
    if beside.is_file() and beside not in named:
        more = _Reading(beside).accepted_file()
        project = _with_accepted(project, more)
    return project


def read_project(path: FilePath) -> Project:
    """A project file, checked.

    Raises
    ------
    ReadError
        With everything that is wrong with it.
    """
    return _Reading(path).project()


def _with_accepted(project: Project, more: Iterable[Accepted]) -> Project:
    from dataclasses import replace

    return replace(project, accepted=(*project.accepted, *more))


class _Reading:
    """Reads one TOML file and collects what is wrong with it."""

    def __init__(self, path: FilePath) -> None:
        import tomllib  # most texts have no such file

        self.path = path
        self.wrong: list[str] = []
        try:
            self.content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            msg = f"{path} cannot be read: {error}"
            raise ReadError(msg) from None

    def project(self) -> Project:
        known = ("check", "thresholds", "words", "accepted")
        self._unknown(self.content, known, "")
        check = self._table("check")
        names = ("profile", "select", "ignore", "fail-on", "accepted", "baseline")
        self._unknown(check, names, "[check] ")
        project = Project(
            path=self.path,
            profile=self._word(check, "profile", lambda name: profile_named(name).name),
            select=self._rules(check, "select"),
            ignore=self._rules(check, "ignore"),
            fail_on=self._word(check, "fail-on", _fail_on),
            baseline=self._beside(check, "baseline"),
            settings=Settings(thresholds=self._thresholds(), words=self._words()),
            accepted=tuple(self._accepted()),
        )
        self._stop_if_wrong()
        further = self._beside(check, "accepted")
        if further is not None:
            return _with_accepted(project, _Reading(further).accepted_file())
        return project

    def accepted_file(self) -> tuple[Accepted, ...]:
        self._unknown(self.content, ("accepted",), "")
        entries = tuple(self._accepted())
        self._stop_if_wrong()
        return entries

    def _stop_if_wrong(self) -> None:
        if self.wrong:
            raise ReadError("\n".join(f"{self.path}: {one}" for one in self.wrong))

    def _table(self, key: str) -> Mapping[str, Any]:
        value = self.content.get(key, {})
        if isinstance(value, dict):
            return value
        self.wrong.append(f"[{key}] must be a table")
        return {}

    def _unknown(self, table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in table:
            if key not in known:
                near = near_names(key, known).question or f"the keys are {', '.join(known)}"
                self.wrong.append(f"{where}unknown key {key!r}; {near}")

    def _try(self, where: str, read: Callable[[str], Any], value: str) -> str | None:
        try:
            read(value)
        except InputError as error:
            self.wrong.append(f"{where}{error}")
            return None
        return value

    def _word(self, table: Mapping[str, Any], key: str, read: Callable[[str], str]) -> str | None:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.wrong.append(f"[check] {key} must be a word in quotes, got {value!r}")
            return None
        return self._try(f"[check] {key}: ", read, value)

    def _rules(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not _is_texts(value):
            self.wrong.append(f'[check] {key} must be a list of words: {key} = ["TIM", "VER001"]')
            return ()
        return tuple(w for w in value if self._try(f"[check] {key}: ", rules_meant, w) is not None)

    def _beside(self, table: Mapping[str, Any], key: str) -> FilePath | None:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.wrong.append(f"[check] {key} must be the name of a file in quotes")
            return None
        return self.path.parent / value

    def _thresholds(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for word, names in self._table("thresholds").items():
            where = f"[thresholds] {word}: "
            if self._try(where, code_of, word) is None:
                continue
            (rule,) = rules_meant(word)
            own = [one.name for one in rule.thresholds]
            if not own or not isinstance(names, dict):
                said = f"{rule.name} has " + (f"{', '.join(own)}" if own else "no threshold")
                self.wrong.append(f"{where}{said}" + ("; write  rule.name = N" if own else ""))
                continue
            self._unknown(names, own, where)
            for name, value in names.items():
                if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
                    self.wrong.append(f"{where}{name} must be a number of 0 or more, got {value!r}")
                else:
                    found[f"{rule.code}.{name}"] = float(value)
        return found

    def _words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        table = self._table("words")
        for name in table:
            if name not in _word_lists():
                near = near_names(name, _word_lists()).question
                said = near or f"they are {', '.join(_word_lists())}"
                self.wrong.append(f"[words] there is no list {name!r}; {said}")
        for name, languages in table.items():
            if not isinstance(languages, dict):
                self.wrong.append(f'[words.{name}] needs languages: en = ["..."]')
                continue
            for language, words in languages.items():
                if not _is_texts(words):
                    self.wrong.append(f"[words.{name}] {language} must be a list of texts")
                else:
                    found.setdefault(name, {})[language] = tuple(words)
        return found

    def _accepted(self) -> Iterator[Accepted]:
        entries = self.content.get("accepted", [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            self.wrong.append("accepted findings are written as  [[accepted]]  entries")
            return
        needed = ("rule", "clause", "reason", "by")
        for number, entry in enumerate(entries, start=1):
            where = f"[[accepted]] {number}: "
            self._unknown(entry, (*needed, "agreement"), where)
            missing = [key for key in needed if not str(entry.get(key, "")).strip()]
            if missing:
                self.wrong.append(f"{where}say also {', '.join(missing)}")
                continue
            if any(not isinstance(entry[key], str) for key in entry):
                self.wrong.append(f"{where}every entry is a text in quotes")
            elif self._try(where, code_of, entry["rule"]) is not None:
                yield Accepted(
                    rule=code_of(entry["rule"]),
                    clause=entry["clause"],
                    reason=" ".join(entry["reason"].split()),
                    by=entry["by"],
                    agreement=entry.get("agreement"),
                    origin=str(self.path),
                )


def _word_lists() -> tuple[str, ...]:
    from pactwright.rules.wording import word_lists

    return tuple(word_lists("en"))


def _fail_on(word: str) -> str:
    if word in FAIL_ON:
        return word
    near = near_names(word, FAIL_ON).question or f"write one of {', '.join(FAIL_ON)}"
    msg = f"{word!r} is not a severity; {near}"
    raise InputError(msg)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
