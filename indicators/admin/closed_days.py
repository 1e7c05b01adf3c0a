"""Days on which the council works otherwise than England does, beside the bank holidays by rule."""

from django.contrib import admin
from django.utils import timezone

from indicators.admin.base import SettingAdmin
from indicators.models import ClosedDay
from indicators.workdays import bank_holidays, is_weekend

YEARS = 2


@admin.register(ClosedDay)
class ClosedDayAdmin(SettingAdmin):
    """The council's own days; the list ends with the bank holidays of the next two years."""

    list_display = ["day", "name", "works"]
    change_list_template = "admin/closed_days.html"

    def changelist_view(self, request, extra_context=None):
        """The list, with the bank holidays by rule below it."""
        today = timezone.localdate()
        last = today.replace(year=today.year + YEARS, day=min(today.day, 28))
        works = set(ClosedDay.objects.filter(works=True).values_list("day", flat=True))
        holidays = [
            (day, name, day in works)
            for day, name in bank_holidays(range(today.year, last.year + 1))
            if today <= day <= last and not is_weekend(day)
        ]
        return super().changelist_view(request, (extra_context or {}) | {"holidays": holidays})
