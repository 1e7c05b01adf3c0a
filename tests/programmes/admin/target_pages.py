"""The admin's pages of targets, as tests fill them in."""

from datetime import date
from decimal import Decimal

from django.db import connection
from django.urls import reverse, reverse_lazy

from indicators.models import Category, Indicator, Target

NEW_INDICATOR = {
    "code": "V-1",
    "name": "Visits on time",
    "unit": "percent",
    "decimals": 1,
    "polarity": "higher",
    "frequency": "monthly",
    "basis": "month",
    "tolerance_kind": "relative",
}
TARGET = {
    "value": "95",
    "effective_from": "01/04/2016",
    "origin": "Improvement plan",
    "tolerance_kind": "relative",
}
LIST = reverse_lazy("admin:indicators_target_changelist")
ROLL_OVER = reverse_lazy("admin:indicators_target_roll_over")


def change_url(row):
    """The page that changes it."""
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def with_target(indicator, **answers):
    """The indicator's page with one new target."""
    target = TARGET | {"category": indicator.categories.get(name="").pk} | answers
    drawn = {
        name: value
        for name in NEW_INDICATOR
        if (value := getattr(indicator, name)) not in (None, "")
    }
    return (
        drawn
        | {
            "targets-TOTAL_FORMS": 1,
            "targets-INITIAL_FORMS": 0,
            "categories-TOTAL_FORMS": 0,
            "definition_changes-TOTAL_FORMS": 0,
            "definition_changes-INITIAL_FORMS": 0,
            "categories-INITIAL_FORMS": 0,
        }
        | {f"targets-0-{name}": value for name, value in target.items()}
        | {"targets-0-indicator": indicator.pk}
    )


def with_stored(target, **answers):
    """The indicator's page with its one stored target, as it is drawn but for the answers."""
    page = with_target(target.indicator, **{**as_drawn(target), **answers})
    return page | {"targets-INITIAL_FORMS": 1, "targets-0-id": target.pk}


def as_drawn(target):
    """The boxes of a stored target."""
    days = {"effective_from": target.effective_from, "effective_to": target.effective_to}
    return {
        "category": target.category_id,
        **{name: f"{day:%d/%m/%Y}" if day else "" for name, day in days.items()},
        **{
            name: "" if (held := getattr(target, name)) is None else f"{held.normalize():f}"
            for name in ("value", "lower", "upper", "amber_tolerance")
        },
        "origin": target.origin,
        "vintage": target.vintage,
        "tolerance_kind": target.tolerance_kind,
        "reason": target.reason,
    }


def many_targets(number):
    """So many targets of as many indicators, in a few statements."""
    Indicator.objects.bulk_create(
        [
            Indicator(
                code=f"I-{row:05}", name=f"Indicator {row}", unit="percent", polarity="higher",
                frequency="monthly", basis="month",
            )
            for row in range(number)
        ]
    )  # fmt: skip
    indicators = Indicator.objects.filter(categories=None)
    Category.objects.bulk_create([Category(indicator=row) for row in indicators])
    headlines = Category.objects.filter(name="").select_related("indicator")
    Target.objects.bulk_create(
        [
            Target(
                indicator=headline.indicator,
                category=headline,
                value=Decimal(80),
                origin="Improvement plan",
                effective_from=date(2016, 4, 1),
            )
            for headline in headlines
        ]
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own daemon does of a database in use
