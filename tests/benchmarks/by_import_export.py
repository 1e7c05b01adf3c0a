"""The same by django-import-export, which keeps no history. Keys are given, not looked up."""

import tablib
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import IntegerWidget

from indicators.models import Observation
from indicators.pulls.matching import KEY_FIELDS
from tests.benchmarks.feed import Feed, keys_by_name, rows

SAMPLE = 3000  # rows: a hundred thousand would take minutes


class ObservationResource(ModelResource):
    """With the settings that make it fastest."""

    indicator_id, area_id, category_id, pull_id = (
        Field(name, name, IntegerWidget())
        for name in ("indicator_id", "area_id", "category_id", "pull_id")
    )

    class Meta:
        model = Observation
        fields = (*KEY_FIELDS, "value", "numerator", "denominator", "places", "status", "pull_id")
        import_id_fields = KEY_FIELDS
        use_bulk = True
        skip_unchanged = True
        batch_size = 1000


def import_sample(feed: Feed) -> None:
    """Bring the first rows of the feed."""
    headlines, areas = keys_by_name()
    pull = Observation.objects.first().pull_id
    data = tablib.Dataset(headers=ObservationResource._meta.fields)
    for code, area, _, start, end, value, numerator, denominator, *_ in sample(feed):
        indicator, category = headlines[code]
        row = (indicator, areas[area], category, end, start, value, numerator, denominator)
        data.append((*row, 1, "final", pull))
    result = ObservationResource().import_data(data, raise_errors=True)
    if result.totals["new"] + result.totals["update"] != SAMPLE // 5:
        raise RuntimeError(f"Not what was to be imported: {result.totals}")


def sample(feed: Feed) -> list[list[str]]:
    """Its first rows: of their keys too, one in ten is new and one in ten revised."""
    return [row for row, _ in zip(rows(feed.number, before=False), range(SAMPLE), strict=False)]
