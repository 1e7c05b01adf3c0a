"""What came from the sources. Only pulls write it, so it is shown and never changed here."""

from django.contrib import admin

from indicators.admin.base import ViewOnlyAdmin
from indicators.models import Observation, Pull, Rejection, Revision


@admin.register(Observation)
class ObservationAdmin(ViewOnlyAdmin):
    """Values, newest first."""

    list_display = [
        "indicator",
        "category",
        "area",
        "period_start",
        "period_end",
        "value",
        "status",
    ]
    list_filter = ["status", "area"]
    list_select_related = ["indicator", "category", "area"]
    search_fields = ["indicator__code", "indicator__name"]
    ordering = ["-pk"]
    show_full_result_count = False


@admin.register(Revision)
class RevisionAdmin(ViewOnlyAdmin):
    """What values said before they were changed."""

    list_display = ["of", "period_end", "value", "replaced_at", "replaced_by"]
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
        return revision.observation.period_end


@admin.register(Pull)
class PullAdmin(ViewOnlyAdmin):
    """Each reading of a source. Start one on the Pulls page."""

    list_display = [
        "id",
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


@admin.register(Rejection)
class RejectionAdmin(ViewOnlyAdmin):
    """Rows that could not be taken, with the reason."""

    list_display = ["message", "text", "field", "place", "pull"]
    list_select_related = ["pull__source"]
    search_fields = ["message", "place"]
    ordering = ["-pk"]
