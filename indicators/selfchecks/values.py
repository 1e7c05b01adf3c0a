"""Checks of one value by itself. Readings are ``usable``."""

from indicators.choices import Unit
from indicators.labels import counts_label, value_label
from indicators.readings import Measure, Reading, fails_its_counts, judged_value, reading_label
from indicators.selfchecks.findings import Check, Finding, Severity


def against_its_counts(measure: Measure, reading: Reading) -> Finding | None:
    """A value that is not what its own counts give, at the precision it was printed with.

    Source: the Programme 6 report to January 2017: 62.2% for 229 of 373, which is 61.4%.
    """
    if not fails_its_counts(measure.unit, reading):
        return None
    sentence = (
        f"The figure {reading.period.phrase()} was supplied as "
        f"{value_label(reading.value, measure.unit, reading.places)}, but its counts "
        f"({counts_label(reading.numerator, reading.denominator)}) give "
        f"{reading_label(measure, reading)}. The counts decide."
    )
    return Finding(Check.COUNTS, Severity.MEND, sentence, (reading,))


def out_of_range(measure: Measure, reading: Reading) -> Finding | None:
    """A percentage above 100 or of more than its whole; anything but money below zero.

    Where a value fails its counts, the counts decide here too.

    Source: what the words mean: a part of a whole is between nothing and all of it, and
    nothing that is counted or timed is below zero. Money may be.
    """
    wrong = _impossible(measure, reading)
    if not wrong:
        return None
    sentence = f"The figure {reading.period.phrase()} {wrong}"
    return Finding(Check.RANGE, Severity.MEND, sentence, (reading,))


def _impossible(measure, reading):
    value, counts = judged_value(measure.unit, reading), (reading.numerator, reading.denominator)
    if value is None:
        return ""
    if measure.unit == Unit.PERCENT and None not in counts and counts[0] > counts[1]:
        return f"counts {counts_label(*counts)}: more than the whole."
    if measure.unit == Unit.PERCENT and value > 100:
        beyond = "more than the whole"
    elif measure.unit != Unit.POUNDS and value < 0:
        beyond = "less than nothing"
    else:
        return ""
    return f"is {value_label(value, measure.unit, reading.places)}: {beyond}."
