"""A copy of a result in which every text can be printed: names come from users' files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TypeVar, cast

from pactwright.text.render import visible

__all__ = ["clean_copy", "printable"]

T = TypeVar("T")


def clean_copy(value: T) -> T:
    r"""`value` with every string in it made printable, however deep.

    >>> clean_copy({"name": ("a\x1b",)})
    {'name': ('a<U+001B>',)}
    """
    return cast("T", _clean(value))


def _clean(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_clean(one) for one in value)
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{one.name: _clean(getattr(value, one.name)) for one in fields(value)})
    return value


def printable(text: str) -> str:
    r"""Text on one line with nothing hidden in it.

    >>> printable("Lake\nFront\x1b[2J")
    'Lake Front<U+001B>[2J'
    """
    return visible(" ".join(text.split()))
