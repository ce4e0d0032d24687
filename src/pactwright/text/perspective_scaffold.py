"""The half-hour core of a perspective, as a file to fill in.

Sections 1-4 stand open for every party of the agreement, with its own duties; later ones are
listed as comments. A blank is `..`: it reads as "not answered", so an unfinished file can be
assessed, and says of each blank that a neutral default stands in for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.vocabulary import DutyKind

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from pactwright.model.agreement import Agreement

BLANK = ".."
_WIDTH = 96

_HEAD = """\
# yaml-language-server: $schema=./perspective.schema.json
#
# A perspective: one attributed view of an agreement. Whose, when, on what ground. Not the truth.
#
# How to answer: put something in the place of each blank ( .. ), or leave it.
#   20..35..50   low..best..high: one time in ten you would be surprised below the low, one time
#                in ten above the high
#   20..50       low..high, nothing likelier in between
#   35           a bare number: read as 25..35..45 and listed as "no range given"
#   likely       a chance in words: almost-none, very-unlikely, unlikely, even, likely,
#                very-likely, almost-certain
#   +large       a change in words: slight, some, large or decisive, with its sign; or `none`
#   none         an answer: there is none. A blank is no answer: it counts as "not asked", the
#                widest range that treats all sides alike stands in, and the result says so.
# Any answer can carry its ground:  {is: 20..35..50, because: "...", source: talks, who: "..."}
# Points are each side's own; they are never added or compared across sides.
"""

_META_COMMENTS = {
    "view_of": "whose view this is: a person, a role, a body, or a pseudonym",
    "kind": "own, person, institution, or composite (drawn from several)",
    "numbers_by": "the writer, or the holder of the view",
    "knowledge_until": "nothing learnt later may be used here",
    "ranges": "what low and high mean: one-in-ten, or outer (never outside)",
}

_LATER = (
    ("one_off", "price or gift of an act itself, over and above the new situation"),
    ("breaches", "small and open breaches: what they bring, who notices, who is blamed"),
    ("answers", "what each side would really do about a breach, whatever the text says"),
    ("patience", "after what time a gain counts only half: weeks, months, term, years ..."),
    ("leadership", "what a leadership risks at home"),
    ("inside", "those inside who can block a step"),
    ("able_in_time", "done in time when everybody is willing?"),
    ("guarantors", "third parties who would act on a breach, and for how long they care"),
    ("supporters", "backers of one side, and whether a breach would cost their support"),
    ("mediator", "who settles disputes, and how fast"),
    ("spoilers", "others with guns"),
    ("elsewhere", "other fronts where a side may strike instead"),
    ("kind_of_leadership", "of 100 such leaderships, how many weigh gains and losses?"),
    ("nine_to_one_at", "an advantage of how many points makes you sure that they take it?"),
    ("readings", "which reading of a disputed duty this view takes"),
    ("open_issues", "what each outcome of an issue left open would change"),
    ("beside", "what it means for people who are not parties; never mixed in"),
    ("predictions", "dated, with a rule that settles them"),
    ("cannot_say", "what this view cannot say"),
)


def core_template(
    agreement: Agreement,
    perspective_id: str = "my-view",
    *,
    knowledge_until: datetime.date | None = None,
) -> str:
    """Text of a perspective file with sections 1-4 open for this agreement.

    Parameters
    ----------
    agreement : Agreement
    perspective_id : str
        Its `id`, usually the name of the file without its ending.
    knowledge_until : date, optional
        The day of signature by default. A draft without one gets a blank, which must be filled.

    Returns
    -------
    str
        YAML that `read_perspective` accepts as it stands if the date is known.
    """
    parts = [
        _HEAD,
        "\n".join(_meta(agreement, perspective_id, knowledge_until)),
        "\n".join(_ends(agreement)),
        "\n".join(_situations(agreement)),
        "\n".join(_steps(agreement)),
        "\n".join(_war(agreement)),
        "\n".join(_later()),
    ]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _meta(
    agreement: Agreement, perspective_id: str, knowledge_until: datetime.date | None
) -> Iterator[str]:
    until = knowledge_until or agreement.agreement.signed_on
    values = {
        "id": perspective_id,
        "agreement": agreement.id,
        "view_of": BLANK,
        "kind": "own",
        "written_by": BLANK,
        "already_done": "none",
        "numbers_by": "the writer",
        "confirmed_by_holder": "no",
        "knowledge_until": BLANK if until is None else until.isoformat(),
        "hindsight": "none",
        "ranges": "one-in-ten",
    }
    yield "format: 1"
    yield ""
    yield "perspective:"
    for key, value in values.items():
        comment = _META_COMMENTS.get(key)
        line = f"  {key}: {value}"
        yield line if comment is None else f"{line:<31} # {comment}"
    yield ""
    yield "# Sources of this view, to be named as `source` beside an answer:"
    yield '# sources: {talks: {ref: "...", date: 2031-02, says: "..."}}'


def _ends(agreement: Agreement) -> Iterator[str]:
    yield "# 1  THE TWO ENDS OF EACH SIDE'S SCALE, in words. Write them first."
    yield "#    100 = the best end this side could realistically reach without more fighting,"
    yield "#    0 = the worst end for it."
    yield "ends:"
    for party, entry in agreement.parties.items():
        yield f"  {party}:   # {_one_line(entry.name)}"
        yield f'    best: "{BLANK}"'
        yield f'    worst: "{BLANK}"'


def _situations(agreement: Agreement) -> Iterator[str]:
    yield "# 2  SITUATIONS. If things stopped exactly here and stayed so, where would that be on"
    yield "#    this side's scale, 0 to 100? Change or add situations; disarm[2] would be a second"
    yield "#    tranche. Only an order? Write  order: {PARTY: [best, next, [tied, tied], worst]}"
    yield "situations:"
    worth = _blanks(agreement.parties)
    rows = [("now", "none"), ("all-done", "all")]
    for party in agreement.parties:
        duties = agreement.obligations
        own = [name for name in _steps_of(agreement) if duties[name].by == (party,)]
        if own:
            rows.append((f"only-{party}-acted", f"[{', '.join(own)}]"))
    width = max(len(name) for name, _ in rows) + 1
    for name, done in rows:
        yield f"  {name + ':':<{width}} {{done: {done}, worth: {worth}}}"


def _steps(agreement: Agreement) -> Iterator[str]:
    yield "# 3  STEPS. Once this is done, and only this, how much better or worse off is each side?"
    yield "#    A duty in tranches is answered as a whole. Duties to which you give no weight for"
    yield "#    either side: name them openly in  not_weighed: [...]  instead."
    names = _steps_of(agreement)
    yield "steps:" if names else "# steps: this agreement has no duty that is carried out once"
    width = max((len(name) for name in names), default=0) + 1
    blanks = _blanks(agreement.parties)
    for name in names:
        obligation = agreement.obligations[name]
        by = ", ".join(obligation.by)
        title = _one_line(obligation.title or "")
        comment = f"{by}: {title}" if title else by
        yield _cut(f"  {name + ':':<{width}} {blanks}   # {comment}")


def _war(agreement: Agreement) -> Iterator[str]:
    blanks = _blanks(agreement.parties)
    yield "# 4  IF WAR RESUMED. Of 100 such wars, in how many would each side reach what section 1"
    yield "#    calls best? The rest end with neither; together they cannot pass 100."
    yield "war:"
    yield "  odds:"
    yield f"    today: {blanks}"
    yield "  # the shift that a finished step, or a quiet year, brings to the odds:"
    yield "  #  after_a_quiet_year: {...}     after: {DUTY: {...}}"
    yield f"  if_neither:  {blanks}   # where a war that neither wins leaves each side, 0 to 100"
    yield f"  even_if_won: {blanks}   # were victory certain: its worth, counting all that is lost"
    yield f"  all_told:    {blanks}   # a check: war resumes tomorrow, where is that, all told?"
    yield "  # another_ceasefire_within_two_years: unlikely    (left out: war is taken as final)"


def _later() -> Iterator[str]:
    yield "# 5-18  FURTHER SECTIONS, all optional. After a run the program names those that would"
    yield "#       move the result most."
    width = max(len(name) for name, _ in _LATER)
    for name, words in _LATER:
        yield f"# {name + ':':<{width + 1}} {words}"


def _steps_of(agreement: Agreement) -> Sequence[str]:
    """Duties that are carried out once, in the order of the file."""
    return [name for name, duty in agreement.obligations.items() if duty.duty is DutyKind.ACHIEVE]


def _blanks(parties: Iterable[str]) -> str:
    return "{" + ", ".join(f"{party}: {BLANK}" for party in parties) + "}"


def _cut(line: str) -> str:
    """A line whose comment is kept within sight; what comes before the comment stays whole."""
    start = line.index("#")
    return line if len(line) <= _WIDTH else line[: max(_WIDTH - 3, start + 20)].rstrip() + "..."


def _one_line(text: str) -> str:
    return " ".join(text.split())
