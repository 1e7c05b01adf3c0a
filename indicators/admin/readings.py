"""What came from the sources. Only pulls write it, so it is shown and never changed here."""

from django.contrib import admin
from django.utils.formats import date_format

from indicators.admin.base import ViewOnlyAdmin
from indicators.models import Observation, Pull, Rejection, Revision


class ReportedAdmin(ViewOnlyAdmin):
    """What a source reported."""

    readonly_fields = ["shown", "over_the_change"]
    said = ("numerator", "denominator", "status", "as_at", "note", "over_the_change")

    @admin.display(description="value", ordering="value")
    def shown(self, reported):
        """With the digits that were supplied."""
        return reported.printed

    @admin.display(description="comparable with earlier values")
    def over_the_change(self, reported):
        """In words, since a cross is read as bad news."""
        return "No" if reported.not_comparable else "Yes"


@admin.register(Observation)
class ObservationAdmin(ReportedAdmin):
    """Values, newest first."""

    list_display = [
        "indicator",
        "category",
        "area",
        "period_start",
        "period_end",
        "shown",
        "status",
    ]
    list_filter = ["status", "area"]
    fields = [
        "indicator",
        "category",
        "area",
        "period_start",
        "period_end",
        "shown",
        *ReportedAdmin.said,
        "pull",
        "revision",
    ]
    list_select_related = ["indicator", "category", "area"]
    search_fields = ["indicator__code", "indicator__name"]
    ordering = ["-pk"]
    show_full_result_count = False


@admin.register(Revision)
class RevisionAdmin(ReportedAdmin):
    """What values said before they were changed."""

    list_display = ["of", "period_end", "shown", "replaced_at", "replaced_by"]
    readonly_fields = ["of", "period_end", *ReportedAdmin.readonly_fields]
    fields = [
        "of",
        "period_end",
        "shown",
        *ReportedAdmin.said,
        "pull",
        "replaced_at",
        "replaced_by",
    ]
    list_select_related = ["observation__indicator", "replaced_by__source"]
    search_fields = ["observation__indicator__code", "observation__indicator__name"]
    ordering = ["-pk"]
    show_full_result_count = False

    @admin.display(description="indicator")
    def of(self, revision):
        """The indicator of the value."""
        return revision.observation.indicator

    @admin.display(description="period end")
    def period_end(self, revision):
        """The last day of the value's period."""
        return date_format(revision.observation.period_end)


@admin.register(Pull)
class PullAdmin(ViewOnlyAdmin):
    """Each reading of a source. Start one on the Pulls page."""

    list_display = [
        "number",
        "source",
        "origin",
        "state",
        "new",
        "revised",
        "unchanged",
        "rejected",
        "requested_at",
    ]
    list_filter = ["state", "source"]
    list_select_related = ["source"]
    fields = [
        "source",
        "origin",
        "state",
        "new",
        "revised",
        "unchanged",
        "rejected",
        "error",
        "requested_by",
        "requested_at",
        "started_at",
        "finished_at",
    ]

    @admin.display(description="number", ordering="pk")
    def number(self, pull):
        """By which messages name it."""
        return pull.pk


@admin.register(Rejection)
class RejectionAdmin(ViewOnlyAdmin):
    """Rows that could not be taken, with the reason."""

    list_display = ["message", "text", "field", "place", "pull"]
    list_select_related = ["pull__source"]
    search_fields = ["message", "place"]
    ordering = ["-pk"]
