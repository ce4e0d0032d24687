"""A small text with two views that differ in every group of inputs, and in what they see at all."""

from __future__ import annotations

from functools import cache

from pactwright.ensemble.view_run import ViewRun
from pactwright.text.agreement_reader import read_agreement
from pactwright.text.perspective_reader import read_perspective

TEXT = """\
format: 1
agreement: {id: two-banks, title: Two Banks truce, kind: preliminary-ceasefire, signed: 2031-03-01}
parties:
  east: {name: East Bank Council, kind: armed-group}
  west: {name: West Bank Republic, kind: state}
third_parties:
  envoy: {name: Regional envoy, roles: [guarantor, verifier], accepted_by: [east, west]}
obligations:
  hold-fire: {by: [east, west], duty: refrain, what: {acts: [fire]}, from: signed,
              verify: {by: envoy, within: 2d}, breach: to-the-envoy}
  hand-in:   {by: east, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
              verify: {by: envoy, within: 3d}, breach: to-the-envoy}
  reopen:    {by: west, duty: achieve, what: {reopen: the bridge}, after: [hand-in.verified],
              due: 60d after signed, verify: {by: envoy, within: 1d}, breach: to-the-envoy}
remedies:
  to-the-envoy: [{notify: envoy, within: 1d}, {cure: violator, within: 7d}, {refer: envoy}]
"""
HEAD = """\
format: 1
perspective: {{id: {name}, agreement: two-banks, view_of: {name}, kind: person, written_by: a,
              numbers_by: the holder, confirmed_by_holder: yes, knowledge_until: 2031-03-01,
              ranges: {ranges}}}
ends:
  east: {{best: a, worst: b}}
  west: {{best: a, worst: b}}
"""
STAKES = {
    "ferry": """\
situations:
  now:      {done: none, worth: {east: 25..35..45, west: 30..40..50}}
  all-done: {done: all,  worth: {east: 50..60..72, west: 55..65..75}}
steps:
  hand-in: {east: -large, west: +decisive}
  reopen:  {east: +decisive, west: -some}
""",
    "mill": """\
situations:
  now:      {done: none, worth: {east: 20..30..45, west: 35..45..50}}
  all-done: {done: all,  worth: {east: 40..50..62, west: 65..75..85}}
steps:
  hand-in: {east: -some, west: +some}
  reopen:  {east: +large, west: -slight}
""",
}
REST = {
    "ferry": """\
patience: {east: term, west: term}
war:
  odds: {today: {east: 5..12..20, west: 25..35..45}}
  if_neither:  {east: 15..25..35, west: 20..30..40}
  even_if_won: {east: 60..70..80, west: 60..70..80}
breaches:
  nobody_ordered: {per_month: 1..2..4, blamed_on: {east: unlikely, west: unlikely}}
guarantors:
  envoy: {acts_on_proven_breach_by: {east: likely, west: unlikely}, hurts: {east: some, west: some},
          keeps_caring: always}
answers:
  west: {to_small_breach: {does: refer, needs: 2 in 4w, chance: likely}}
supporters:
  uplands: {of: east, name: Upland League, gives: +some, cuts_if_blamed: likely}
""",
    "mill": """\
patience: {east: years, west: months}
war:
  odds: {today: {east: 10..20..30, west: 15..25..35}, after: {hand-in: {east: 1..5..9}}}
  if_neither:  {east: 25..35..45, west: 20..30..40}
  even_if_won: {east: 50..60..70, west: 70..80..90}
breaches:
  small:
    east: {a_year_of_it: +large, noticed: 10..20..30, blamed_on_others: {west: 5..10..15}}
    west: none
  nobody_ordered: {per_month: 0..1..2, blamed_on: {east: likely, west: unlikely}}
answers:
  east: {to_late_step: {does: hold-back-next-step, after: 2w, chance: likely}}
guarantors:
  envoy: {acts_on_proven_breach_by: {east: even, west: likely}, hurts: {east: some, west: large},
          keeps_caring: 6mo..12mo..24mo}
leadership:
  west: {weakened_by_doing: {reopen: even}, office_or_outcome: both-count,
         if_it_fell: {cost: -large, successor: {patience: weeks}}}
elsewhere:
  hills: {by: west, a_year_of_it: +slight, harm: {east: -some}, noticed: likely}
supporters: {none_for: [east, west]}
""",
}
NAMES = tuple(STAKES)


def view_run(name: str, *, stakes: str | None = None, ranges: str = "one-in-ten") -> ViewRun:
    """A run of one view; `stakes` of another make it differ from that other in all else only."""
    agreement = read_agreement(TEXT.encode(), file="agreement.yaml").model
    text = HEAD.format(name=name, ranges=ranges) + STAKES[stakes or name] + REST[name]
    return ViewRun(agreement, read_perspective(text.encode(), agreement, file=name).model)


@cache
def ferry_and_mill() -> tuple[ViewRun, ViewRun]:
    """Both views, read once; their ranges mean different things."""
    return view_run("ferry"), view_run("mill", ranges="outer")
