"""Fixed sentences of a forecast: the *if* before any number, and what no number here can tell."""

from __future__ import annotations

IF = (
    "IF the stakes are as a view says, and IF each side mostly, not always, does what is worth "
    "more to it in that view, the more surely the larger the advantage, THEN the chances below "
    "follow."
)
MEANS = (
    "{number} means: {number} in 100 under that condition. {low}..{high} beside it is what the "
    "view's own ranges leave open: one combination in ten gives less, one in ten more. Nothing "
    "here says that the view is right, and no number here is a count of `assess`."
)
NO_NUMBER = "No view has a number here."
FIRST_THAT_FITS = (
    "A course of events up to a date is of the first of these classes that fits. Other constants "
    "give other chances: --date, --suspended, --violations, --grace."
)
CLASS_MEANINGS = {
    "collapse": (
        "war, or the end of the agreement, or more than {suspended} on end in which a duty is "
        "suspended"
    ),
    "limited_violations": (
        "some side acts against a standing duty in at least {violations} of {period} each, whether "
        "anybody reports it or not"
    ),
    "delay": (
        "some step is verified more than {grace} after its deadline, or is still open at the date"
    ),
    "full_compliance": "none of these",
}
SURVIVAL_WORDS = (
    "Chance that by the date no war has begun and the agreement has not ended. Three lines for "
    "each view: as the view has it; with leaders who reconsider half as often; and pooled with the "
    "base rate, which has the weight {weight} in the log-odds of each period."
)
BASE_RATE_WIDER = (
    "It counts what the data code as an end, which is wider than collapse here: an agreement that "
    "a signatory no longer carries out has ended too."
)
CLASSES_WORDS = (
    "Chance of each class by {date}. ± is the standard error that drawing courses of events leaves "
    "in the first number; the range is what the view leaves open. The other dates stand in the "
    "report and in the JSON."
)
STEPS_WORDS = (
    "Chance that the step is verified by {dates}, in this order, over all that a view leaves open."
)
CONDUCT_WORDS = (
    "Expected days of each conduct up to {date}, while there is no war: restraint, small acts that "
    "can be denied, open but limited acts, going back to fighting, acts on another front. A long "
    "time of small acts without war shows here and in no survival curve."
)
CONDUCT_NAMES = {
    "restraint": "restraint",
    "deniable": "small acts",
    "overt": "open acts",
    "war": "fighting",
    "elsewhere": "other front",
}
PUNISHED_WORDS = (
    "Read together: what makes answers to a breach heavier can lower the first number and raise "
    "the others, or raise both. Chance by {date} that the agreement collapses, and that an answer "
    "falls on a side in a period in which it kept everything."
)
BRANCH_DIFFERS = (
    "in {share} of 100 combinations another solution of the same equations, the one found from "
    "full compliance, gives other conduct: over all of them, no war and no end by {date} would be "
    "{other} there, {here} here. "
    "Quote both numbers, and ask the holder how surely an advantage is followed "
    "(nine_to_one_at), on which this hangs"
)
BRANCH_SAME = "Both solutions that were followed are the same."
JUMPED = (
    "in {share} of 100 combinations the solution could not be followed smoothly, and the next "
    "piece of it was taken up: a small change of the answers may move these numbers much"
)
UNSETTLED = (
    "{count} combinations did not settle and are left out of every number here (largest residual "
    "{residual:.0e}); with more than a few in a hundred, ask for narrower ranges of how surely an "
    "advantage is followed, or take another --seed to see how far the numbers move"
)
BEYOND = (
    "Weight of what comes after {date}, of 100 of all that counts to a side, middle of the view's "
    "range: {weights}. The conduct above reckons with it; the chances stop at the date."
)
CANNOT_TELL = (
    "What will happen. Whether a view is right. Surprises that no view and no text mentions. What "
    "a side does for its own sake, and what it means for people who are not parties.",
    "A forecast can be scored only when its date has come, with its question as printed above. "
    "Whether keeping a step pays stands in pactwright assess; the two are never mixed.",
)
EFFECTS_WORDS = (
    "How far one answer moves the chance of war or an end of the agreement by {date}, over the "
    "middle nine tenths of its range, all else being drawn: mean size and, in brackets, the mean "
    "with its sign. Where the second is much smaller, it works both ways."
)
SCENARIO_WORDS = (
    "Chance of war or an end of the agreement by {date} as the view has it, and after a named "
    "change of its answers; the same draws before and after, ± is the standard error of the "
    "difference."
)
HYPOTHESIS_WORDS = (
    "Chance of war or an end of the agreement by {date} as designed, and with parts of the design "
    "taken away; the same draws in each."
)
