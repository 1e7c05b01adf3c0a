"""What to do about a finding, in the words of whoever keeps the figures."""

from indicators.selfchecks.findings import Check, Finding, Severity

_WITHDRAW = "Send the wrong row once more with z in place of its value, which withdraws it."
_ADVICE = {
    Check.COUNTS: "Ask which is right, the value or its counts, and mend the other at its source.",
    Check.PARTS: "Mend the total or the parts at their source.",
    Check.BANDS: "Mend the bands at their source, or add the one that is missing.",
    Check.RUNNING_TOTAL: "Ask which of the two is right, and mend the other at its source.",
    Check.RANGE: "Mend the value or its counts at their source.",
    Check.FUTURE: f"Mend the dates at their source. {_WITHDRAW}",
    Check.YEAR: f"Check the year. If it is wrong, mend it at its source. {_WITHDRAW}",
    Check.SAME_END: f"Keep the span that the indicator is defined by. {_WITHDRAW}",
    Check.DEFINITION: "Write at its source, in the note, what changed: reports print it.",
}
_TO_KNOW = {
    Check.BANDS: "Nothing, if each band was only rounded: leave it with that reason.",
    Check.FUTURE: "Nothing, if it is meant to be given before the month is over.",
    Check.DEFINITION: "Nothing: reports draw no arrow, and print the note.",
}


def advice(finding: Finding) -> str:
    """What to do about a finding, in a sentence or two."""
    if finding.severity == Severity.KNOW and finding.check in _TO_KNOW:
        return _TO_KNOW[finding.check]
    return _ADVICE[finding.check]
