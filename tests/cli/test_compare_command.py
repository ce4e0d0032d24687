"""`pactwright compare`: two drafts or two views; what is printed, what the workbench is asked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cli_runs import runner, use_workbench
from compared_cases import NEWER, write_case
from fixtures_comparisons import YEAR, two_views, view_on_drafts
from pactwright import workbench
from pactwright.assessment import Party
from pactwright.cli.output.columns import columns
from pactwright.cli.output.comparison_screens import render_drafts, render_views
from pactwright.comparing.numbers.results import DraftsCompared
from snapshots import same_as_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_runs import Outcome


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    monkeypatch.setenv("COLUMNS", "100")
    return runner(capsys)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("drafts")
    return write_case(folder / "older"), write_case(folder / "newer", NEWER)


@pytest.fixture(scope="module")
def texts(drafts: tuple[Path, Path]) -> DraftsCompared:
    return workbench.compare_drafts(*drafts)


@pytest.fixture(scope="module")
def with_a_view(texts: DraftsCompared) -> DraftsCompared:
    parties = (Party("front", "Lake Front", "FRO"), Party("gov", "Republic of Ardan", "GOV"))
    return replace(texts, parties=parties, question=YEAR, views=(view_on_drafts(),))


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("readings", [("as written",), ("front", "gov")])
def test_views_are_shown_as_kept_and_fit(readings: tuple[str, ...], width: int) -> None:
    screen = render_views(two_views(readings), width=width)
    assert max(columns(line) for line in screen.splitlines()) <= width
    same_as_snapshot(f"compare-views-{len(readings)}-{width}", screen)


@pytest.mark.parametrize("width", [80, 100])
def test_drafts_are_shown_as_kept(with_a_view: DraftsCompared, width: int) -> None:
    shown = render_drafts(with_a_view, width=width)
    numbers = shown[shown.index("HOW TO READ") :]
    assert max(columns(line) for line in numbers.splitlines()) <= width
    same_as_snapshot(f"compare-drafts-{width}", numbers)


def test_parts_of_a_column_add_up_to_its_sum() -> None:
    screen = render_views(two_views())
    rows = [line for line in screen.splitlines() if re.search(r"[-+]?\d+\.\d ±", line)]
    parts = [float(re.findall(r"([-+]?\d+\.\d) ±", line)[0]) for line in rows[:6]]
    total = re.search(r"^ +sum +([-+]\d+\.\d)", screen, re.M)
    assert total is not None
    assert sum(parts) == pytest.approx(float(total[1]), abs=0.06)


def test_a_step_that_is_not_split_is_named() -> None:
    screen = " ".join(render_views(two_views()).split())
    assert "At the weakest step of FRO (safety-law) the counts of the two views lie less" in screen


def test_order_of_the_views_turns_the_sign_and_nothing_else() -> None:
    there = two_views()
    back = replace(there, views=(there.views[1], there.views[0]))

    def amounts(text: str) -> list[float]:
        return [float(one) for one in re.findall(r"([-+]\d+\.\d) ±", text)]

    one, other = amounts(render_views(there)), amounts(render_views(back))
    assert one == [-x for x in other]
    assert any(one)


def test_texts_alone_have_no_numbers_and_no_view(run, drafts) -> None:
    done = run("compare", *map(str, drafts), "--quiet")
    assert (done.code, done.err) == (0, "")
    assert "open-up" in done.out
    assert "FINDINGS of check" in done.out
    assert "WHAT THIS CANNOT TELL YOU" not in done.out


def test_json_of_texts_has_a_stamp_and_no_path(run, drafts) -> None:
    out = run("compare", *map(str, drafts), "--format", "json", "--quiet").out
    document = json.loads(out)
    assert document["schema_version"] == 1
    assert document["stamp"]["command"] == "compare drafts"
    assert document["counts"]["kept"] > 0
    assert str(drafts[0].parent) not in out


def test_json_of_texts_can_be_replayed(run, drafts, tmp_path) -> None:
    answer = tmp_path / "answer.json"
    names = [str(one) for one in drafts]
    assert run("compare", *names, "--format", "json", "--output", str(answer)).code == 0
    assert run("replay", str(answer), *names).code == 0
    (drafts[1] / "agreement.yaml").write_text(NEWER + "# later\n", encoding="utf-8")
    done = run("replay", str(answer), *names)
    (drafts[1] / "agreement.yaml").write_text(NEWER, encoding="utf-8")
    assert done.code == 1
    assert "newer/agreement.yaml" in done.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("a",), "two views"),
        (("a", "--perspectives", "x"), "two views"),
        (("a", "--perspectives", "x,x"), "two views"),
        (("a", "b", "c"), "two texts are compared, got 3"),
        ((), "OLD NEW"),
    ],
)
def test_what_cannot_be_compared_is_2_with_words(run, words, says) -> None:
    done = run("compare", *words)
    assert done.code == 2
    assert says in done.err


def test_options_reach_the_workbench(run, monkeypatch, with_a_view) -> None:
    fake = use_workbench(monkeypatch, with_a_view)
    done = run(
        "compare", "old", "new", "--perspective", "a", "--perspective", "b,c", "--draws", "8",
        "--seed", "3", "--workers", "1", "--profile", "final", "--end-draws", "2", "--quiet",
    )  # fmt: skip
    assert done.code == 0
    cases, options = fake.asked[-1]
    del options["progress"]
    assert cases == "old new"
    assert options == {
        "perspectives": ("a", "b", "c"),
        "draws": 8,
        "seed": 3,
        "workers": 1,
        "profile": "final",
    }


def test_two_views_reach_the_workbench(run, monkeypatch) -> None:
    fake = use_workbench(monkeypatch, two_views())
    assert run("compare", "case", "--perspectives", "b,a", "--end-draws", "0", "--quiet").code == 0
    case, options = fake.asked[-1]
    assert case == "case"
    assert options["perspectives"] == ("b", "a")
    assert options["end_draws"] == 0


def test_reports_are_pages(run, monkeypatch, tmp_path, with_a_view) -> None:
    for number, answer in enumerate((two_views(), with_a_view)):
        use_workbench(monkeypatch, answer)
        page = tmp_path / f"{number}.html"
        done = run("compare", "a", "b", "--report", str(page), "--quiet")
        assert done.code == 0
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_view_that_neither_text_has_is_named_with_the_near_one(run, drafts) -> None:
    done = run("compare", *map(str, drafts), "--perspective", "fery", "--quiet")
    assert done.code == 2
    assert "ferry" in done.err
