"""Which open reports a change of targets touches, and how they would read."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery

from indicators.assessed import judged_on, target_in_force
from indicators.choices import Frequency
from indicators.models import Category, Observation, Target
from indicators.target_changes import Change, facts_of, same_in_print
from programmes.choices import OPEN_STATES
from programmes.models import Report

_CATEGORIES = "programme__priorities__placements__indicator__categories"


class Touched(NamedTuple):
    """A figure of an open report, and the target that judges it before and after."""

    report: Report
    category: Category
    before: Target | None
    after: Target | None


def touched_by(changes: Iterable[Change]) -> list[Touched]:
    """The figures of open reports that would be judged by another target. One query.

    The targets of ``changes`` know their category and indicator.
    """
    before, after, categories = defaultdict(list), defaultdict(list), {}
    for change in changes:
        for target, held in zip(change, (before, after), strict=True):
            if target is not None:
                held[target.category_id].append(target)
                categories[target.category_id] = target.category
                target.category.indicator = target.indicator  # which the page names
    found = {}
    for report in _open_reports(categories):
        category = categories[report.category]
        day = judged_on(report.latest, report.period_end, Frequency(category.indicator.frequency))
        was, becomes = (target_in_force(held[category.pk], day) for held in (before, after))
        if not same_in_print(was, becomes):
            found[report.pk, category.pk] = Touched(report, category, was, becomes)
    return list(found.values())


def judged_before(touched: Iterable[Touched]) -> list[Touched]:
    """Those that a target judges already, so that what somebody wrote about it may not hold."""
    return [row for row in touched if row.before is not None]


def digest_of(touched: Iterable[Touched]) -> str:
    """What tells whether the same reports are touched in the same way as when it was read."""
    facts = [
        (row.report.pk, row.category.pk, _facts(row.before), _facts(row.after)) for row in touched
    ]
    return sha256(repr(sorted(facts, key=repr)).encode()).hexdigest()


def _facts(target: Target | None) -> tuple[str, ...]:
    return () if target is None else facts_of(target)


def _open_reports(categories: Iterable[int]) -> QuerySet[Report]:
    """A row for each open report and category that it prints; ``latest``: the end of its value."""
    latest = Observation.objects.filter(
        indicator=OuterRef("indicator"),
        area=OuterRef("programme__area"),
        category=OuterRef("category"),
        period_end__lte=OuterRef("period_end"),
    ).order_by("-period_end", "-period_start")
    return (
        Report.objects.filter(state__in=OPEN_STATES, **{f"{_CATEGORIES}__in": list(categories)})
        .defer("snapshot")
        .select_related("programme")
        .annotate(category=F(_CATEGORIES), indicator=F(f"{_CATEGORIES}__indicator"))
        .annotate(latest=Subquery(latest.values("period_end")[:1]))
        .order_by("period_end", "programme__code", f"{_CATEGORIES}__indicator__code")
    )
