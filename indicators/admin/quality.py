"""Findings about figures that somebody left as they are. The data quality page writes them."""

from django.contrib import admin
from django.utils.formats import date_format

from indicators.admin.base import ViewOnlyAdmin
from indicators.models import Acknowledgement


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ViewOnlyAdmin):
    """What is left, why and by whom, newest first."""

    list_display = ["indicator", "check_code", "period_end", "reason", "by", "at"]
    list_filter = ["check_code"]
    fields = ["indicator", "observation", "check_code", "reason", "by", "at"]
    readonly_fields = ["indicator"]
    list_select_related = ["observation__indicator", "by"]
    search_fields = [
        "observation__indicator__code",
        "observation__indicator__name",
        "reason",
    ]
    show_full_result_count = False

    @admin.display(description="indicator")
    def indicator(self, acknowledgement):
        """The indicator of the value."""
        return acknowledgement.observation.indicator

    @admin.display(description="period end")
    def period_end(self, acknowledgement):
        """The last day of the value's period."""
        return date_format(acknowledgement.observation.period_end)
