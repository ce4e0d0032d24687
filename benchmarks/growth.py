"""How the time for dynamic controllability grows: measure, and draw the picture of the method page.

`python benchmarks/growth.py` takes some minutes and writes the numbers and the picture;
`python benchmarks/growth.py --draw` draws the numbers that are there.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from networks import agreement_like, interwoven
from pactwright.charts import theme
from pactwright.network import Network
from pactwright.network.backpropagation import backpropagation
from pactwright.network.compiled import Propagation
from pactwright.network.normal_form import normal_form

HERE = Path(__file__).resolve().parent
NUMBERS = HERE / "growth.json"
PICTURE = HERE.parent / "docs" / "images" / "controllability-growth.svg"
SIZES = (125, 250, 500, 1_000, 1_500, 2_000, 2_500)
MOST_POINTS_PLAIN = 1_000  # of an interwoven network
REPEATS = 5
BUDGETS_MS = {500: 100, 1_000: 700, 2_500: 15_000}

NAMES = {
    "interwoven, plain": "interwoven, plain",
    "interwoven, compiled": "interwoven, compiled",
    "agreement-like, compiled": "agreement-like, both",  # the two lines lie on each other
}

Row = dict[str, Any]


def processor_ms(work: Callable[[], object]) -> float:
    """Milliseconds of processor time: what else the machine does counts for little."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000.0


def answer_of(network: Network, *, is_compiled: bool) -> Callable[[], object]:
    """One run of the test, from the network to the answer."""

    def work() -> None:
        form = normal_form(network)
        found = (Propagation(form) if is_compiled else backpropagation(form)).loop()
        assert found is None, "made to be controllable"  # noqa: S101 - a wrong answer can be fast

    return work


def measured() -> list[Row]:
    """Median times of both versions on both kinds of network."""
    rows = []
    for make in (agreement_like, interwoven):
        for points in SIZES:
            for version in ("plain", "compiled"):
                is_slow = version == "plain" and make is interwoven
                if is_slow and points > MOST_POINTS_PLAIN:
                    continue
                work = answer_of(make(points), is_compiled=version == "compiled")
                work()
                times = [processor_ms(work) for _ in range(1 if is_slow else REPEATS)]
                name = make.__name__.replace("_", "-")
                took = round(statistics.median(times), 2)
                rows.append({"network": name, "version": version, "points": points, "ms": took})
                print(rows[-1], flush=True)
    return rows


def end_of(series: list[Row], name: str) -> Row:
    """Where a line is named: at its last point."""
    last = max((row for row in series if row["series"] == name), key=lambda row: row["points"])
    return {**last, "name": NAMES[name]}


def picture(rows: list[Row]) -> str:
    """Lines on two logarithmic scales; each named at its end, budgets as short bars."""
    series = [{**row, "series": f"{row['network']}, {row['version']}"} for row in rows]
    ends = [end_of(series, name) for name in NAMES]
    x = alt.X(
        "points:Q",
        title="points",
        scale=alt.Scale(type="log", domain=[100, 6_000]),
        axis=alt.Axis(values=[125, 250, 500, 1_000, 2_500], grid=False, format=",d"),
    )
    y = alt.Y(
        "ms:Q",
        title="milliseconds of one processor",
        scale=alt.Scale(type="log", domain=[0.5, 30_000]),
        axis=alt.Axis(values=[1, 10, 100, 1_000, 10_000], format=",d"),
    )
    color = alt.Color(
        "network:N",
        legend=None,
        scale=alt.Scale(
            domain=["agreement-like", "interwoven"], range=[theme.KEEPING, theme.BREAKING]
        ),
    )
    dash = alt.StrokeDash(
        "version:N",
        legend=None,
        scale=alt.Scale(domain=["compiled", "plain"], range=[[1, 0], [5, 3]]),
    )
    base = alt.Chart(theme.data(series)).encode(x=x, y=y, color=color)
    lines = base.mark_line().encode(strokeDash=dash, detail="series:N")
    dots = base.mark_point(filled=True, size=28, opacity=1)
    names = (
        alt.Chart(theme.data(ends))
        .mark_text(align="left", dx=7, fontSize=12)
        .encode(x=x, y=y, color=color, text="name:N")
    )
    budgets = [{"points": points, "ms": ms} for points, ms in BUDGETS_MS.items()]
    bars = (
        alt.Chart(theme.data(budgets))
        .mark_tick(orient="horizontal", width=26, thickness=2, color=theme.NEUTRAL)
        .encode(x=x, y=y)
    )
    words = bars.mark_text(dy=-8, fontSize=11, color=theme.NEUTRAL).encode(text=alt.value("budget"))
    chart = alt.layer(bars, words, lines, dots, names).properties(width=520, height=300)
    on_white = {**theme.finished(chart), "background": "white"}
    svg: str = vl_convert.vegalite_to_svg(json.dumps(on_white))
    return svg.replace("currentColor", "black") + "\n"


def main(arguments: list[str]) -> None:
    """Measure unless told only to draw; draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", action="store_true", help="draw the numbers that are there")
    if not parser.parse_args(arguments).draw:
        machine = f"Python {platform.python_version()}, {platform.machine()}"
        saved = {"machine": machine, "rows": measured()}
        NUMBERS.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")
    rows = json.loads(NUMBERS.read_text(encoding="utf-8"))["rows"]
    PICTURE.write_text(picture(rows), encoding="utf-8")
    print(PICTURE.relative_to(HERE.parent))


if __name__ == "__main__":
    main(sys.argv[1:])
