"""Keep other writers from a report while one writes in it."""

from programmes.models import Report


def locked(report: Report) -> Report:
    """The report as it is now, kept from other writers until the transaction ends."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("programme__area")
    return rows.get(pk=report.pk)
