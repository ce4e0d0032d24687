"""Signed bars with errors: what a group of answers adds to a difference, or an answer moves.

Two charts of one form: *disagreement bars*, where the bars of a panel add up to the difference of
two views, and *tornado*, where each bar is how far one answer moves a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

__all__ = ["SignedBar", "TornadoBar", "disagreement_bars", "tornado"]

WIDTH, ROW_HEIGHT = 300, 22
LABEL_LIMIT = 330
MOST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class SignedBar:
    """One part of a difference, with its standard error and its number in words."""

    panel: str
    label: str
    value: float
    error: float
    text: str


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """How far one answer moves a number: mean size, half-width of its interval, mean with sign."""

    panel: str
    label: str
    size: float
    half_width: float
    signed: float
    is_default: bool


def disagreement_bars(
    bars: Sequence[SignedBar], *, panels: Sequence[str], labels: Sequence[str]
) -> dict[str, Any]:
    """Bars to the left narrow the difference, bars to the right make it; they add up to it."""
    import altair as alt

    from pactwright.charts import theme

    rows = [
        {
            "panel": one.panel,
            "label": one.label,
            "value": one.value,
            "low": one.value - one.error,
            "high": one.value + one.error,
            "text": one.text,
        }
        for one in bars
    ]
    base = alt.Chart().encode(y=_labels(labels))
    bar = base.mark_bar(height=11).encode(
        x=alt.X("value:Q", title="hundredths", axis=alt.Axis(tickCount=5)),
        color=alt.condition("datum.value < 0", alt.value(theme.BREAKING), alt.value(theme.KEEPING)),
    )
    whisker = base.mark_rule(color=theme.INK, opacity=0.7).encode(x="low:Q", x2="high:Q")
    number = base.mark_text(align="left", dx=6, fontSize=11, color=theme.INK).encode(
        x=alt.X("end:Q"), text="text:N"
    )
    zero = alt.Chart().mark_rule(color=theme.FAINT).encode(x=alt.datum(0))
    layers = alt.layer(bar, whisker, zero, number, data=theme.data(rows)).transform_calculate(
        end="max(datum.high, datum.value, 0)"
    )
    height = ROW_HEIGHT * len(labels)
    facet = alt.Facet("panel:N", sort=list(panels), title=None)
    chart = layers.properties(width=WIDTH, height=height).facet(
        facet=facet, columns=MOST_COLUMNS, spacing=18
    )
    return theme.finished(chart.resolve_scale(x="independent"))


def tornado(bars: Sequence[TornadoBar], *, panels: Sequence[str]) -> dict[str, Any]:
    """Largest bar on top in each panel; a diamond for the mean with its sign.

    A hollow bar is an answer that was left open.
    """
    import altair as alt

    from pactwright.charts import theme

    charts = []
    for panel in panels:
        here = [one for one in bars if one.panel == panel]
        rows = [
            {
                "label": one.label,
                "size": one.size,
                "low": max(0.0, one.size - one.half_width),
                "high": one.size + one.half_width,
                "signed": one.signed,
                "fill": 0.05 if one.is_default else 0.75,
            }
            for one in here
        ]
        base = alt.Chart(theme.data(rows)).encode(y=_labels([one.label for one in here]))
        charts.append(
            _tornado_layers(base).properties(
                width=WIDTH, height=ROW_HEIGHT * len(here), title=panel
            )
        )
    return theme.finished(alt.vconcat(*charts, spacing=18))


def _tornado_layers(base: alt.Chart) -> Any:  # noqa: ANN401 - Altair's layer types are generated
    import altair as alt

    from pactwright.charts import theme

    bar = base.mark_bar(height=11, color=theme.KEEPING, stroke=theme.KEEPING).encode(
        x=alt.X("size:Q", title="hundredths", axis=alt.Axis(tickCount=5)),
        fillOpacity=alt.FillOpacity("fill:Q", scale=None, legend=None),
    )
    whisker = base.mark_rule(color=theme.INK, opacity=0.7).encode(x="low:Q", x2="high:Q")
    diamond = base.mark_point(
        shape="diamond", size=70, filled=True, color=theme.BREAKING, opacity=1
    ).encode(x="signed:Q")
    zero = alt.Chart().mark_rule(color=theme.FAINT).encode(x=alt.datum(0))
    return alt.layer(bar, whisker, zero, diamond)


def _labels(labels: Sequence[str]) -> alt.Y:
    import altair as alt

    return alt.Y(
        "label:N",
        sort=list(labels),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelLimit=LABEL_LIMIT),
    )
