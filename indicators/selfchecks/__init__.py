"""Checks that figures make of themselves. Plain values in, findings or sentences out.

Nothing here raises: a reading with an amount that no column could hold is passed over, as a
missing one is. The single checks beneath are only given readings that are ``usable``.
"""

from indicators.selfchecks.findings import Check, Finding, Severity
from indicators.selfchecks.together import check_readings
from indicators.selfchecks.warnings import (
    banded_total_warnings,
    counts_warnings,
    parts_warnings,
)

__all__ = [
    "Check",
    "Finding",
    "Severity",
    "banded_total_warnings",
    "check_readings",
    "counts_warnings",
    "parts_warnings",
]
