"""Which phrases of a text the lists find, where, and which parts are read for them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from pactwright.rules.facts import Facts
from pactwright.rules.settings import Settings
from pactwright.rules.wording import Wording, carries_wording, language_code, word_lists
from pactwright.text.agreement_reader import read_agreement
from rule_cases import completed

LANGUAGES = ("en", "fr", "es", "ar", "ru", "he")
CORE = (
    *("degree", "degree-of-time", "degree-of-pace", "degree-of-condition", "good-faith", "effort"),
    *("self-judged", "exception", "exception-judged-by-itself", "review", "interim"),
    *("unverifiable", "up-to", "key-term", "obtain", "to-be-agreed", "immediately"),
)
TEXT = """
agreement: {{id: base, title: Base, languages: {{authentic: {languages}}}}}
obligations:
  step: {{by: north, duty: achieve, due: 9d after signed, verify: none, breach: none, what: {what}}}
"""


def facts_of(what: str, *, languages: str = "[en]", words: dict | None = None) -> Facts:
    block = TEXT.format(languages=languages, what=what)
    document = read_agreement(completed(block).encode(), file="case.yaml")
    return Facts(document.model, document.tree, settings=Settings(words=words or {}))


def phrases(facts: Facts, name: str) -> list[str]:
    return [match.phrase for match in facts.wording(name)]


def found_in(text: str, **lists: tuple[str, ...]) -> list[tuple[str, str]]:
    entries = {name: tuple(("en", one) for one in listed) for name, listed in lists.items()}
    return [(name, match.phrase) for name, match in Wording(entries).matches(text)]


def test_a_match_gives_the_place_for_the_caret() -> None:
    (match,) = facts_of("{withdraw: the Bulk of its forces}").wording("degree")
    assert match.path == ("obligations", "step", "what", "withdraw")
    assert match.text[match.offset : match.offset + match.length] == "the Bulk of" == match.phrase
    assert (match.at, match.language) == ("value", "en")


def test_whole_words_only() -> None:
    assert found_in("a bulky bulkhead", a=("bulk",)) == []


def test_case_accents_hyphens_and_line_breaks_do_not_matter() -> None:
    text = "As-soon as\n possible, DÉS QUE posſible"
    assert [one for _, one in found_in(text, a=("as soon as possible", "des que possible"))] == [
        "As-soon as\n possible",
        "DÉS QUE posſible",
    ]


def test_a_comma_parts_a_phrase() -> None:
    assert found_in("as soon, as possible", a=("as soon as possible",)) == []


def test_the_longest_phrase_counts_once() -> None:
    lists = ("bulk", "the bulk of", "bulk of the")
    assert found_in("the bulk of the forces", a=lists) == [("a", "the bulk of")]


def test_each_list_counts_for_itself() -> None:
    assert found_in("in good faith", a=("good faith",), b=("in good faith",)) == [
        ("b", "in good faith"),
        ("a", "good faith"),
    ]


def test_a_star_stands_for_the_rest_of_a_word_and_a_hash_for_a_number() -> None:
    lists = ("terrorist*", "up to #")
    text = "up to 14,700 terrorists up to date"
    assert found_in(text, a=lists) == [("a", "up to 14,700"), ("a", "terrorists")]


def test_offsets_count_characters_of_the_text_as_written() -> None:
    lists = {"a": (("fr", "suffisant"),)}
    text = "é̀ ﬁn ß suffisant"
    ((_, match),) = Wording(lists).matches(text)
    assert text[match.offset : match.offset + match.length] == "suffisant"


@pytest.mark.parametrize(
    ("language", "listed", "text", "phrase"),
    [
        ("ar", "كافية", "القوات والكافِيَة", "والكافِيَة"),
        ("ar", "في اقرب وقت", "الانسحاب في أقرب وقت", "في أقرب وقت"),
        ("ar", "القوات المحلية", "تسليم الميناء للقوات المحلية", "للقوات المحلية"),
        ("ar", "قوات محلية", "وبالقوات المحلية", "وبالقوات المحلية"),
        ("he", "רוב ה*", "נסיגת רוב הכוחות", "רוב הכוחות"),
        ("he", "מספיק", "כוח המספיק", "המספיק"),
        ("ru", "достаточн*", "ДОСТАТОЧНЫЕ силы", "ДОСТАТОЧНЫЕ"),
        ("es", "segun proceda", "medidas según proceda", "según proceda"),
    ],
)
def test_other_scripts(language: str, listed: str, text: str, phrase: str) -> None:
    ((_, match),) = Wording({"a": ((language, listed),)}).matches(text)
    assert match.phrase == phrase


def test_keys_of_what_are_read_too() -> None:
    (match,) = facts_of("{withdraw: forces, as-soon-as-possible: yes}").wording("degree-of-time")
    assert (match.at, match.path[-1]) == ("key", "as-soon-as-possible")


def test_matches_below_a_path() -> None:
    facts = facts_of("{withdraw: the bulk of its forces}")
    assert facts.wording("degree", under=("obligations", "step"))
    assert not facts.wording("degree", under=("obligations", "hold-fire"))


def test_a_language_is_read_only_where_it_is_authentic() -> None:
    words = {"degree": {"fr": ("le gros tas",)}}
    what = "{retirer: le gros tas de fusils}"
    assert phrases(facts_of(what, languages="[fr, en]", words=words), "degree") == ["le gros tas"]
    assert phrases(facts_of(what, words=words), "degree") == []


def test_a_project_adds_words_and_lists() -> None:
    words = {"degree": {"en": ("a good many",)}, "own": {"en": ("lake",)}}
    facts = facts_of("{move: a good many boats on the lake}", words=words)
    assert phrases(facts, "degree") == ["a good many"]
    assert phrases(facts, "own") == ["lake"]


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        facts_of("{move: boats}").wording("no-such-list")


@pytest.mark.parametrize(
    ("path", "carries"),
    [
        (("obligations", "a", "what", "withdraw"), True),
        (("obligations", "a", "title"), True),
        (("obligations", "a", "verify", "access", 0), True),
        (("conditions", "a", "says"), True),
        (("terms", "a"), True),
        (("third_parties", "a", "mandate", "force"), True),
        (("remedies", "a", 0, "answer"), True),
        (("deferred", "a", "otherwise"), True),
        (("deferred", "a", "otherwise", "refer"), False),
        (("amend", "form"), True),
        (("parties", "a", "name"), False),
        (("obligations", "a", "by"), False),
        (("obligations", "a", "note"), False),
        (("obligations", "a", "readings", "b", "says"), False),
        (("obligations", "a", "what", "x-own"), False),
        (("sources", "a", "says"), False),
        (("remedies", "a", 0, "notify"), False),
    ],
)
def test_which_parts_carry_wording(path: tuple, *, carries: bool) -> None:
    assert carries_wording(path) is carries


def test_languages_are_named_in_several_ways() -> None:
    assert [language_code(one) for one in ("FR", "fr-CA", "fra", "French")] == ["fr"] * 4


def test_a_language_without_a_file_has_no_lists() -> None:
    assert word_lists("xx") == {}
    assert word_lists("../en") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_core_lists_and_none_that_english_lacks(language: str) -> None:
    lists = word_lists(language).keys()
    assert set(CORE) <= lists <= word_lists("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_finds_itself(language: str) -> None:
    for name, entries in word_lists(language).items():
        for entry in entries:
            text = entry.replace("*", "").replace("#", "5")
            found = [match for _, match in Wording({name: ((language, entry),)}).matches(text)]
            assert [match.phrase for match in found] == [text], (name, entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stems_are_long_enough_to_mean_something(language: str) -> None:
    for entries in word_lists(language).values():
        firsts = [entry.split()[0] for entry in entries]
        assert all(len(first) >= 4 for first in firsts if first.endswith("*"))
        assert len(set(entries)) == len(entries)


def test_the_shipped_lists_of_the_other_languages_are_used() -> None:
    facts = facts_of("{انسحاب: معظم القوات}", languages="[ar]")
    assert phrases(facts, "degree") == ["معظم"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_read_as_toml_gives_them(language: str) -> None:
    file = files("pactwright").joinpath("data", "wording", f"{language}.toml")
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {name: list(phrases) for name, phrases in word_lists(language).items()} == read
