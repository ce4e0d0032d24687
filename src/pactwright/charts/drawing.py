"""Vega-Lite dict to SVG that can stand inside an HTML page: named, described, self-contained."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["inline_svg", "png"]


def inline_svg(spec: Mapping[str, Any], *, name: str, title: str, description: str) -> str:
    """The chart as one `<svg>` element.

    Parameters
    ----------
    spec
        A Vega-Lite specification with its data inside.
    name
        Unique on the page; ids inside the element begin with it.
    title, description
        What a screen reader says instead of the picture.

    Returns
    -------
    str
        The element, without any address in it: nothing is loaded from anywhere.
    """
    import vl_convert

    text: str = vl_convert.vegalite_to_svg(json.dumps(spec))
    text = text[text.index("<svg") :]
    text = re.sub(r'\s(?:xmlns(?::\w+)?|version|class)="[^"]*"', "", text)
    text = re.sub(r'\s(?:role|aria-[a-z]+)="[^"]*"', "", text)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r"url\(['\"]?#", f"url(#{name}-", text)
    text = re.sub(r"(url\(#[^)'\"]+)['\"]\)", r"\1)", text)
    head, _, body = text.partition(">")
    label = f'{head} role="img" aria-labelledby="{name}-t {name}-d">'
    words = (
        f'<title id="{name}-t">{html.escape(title)}</title>'
        f'<desc id="{name}-d">{html.escape(description)}</desc>'
    )
    return label + words + body


def png(spec: Mapping[str, Any], *, scale: float = 2.0) -> bytes:
    """The chart as a PNG picture on white."""
    import vl_convert

    on_white = {**spec, "background": "white"}
    picture: bytes = vl_convert.vegalite_to_png(json.dumps(on_white), scale=scale)
    return picture
