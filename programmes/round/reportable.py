"""The periods that a programme's report can be opened for by hand."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from indicators.models import Observation
from indicators.periods import day_label
from indicators.periods.dates import last_day
from programmes.choices import ReportFrequency
from programmes.models import Programme
from programmes.round.dates import newest_period_end

MOST = 6
_LOOKED_AT = 200  # of the newest days on which values end


class Reportable(NamedTuple):
    """The end of a month, and how many indicators have a value that ends in it."""

    end: date
    values: int

    @property
    def label(self) -> str:
        """“31 January 2017: 33 indicators have a value”."""
        if not self.values:
            return f"{day_label(self.end)}: no indicator has a value yet"
        many = "indicator has" if self.values == 1 else "indicators have"
        return f"{day_label(self.end)}: {self.values} {many} a value"


def reportable_periods(programme: Programme, today: date) -> list[Reportable]:
    """The newest months without a report, those with values first. Two queries."""
    reported = set(programme.reports.values_list("period_end", flat=True))
    ends = (
        Observation.objects.filter(
            area=programme.area,
            indicator__placements__priority__programme=programme,
            period_end__lte=today,
        )
        .values_list("period_end")
        .annotate(Count("indicator", distinct=True))
        .order_by("-period_end")
    )
    months = Counter()
    for end, values in ends[:_LOOKED_AT]:
        months[last_day(end.year, end.month)] += values
    newest = newest_period_end(ReportFrequency.MONTHLY, today)
    found = [Reportable(end, values) for end, values in months.items() if end not in reported]
    if newest not in months and newest not in reported:
        found = [*found[: MOST - 1], Reportable(newest, 0)]
    return found[:MOST]
