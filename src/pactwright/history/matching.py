"""Which counted kind stands for which kind of text, and how well it fits.

The counted data know agreements on the matter in dispute: full, partial, or on a process towards
one. Kinds of an agreement file are finer on ceasefires. Where nothing like the text was counted,
all agreements together stand for it, and the note says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from pactwright.errors import InputError
from pactwright.history.counts import CountedKind, counted_table
from pactwright.model.vocabulary import AgreementKind

__all__ = ["FITS", "Match", "match_kind"]

FITS = ("close", "nearest", "none", "asked")
"""Close in definition; nearest of what was counted; nothing like it counted; named by a caller."""


@dataclass(frozen=True, slots=True)
class Match:
    """What stands for a text: `fit` is one of `FITS`, `note` says why it is not close."""

    counted: CountedKind
    fit: str
    note: str


_NO_KIND = "The file states no kind of agreement: agreements of any kind are shown."
_CEASEFIRE = (
    "Bare ceasefires are not in the counted data: agreements on the matter in dispute that include "
    "a ceasefire are shown."
)
_PAUSE = (
    "Humanitarian pauses are not in the counted data and run for a set time: agreements of any "
    "kind are shown, which says little about a pause."
)
_IMPLEMENTATION = (
    "Texts that carry out an earlier agreement are not counted apart: agreements of any kind are "
    "shown."
)
_RENEWAL = "Renewals are not counted apart: agreements that reaffirm an earlier one are shown."

_MATCHES: dict[AgreementKind | None, tuple[str, str, str]] = {
    None: ("any", "none", _NO_KIND),
    AgreementKind.HUMANITARIAN_PAUSE: ("any", "none", _PAUSE),
    AgreementKind.CESSATION_OF_HOSTILITIES: ("with-ceasefire", "nearest", _CEASEFIRE),
    AgreementKind.PRELIMINARY_CEASEFIRE: ("with-ceasefire", "nearest", _CEASEFIRE),
    AgreementKind.DEFINITIVE_CEASEFIRE: ("with-ceasefire", "nearest", _CEASEFIRE),
    AgreementKind.PRE_NEGOTIATION: ("process", "close", ""),
    AgreementKind.FRAMEWORK_PARTIAL: ("partial", "close", ""),
    AgreementKind.FRAMEWORK_COMPREHENSIVE: ("full", "close", ""),
    AgreementKind.IMPLEMENTATION: ("any", "none", _IMPLEMENTATION),
    AgreementKind.RENEWAL: ("reaffirming", "nearest", _RENEWAL),
}


def match_kind(kind: AgreementKind | str | None) -> Match:
    """The counted kind for a text of this kind, or the counted kind that is named.

    Parameters
    ----------
    kind
        What the agreement file states (None if it states nothing), or the name of a counted kind:
        any, full, partial, process, with-ceasefire, reaffirming.

    Raises
    ------
    InputError
        If it is neither.

    Examples
    --------
    >>> match_kind("framework-comprehensive").counted.id
    'full'
    >>> match_kind(None).fit
    'none'
    """
    kinds = counted_table().kinds
    if isinstance(kind, str) and kind in kinds:
        return Match(kinds[kind], "asked", "")
    try:
        stated = None if kind is None else AgreementKind(kind)
    except ValueError:
        names = ", ".join([*kinds, *AgreementKind])
        message = f"{kind!r} is no kind of agreement with a base rate; there are: {names}"
        raise InputError(message) from None
    name, fit, note = _MATCHES[stated]
    return Match(kinds[name], fit, note)
