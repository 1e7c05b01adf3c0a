"""Figures quoted in what people typed, in a copy that does not show all of them."""

import re
from collections.abc import Iterable

from indicators.disclosure import LABEL
from programmes.reports.quoting import value_words
from programmes.reports.schema import IndicatorRow, Snapshot
from programmes.reports.texts import rewritten


def requoted(copy: Snapshot, report: Snapshot) -> Snapshot:
    """The copy with each quotation of a current or previous figure as the copy prints it.

    The words around it stay as they were typed. Where two indicators read alike and one is
    left out, both are: nothing in the text tells them apart.
    """
    swaps = _swaps(report.indicators, copy.indicators)
    if not swaps:
        return copy
    longest_first = sorted(swaps, key=len, reverse=True)
    quotation = re.compile(rf"(?<![\w.,£−])(?:{'|'.join(map(re.escape, longest_first))})")
    return rewritten(copy, lambda text: quotation.sub(lambda match: swaps[match[0]], text))


def _swaps(before: Iterable[IndicatorRow], after: Iterable[IndicatorRow]) -> dict[str, str]:
    """How each quotation that changed reads now."""
    swaps = {}
    for was, row in zip(before, after, strict=True):
        for name in ("current", "previous"):
            old, new = getattr(was, name), getattr(row, name)
            if old and new and old.label != new.label:
                words = value_words(old)
                hidden = words in swaps and swaps[words].startswith(f"{LABEL} ")
                swaps[words] = swaps[words] if hidden else value_words(new)
    return swaps
