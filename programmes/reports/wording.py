"""The sentences a report is worded with. Plain values in, text out."""

from decimal import Decimal

from indicators.benchmarks import BenchmarkStanding
from indicators.choices import ObservationStatus
from indicators.labels import value_label
from indicators.periods import MONTHS, Period
from indicators.readings import Measure, Reading, in_period_amount


def key_sentences(tolerance: Decimal) -> tuple[str, ...]:
    """How ratings and arrows are to be read, for the key of the report."""
    return (
        f"Green meets the target. Amber misses it by no more than {tolerance:f}% of the target, "
        "or by the tolerance set with it. Red misses it by more. Of a zero target there is "
        "nothing to miss by, so no amber.",
        "Unrounded values decide. A percentage that fails its own counts is worked out again "
        "from the counts, and a note says so.",
        "An arrow follows the number: up is higher, not better. The word beside it says what it "
        "means. Where two values may not be compared the reason stands in place of the arrow.",
        "Not rated: for information only, no target, read by band, or neither way is better.",
        "A value is current when it ends in the month of the report; a quarterly one may be a "
        "quarter older and an annual one a year. An older one is never shown as current.",
    )


def running_total_sentence(measure: Measure, current: Reading, previous: Reading) -> str:
    """What the last month added to a total that only grows: “January alone: £638,580.”"""
    amount = in_period_amount(measure, current, previous)
    if amount is None:
        return ""
    added = value_label(amount, measure.unit, 0)
    return f"A year-to-date total only grows. {_between(previous.period, current.period)}: {added}."


def _between(earlier: Period, later: Period) -> str:
    first = earlier.end.month % 12
    if first + 1 == later.end.month:
        return f"{MONTHS[first]} alone"
    return f"{MONTHS[first]} to {MONTHS[later.end.month - 1]}"


def period_label(period: Period, status: str, *, short: bool = False) -> str:
    """The period as printed with its value, and whether the value is still provisional."""
    label = period.label(short=short)
    return f"{label}, provisional" if status == ObservationStatus.PROVISIONAL else label


def standing_words(standing: BenchmarkStanding) -> str:
    """How ours stands against a benchmark: “ours is better; indicative, periods differ”."""
    if standing.apart:
        return f"not comparable: {standing.apart}"
    words = [f"ours is {standing.verdict}"] if standing.verdict else []
    if standing.indicative:
        words.append("indicative, as the periods differ")
    return "; ".join(words)


def sentence(text: str) -> str:
    """A note as a sentence: a capital first, a full stop last."""
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?" else f"{text}."
    return ended[0].upper() + ended[1:]
