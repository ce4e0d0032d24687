"""Hypothesis strategies shared by property tests: any valid agreement, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

names = st.from_regex(r"[a-z]{2,7}(-[a-z]{2,6})?", fullmatch=True).filter(
    lambda name: name not in {"none", "signed", "effective", "all", "any", "true", "false"}
)
durations = st.builds(
    lambda number, unit: f"{number}{unit}",
    st.integers(1, 99),
    st.sampled_from(["h", "d", "w", "mo"]),
)
dates = st.dates().filter(lambda day: day.year >= 1000).map(str)
plain_texts = st.from_regex(r"[A-Za-z][A-Za-z ]{0,20}[A-Za-z]", fullmatch=True)


@st.composite
def agreement_texts(draw: Callable[..., object]) -> str:
    """A valid agreement file with one to five duties, ladders and comments."""
    parties = draw(st.lists(names, min_size=2, max_size=4, unique=True))
    duties = draw(
        st.lists(names.map(lambda name: f"do-{name}"), min_size=1, max_size=5, unique=True)
    )
    lines = ["# made up", "format: 1", "agreement:", "  id: made-up", "  title: Made up"]
    lines += [f"  signed: {draw(dates)}", "parties:"]
    lines += [f"  {name}: {{name: {draw(plain_texts)} x, kind: state}}" for name in parties]
    lines.append("obligations:")
    for index, duty in enumerate(duties):
        lines += _duty(draw, duty, duties[:index], parties)
    lines += ["remedies:", "  ladder:", "    - {notify: all, within: 1d}  # at once"]
    lines.append(f"    - {{cure: violator, within: {draw(durations)}}}")
    return "\n".join(lines) + "\n"


def _duty(
    draw: Callable[..., object], name: str, earlier: list[str], parties: list[str]
) -> list[str]:
    kind = draw(st.sampled_from(["achieve", "maintain", "refrain"]))
    lines = [f"  {name}:", f"    by: {draw(st.sampled_from(parties))}", f"    duty: {kind}"]
    lines.append(f"    what: {{act: {draw(st.integers(1, 9999))} thing}}")
    if earlier and draw(st.booleans()):
        lines.append(f"    after: [{draw(st.sampled_from(earlier))}.done]")
    if draw(st.booleans()):
        lines.append(f"    due: {draw(durations)} after signed")
    if kind == "achieve" and draw(st.booleans()):
        lines.append(f"    tranches: {{count: {draw(st.integers(1, 5))}}}")
    lines.append(f"    breach: {draw(st.sampled_from(['none', 'ladder']))}")
    return lines
