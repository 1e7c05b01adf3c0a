"""Taking back a nil return that is no longer true."""

from programmes.choices import Section
from programmes.drafting.places import ALL, Place
from programmes.drafting.trail import record
from programmes.models import Report


def withdraw_nil(report: Report, section: Section, *, by) -> None:
    """A section that has a row now is no nil return any more."""
    gone, _ = report.nil_returns.filter(section=section).delete()
    if gone:
        label = f"{section.label}, nil return"
        record(report, Place(section, ALL, "nil"), label, "yes", "", by=by)
