"""What stands on the report page, section by section, in the order of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report import wording
from pactwright.report.attribution import attribution
from pactwright.report.brief import in_short
from pactwright.report.figures import (
    Figure,
    heat_figure,
    ledger_figure,
    range_figure,
    reason_figure,
    turn_figure,
)
from pactwright.report.ledger import ledger_tables
from pactwright.report.lookup import count_of, is_as_written
from pactwright.report.parting import parting_at, parting_words
from pactwright.report.rows import step_table
from pactwright.report.sections import Section
from pactwright.report.shared_words import said_by
from pactwright.report.tables import Table, detail_table, signing_table
from pactwright.report.turning import number_text
from pactwright.report.weakest import cautions, has_later_steps, main_reasons, weakest_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.assessment import ViewResult
    from pactwright.report.lookup import Lookup
    from pactwright.report.weakest import WeakestStep

__all__ = ["page_sections"]


def page_sections(lookup: Lookup) -> list[Section]:
    """All sections in order; the first says how to read, the last what this cannot tell."""
    found = [
        _how_to_read(lookup),
        _views(lookup),
        _text(lookup),
        Section("in-short", "In short", paragraphs=(" ".join(in_short(lookup)),)),
        _signing(lookup),
        _steps(lookup),
        _weakest(lookup),
        _ranges(lookup),
        _ledger(lookup),
        _turns(lookup),
        _defaults(lookup),
        _beside(lookup),
        _cannot_tell(lookup),
    ]
    return [one for one in found if one is not None]


def _how_to_read(lookup: Lookup) -> Section:
    cells = [cell for row in step_table(lookup).rows for cell in row.cells.values() if cell]
    telling = next((one.count for one in cells if 0 < one.count < 100), 50)
    words = [(screen, text + ".") for screen, text in wording.VERDICT_WORDS.values()]
    legend = (
        wording.WORD_LEGEND,
        wording.PAPER_LEGEND,
        wording.NO_LADDER_LEGEND,
        wording.DEFAULT_LEGEND,
    )
    return Section(
        "how-to-read",
        "How to read",
        paragraphs=(
            wording.HOW_TO_READ.format(count=telling),
            "Points are each side's own, in one view. They are never added or compared across "
            "sides or views; only counts are.",
        ),
        items=tuple((name, wording.sentence(text)) for name, text in words),
        notes=(" · ".join(legend),),
    )


def _views(lookup: Lookup) -> Section:
    items = tuple(
        (f"{one.letter}  {one.id}", f"{one.view_of}: {attribution(one)}") for one in lookup.views
    )
    return Section("views", "Views", items=items)


def _text(lookup: Lookup) -> Section:
    case = lookup.assessment
    table = step_table(lookup)
    said = [wording.sentence(one) for one in case.text_notes]
    said.append(f"Counts are on {wording.MODE_WORDS.get(case.main_mode, case.main_mode)}.")
    if table.low_on_text_alone_from is not None:
        number = table.low_on_text_alone_from.number
        said.append(f"On the text alone every count from step {number} on is 20 or less.")
    paragraphs = [" ".join(said)]
    if len(lookup.readings) > 1:
        notes = [wording.sentence(one) for one in case.reading_notes]
        notes.append("All readings are shown with the same weight.")
        paragraphs.append(" ".join(notes))
    if case.not_weighed:
        paragraphs.append(
            f"Carried by the text, weighed by no view: {', '.join(case.not_weighed)}."
        )
    return Section("text", "The text", paragraphs=tuple(paragraphs))


def _signing(lookup: Lookup) -> Section:
    return Section(
        "signing",
        "Does signing beat fighting?",
        paragraphs=(
            "In how many of 100 combinations the text, kept by all, is worth more to a side than "
            "fighting. Where this is low, the step counts of that side in that view mean little.",
        ),
        open_tables=(("Signing against fighting, of 100", signing_table(lookup)),),
    )


def _reading_words(lookup: Lookup, reading: str) -> str:
    return "" if is_as_written(reading) else f", as {lookup.reader(reading)} reads the text"


def _steps(lookup: Lookup) -> Section:
    figures, tables = [], []
    for index, reading in enumerate(lookup.readings):
        words = _reading_words(lookup, reading)
        caption = f"Counts out of 100, by step, side and view{words}."
        figures.append(heat_figure(lookup, reading, name=f"heat{index}", caption=caption))
        tables += [
            (
                f"{party.name}: all figures by step and view{words}",
                detail_table(lookup, reading, party),
            )
            for party in lookup.parties
        ]
    waiting = [one.title for one in lookup.assessment.steps if one.third_party_only]
    notes = [f"{one}: {wording.THIRD_PARTY_ROW}." for one in waiting]
    notes.append("Every count assumes that all later steps are kept; the tables say on which.")
    return Section(
        "steps",
        "Step by step",
        figures=tuple(figures),
        tables=tuple(tables),
        notes=(f"{wording.WORD_LEGEND} · {wording.SPREAD_LEGEND}", *notes),
    )


def _weakest(lookup: Lookup) -> Section:
    figures: list[Figure] = []
    items: list[tuple[str, str]] = []
    split = {row.step.duty for _, rows in step_table(lookup).by_reading for row in rows}
    for index, one in enumerate(weakest_steps(lookup)):
        words = _reading_words(lookup, one.reading) if one.step.duty in split else ""
        caption = (
            f"{one.party.name}: reasons at {one.step.title}{words}, in points of its own scale in "
            "each view; plus speaks for keeping, minus for breaking."
        )
        figures.append(reason_figure(lookup, one, name=f"why{index}", caption=caption))
        for at in one.by_view:
            said = [f"pays in {at.count} of 100", main_reasons(at.result)]
            said += [text.rstrip(".") for text in cautions(at.result, lookup)]
            name = f"{one.party.short}, {one.step.title}, view {at.view.letter}"
            items.append((name, wording.sentence("; ".join(part for part in said if part))))
        items += _parting(lookup, one)
    later = " Steps left to a later text are not looked at here." if has_later_steps(lookup) else ""
    return Section(
        "weakest",
        "Weakest step for each side",
        paragraphs=(
            "For each side the step whose lowest count over the views is lowest. The parts add up "
            f"to the margin of the combination in the middle of the view's range.{later}",
        ),
        figures=tuple(figures),
        items=tuple(items),
    )


def _parting(lookup: Lookup, weakest: WeakestStep) -> list[tuple[str, str]]:
    """Why the lowest and the highest view differ there."""
    parted = parting_at(lookup.assessment, weakest)
    if parted is None:
        return []
    views = f"views {weakest.lowest.view.letter} and {weakest.highest.view.letter}"
    name = f"{weakest.party.short}, {weakest.step.title}, {views}"
    return [(name, parting_words(parted))]


def _ranges(lookup: Lookup) -> Section:
    figures = []
    for number, reading in enumerate(lookup.readings):
        words = _reading_words(lookup, reading)
        for index, party in enumerate(lookup.parties):
            caption = (
                f"{party.name}: margin of each step in points, one panel and one scale per view"
                f"{words}; right of the dashed line keeping pays."
            )
            name = f"range{number}x{index}"
            figures.append(range_figure(lookup, party, reading, name=name, caption=caption))
    return Section(
        "ranges",
        "Ranges",
        paragraphs=(
            "Bars run from the point with one in ten below to that with one in ten above.",
        ),
        figures=tuple(one for one in figures if one is not None),
    )


def _ledger(lookup: Lookup) -> Section | None:
    tables = ledger_tables(lookup)
    if not tables:
        return None
    figures = []
    for index, table in enumerate(tables):
        words = _reading_words(lookup, table.reading) if table.reading else ""
        caption = (
            f"Benefits still to come after each step{words}, a scale of its own in each panel."
        )
        figures.append(ledger_figure(lookup, table, name=f"ledger{index}", caption=caption))
    return Section(
        "ledger",
        "What each side still has to lose by breaking",
        paragraphs=(
            "Where this is near zero while duties are still owed, they rest on sanctions, answers "
            "and the fear of fighting alone. A triangle marks a cliff: a fall by half or more "
            "with duties still owed.",
        ),
        figures=tuple(figures),
    )


def _turns(lookup: Lookup) -> Section:
    caption = "What the views say (bars) and what would bring the step to 80 of 100 (diamonds)."
    figure = turn_figure(lookup, name="turn", caption=caption)
    return Section(
        "turns",
        "What would turn it",
        paragraphs=("One input at a time, everything else as the view has it.",),
        figures=(figure,) if figure else (),
        open_tables=(("What carries the text, of 100 step counts of a side", _design(lookup)),),
    )


def _design(lookup: Lookup) -> Table:
    keys = [(party, view) for party in lookup.parties for view in lookup.views]
    rows = []
    for name, words in wording.HYPOTHESIS_WORDS.items():
        shares = [view.hypothesis.get(name, {}).get(party.id) for party, view in keys]
        if any(one is not None for one in shares):
            rows.append([words, *("–" if one is None else str(count_of(one)) for one in shares)])
    wrongly = [view.wrongly_punished.get(party.id) for party, view in keys]
    rows.append(
        [
            "punished though it kept everything, of 100 courses",
            *("–" if one is None else number_text(one) for one in wrongly),
        ]
    )
    return Table(["", *(f"{party.short}, {view.letter}" for party, view in keys)], rows)


def _defaults(lookup: Lookup) -> Section:
    kinds: dict[str, Callable[[ViewResult], list[str]]] = {
        "left out": lambda view: [", ".join(view.default_driven)],
        "no range given": lambda view: [", ".join(view.no_range_given)],
        "answers that disagree": lambda view: _disagreements(lookup, view),
        "note": lambda view: [wording.sentence(one) for one in view.notes],
        "worth asking next": lambda view: [
            f"{one.words} (moves {one.moves_cells} cells)" for one in view.ask_next
        ],
    }
    items = [item for kind, texts in kinds.items() for item in _items(lookup, texts, f", {kind}")]
    intro = (
        "A question left open is not an answer. The widest range that treats all sides alike "
        "stands in its place, and every count that mainly hangs on it is marked d."
    )
    return Section("defaults", "Rests on defaults", paragraphs=(intro,), items=tuple(items))


def _items(
    lookup: Lookup, texts: Callable[[ViewResult], list[str]], tail: str = ""
) -> list[tuple[str, str]]:
    """Name and text for a list; what several views say in the same words is said once."""
    return [
        (f"view{'s' if ',' in letters else ''} {letters}{tail}", text)
        for letters, text in said_by(lookup.views, texts)
        if text
    ]


def _disagreements(lookup: Lookup, view: ViewResult) -> list[str]:
    return [
        f"{lookup.short(one.party)}: {one.what} is given as {one.says}, other answers make it "
        f"{one.implies}; {one.action}."
        for one in view.disagreements
    ]


def _beside(lookup: Lookup) -> Section | None:
    items = _items(lookup, lambda view: [f"{about}: {text}" for about, text in view.beside.items()])
    if not items:
        return None
    intro = (
        "What it means for people who are not parties: carried beside the counts, never in them."
    )
    return Section("beside", "Beside the counts", paragraphs=(intro,), items=tuple(items))


def _cannot_tell(lookup: Lookup) -> Section:
    said = list(wording.CANNOT_TELL)
    if len(lookup.readings) > 1:
        said.append(wording.CANNOT_TELL_READINGS)
    if any("no judge" in one for one in lookup.assessment.text_notes):
        said.append(wording.CANNOT_TELL_BLAME)
    items = _items(
        lookup, lambda view: [wording.sentence(one) for one in view.cannot_say], ", cannot say"
    )
    return Section(
        "cannot-tell", "What this cannot tell you", paragraphs=tuple(said), items=tuple(items)
    )
