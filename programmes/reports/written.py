"""What people wrote in a report, read at once."""

from django.db.models import Prefetch, prefetch_related_objects

from programmes.models import Entry, NilReturn, Report


def with_written(report: Report) -> Report:
    """The report with all that people wrote in it. Three queries, or none where it has that."""
    entries = Entry.objects.select_related("carried_from__report")
    prefetch_related_objects(
        [report],
        Prefetch("entries", entries.defer("carried_from__report__snapshot")),
        Prefetch("nil_returns", NilReturn.objects.select_related("by")),
        "decisions",
    )
    return report
