"""Whose figures the indicator pages show, and as known for which day. One query."""

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery, Value

from indicators.choices import AreaKind
from indicators.models import Area, Category, Observation


def councils() -> QuerySet[Area]:
    """Councils with figures, the one with figures in the most categories first.

    ``as_at`` is the last day that any of its figures is for. Each category costs one look into
    the index, however long its history.
    """
    newest = Observation.objects.filter(
        indicator=OuterRef("indicator"), category=OuterRef("pk"), area=OuterRef(OuterRef("pk"))
    ).order_by("-period_end")
    held = (
        Category.objects.annotate(end=Subquery(newest.values("period_end")[:1]), one=Value(1))
        .filter(end__isnull=False)
        .order_by()
        .values("one")
    )
    return (
        Area.objects.filter(kind=AreaKind.COUNCIL)
        .annotate(
            as_at=Subquery(held.annotate(last=Max("end")).values("last")),
            categories=Subquery(held.annotate(count=Count("pk")).values("count")),
        )
        .filter(as_at__isnull=False)
        .order_by("-categories", "name")
    )
