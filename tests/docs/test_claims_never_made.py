"""Plausible claims that are false in this model stand nowhere: not in output, help, rules or pages.

Each claim is a pattern over one sentence. A sentence that denies it, asks it, or says that both
ways happen does not make it; such sentences are told by their own words, below.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import pactwright
from fixtures_assessment import lake_ardan
from fixtures_comparisons import two_views
from fixtures_forecast import lake_ardan_forecast
from markdown_pages import ROOT
from pactwright.cli.main import COMMANDS
from pactwright.cli.output.comparison_screens import render_views
from pactwright.cli.output.explanation import render_entry
from pactwright.cli.output.forecast_screen import render_forecast
from pactwright.cli.output.screen import render_screen
from pactwright.report.glossary import glossary
from pactwright.rules.explaining import as_text
from pactwright.rules.registry import all_rules

PACKAGE = Path(pactwright.__file__).parent
MORE = r"(?:more|greater|higher|longer|stiffer|heavier|stronger|larger|richer|better|bigger|surer)"
SAFER = (
    r"(?:helps?|deters?|stabili[sz]\w+|makes? \w+ (?:safer|hold)|holds? better|less likely|"
    r"(?:lowers?|reduces?|cuts) the (?:chance|risk)|fewer (?:acts|breaches))"
)
CLAIMS = {
    "N-1 more patience helps": rf"\b(?:{MORE} )?patien(?:ce|t)\b[^.]*\b(?:always )?{SAFER}",
    "N-2 stiffer penalties prevent collapse": (
        rf"\b{MORE} (?:penalt|sanction|punishment|answer)\w*[^.]*"
        r"\b(?:collapse|war|end of the agreement)\b[^.]*\bless likely"
        rf"|\b{MORE} (?:penalt|sanction|punishment)\w*[^.]*\b{SAFER}"
    ),
    "N-3 more responsive parties comply more": (
        rf"\b{MORE} (?:rational|responsive|calculating)\b[^.]*\b(?:compl|keep|safer|hold)"
    ),
    "N-4 escalation risk deters": (
        r"\b(?:risk of escalation|escalation risk)\b[^.]*\b(?:deters?|fewer|less|prevents?)\b"
    ),
    "N-5 a larger gain means more acts now": (
        rf"\b{MORE} gains? from (?:small|deniable|open|overt|limited)\b[^.]*\bmore\b"
    ),
    "N-6 the length of the period does not matter": (
        r"\blength of (?:a|the) period\b[^.]*\b(?:does not matter|changes nothing|is immaterial)"
        r"|\bshorter periods?\b[^.]*\b(?:changes? nothing|same)\b"
    ),
    "N-7 stocks or equal strength are safe": (
        rf"\b(?:stocks?|arsenals?|weapons)\b[^.]*\balways {SAFER}"
        rf"|\b(?:equal strength|balance of power|parity)\b[^.]*\b(?:safer|{SAFER})"
    ),
    "N-8 better tools for small acts decide war": (
        r"\b(?:grey|gray)[- ]zone\b[^.]*\b(?:more|less) (?:war|likely)"
        rf"|\b{MORE} (?:tools|means) for small acts\b[^.]*\b(?:more|less) (?:war|likely)"
    ),
    "N-9 a stronger guarantor is always better": (
        rf"\b{MORE} (?:guarantor|guarantee)s?\b[^.]*\b(?:always|in any case)\b[^.]*"
        rf"\b(?:better|safer|{SAFER})"
    ),
}
DENIES = re.compile(
    r"\b(?:not|nor|no|never|neither|cannot|false|nothing|need not|either way|both ways|or raise|"
    r"hurts|hinders|can fail|one might think|whether|if\b.*\?)\b",
    re.IGNORECASE,
)
# This claim itself is a denial.
DENIED_OTHERWISE = {
    "N-6 the length of the period does not matter": re.compile(
        r"\b(?:not true|cannot|false|whether|never)\b", re.IGNORECASE
    )
}
MAY_STAND = {
    "made deniable acts rarer in": "a measurement under its restriction (Class R), with its share",
    "punish the innocent more often at the same time": "says both sides at once",
}
MADE_UP = {
    "N-1 more patience helps": "More patience helps every side.",
    "N-2 stiffer penalties prevent collapse": "Stiffer penalties make collapse less likely.",
    "N-3 more responsive parties comply more": "More responsive parties comply more.",
    "N-4 escalation risk deters": "A risk of escalation deters small acts.",
    "N-5 a larger gain means more acts now": "A larger gain from deniable acts means more of them.",
    "N-6 the length of the period does not matter": "The length of a period does not matter.",
    "N-7 stocks or equal strength are safe": "Equal strength is always safer.",
    "N-8 better tools for small acts decide war": "Better grey-zone tools mean more war.",
    "N-9 a stronger guarantor is always better": "A stronger guarantor is always better.",
}


def sentences(text: str) -> list[str]:
    """Sentences of a text, whatever its line breaks; code and tables read as text too."""
    plain = re.sub(r"[*_`|>#]", " ", text)
    return [" ".join(one.split()) for one in re.split(r"(?<=[.!?:;])\s|\n\s*\n", plain)]


def made(claim: str, text: str) -> list[str]:
    pattern = re.compile(CLAIMS[claim], re.IGNORECASE)
    denies = DENIED_OTHERWISE.get(claim, DENIES)
    found = [one for one in sentences(text) if pattern.search(one) and not denies.search(one)]
    return [one for one in found if not any(words in one for words in MAY_STAND)]


@cache
def everything() -> dict[str, str]:
    """Every text that can reach a reader, by where it stands."""
    found = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    }
    found |= {f"word {one.name}": render_entry(one, 100) for one in glossary()}
    found |= {f"rule {one.name}": as_text(one, width=100) for one in all_rules()}
    found["screen of assess"] = render_screen(lake_ardan(), with_beside=True)
    found["screen of forecast"] = render_forecast(lake_ardan_forecast())
    found["screen of two views"] = render_views(two_views())
    for folder in ("cli", "report", "ensemble", "charts"):
        for path in (PACKAGE / folder).rglob("*.py"):
            found[path.relative_to(PACKAGE).as_posix()] = path.read_text(encoding="utf-8")
    for path in (PACKAGE / "report" / "templates").glob("*.j2"):
        found[path.name] = path.read_text(encoding="utf-8")
    return found


@cache
def helps() -> str:
    calls = [[], *([name] for name in COMMANDS)]
    return "\n\n".join(
        subprocess.run(
            [sys.executable, "-m", "pactwright.cli.main", *words, "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for words in calls
    )


@pytest.mark.parametrize("claim", CLAIMS)
def test_claim_is_made_nowhere(claim: str) -> None:
    found = {place: made(claim, text) for place, text in everything().items()}
    assert {place: lines for place, lines in found.items() if lines} == {}


def test_what_may_stand_still_stands() -> None:
    texts = [" ".join(sentences(text)) for text in everything().values()]
    assert [words for words in MAY_STAND if not any(words in text for text in texts)] == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_claim_is_not_made_by_any_help(claim: str) -> None:
    assert made(claim, helps()) == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_pattern_would_find_the_claim(claim: str) -> None:
    assert made(claim, f"Some words. {MADE_UP[claim]} And more.") == [MADE_UP[claim]]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_sentence_that_denies_a_claim_does_not_make_it(claim: str) -> None:
    assert made(claim, f"It is not true that {MADE_UP[claim][0].lower()}{MADE_UP[claim][1:]}") == []
