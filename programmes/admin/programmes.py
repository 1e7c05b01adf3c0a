"""Programmes: who leads them, what they aim for, what they promise."""

from django import forms
from django.contrib import admin

from programmes.admin.history import WhyAdmin
from programmes.admin.importing.tables import MilestoneImports, PlaceImports, RiskImports
from programmes.models import (
    Membership,
    Milestone,
    Priority,
    Programme,
    ProgrammeIndicator,
    ReportingSchedule,
    Risk,
)
from programmes.programme_history import history_of_programmes


class MembershipInline(admin.StackedInline):
    """Who leads and who chairs."""

    model = Membership
    verbose_name = "person"
    verbose_name_plural = "people"
    extra = 1
    fields = [("user", "role")]


class PriorityInline(admin.StackedInline):
    """The numbered aims. Their indicators are on the page of each priority."""

    model = Priority
    extra = 0
    fields = [("number", "title")]
    show_change_link = True


class ReportingScheduleForm(forms.ModelForm):
    """A schedule that was added is wanted, also where all its defaults were left alone."""

    def has_changed(self):
        """Always of a new one."""
        return self.instance.pk is None or super().has_changed()


class ReportingScheduleInline(admin.StackedInline):
    """When the programme reports. Its rounds open by themselves."""

    model = ReportingSchedule
    form = ReportingScheduleForm
    extra = 0
    verbose_name = "reporting schedule"
    verbose_name_plural = "reporting schedule"
    fields = ["frequency", "due_working_day", "grace_days", "enabled"]


@admin.register(Programme)
class ProgrammeAdmin(WhyAdmin):
    """A programme with its people, priorities and reporting schedule."""

    list_display = ["code", "number", "title", "area", "delivery_group", "year"]
    list_filter = ["area"]
    list_select_related = ["area"]
    search_fields = ["code", "title"]
    inlines = [MembershipInline, ReportingScheduleInline, PriorityInline]
    fields = [("code", "number"), "title", "area", "delivery_group", ("plan", "year")]

    def history_steps(self, row):
        """The programme together with who leads and chairs it."""
        return history_of_programmes([row.pk])


class PlacementInline(admin.StackedInline):
    """The indicators under a priority, in the order of the report."""

    model = ProgrammeIndicator
    verbose_name = "indicator"
    verbose_name_plural = "indicators"
    extra = 1
    fields = [("indicator", "position")]

    def get_queryset(self, request):
        """With the indicators, which the headings name."""
        return super().get_queryset(request).select_related("indicator", "priority")


@admin.register(Priority)
class PriorityAdmin(admin.ModelAdmin):
    """A priority with its indicators."""

    list_display = ["programme", "number", "title"]
    list_display_links = ["title"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    inlines = [PlacementInline]


@admin.register(ProgrammeIndicator)
class PlaceAdmin(PlaceImports, admin.ModelAdmin):
    """Which indicator stands where, across programmes."""

    list_display = ["indicator", "programme", "priority", "position"]
    list_filter = ["priority__programme"]
    list_select_related = ["indicator", "priority__programme"]
    search_fields = ["indicator__code", "indicator__name"]

    @admin.display(ordering="priority__programme")
    def programme(self, place):
        """The programme of the priority."""
        return place.priority.programme


@admin.register(Milestone)
class MilestoneAdmin(MilestoneImports, admin.ModelAdmin):
    """Milestones as they stand now; each submitted report keeps how they stood then."""

    fields = [
        "programme",
        "title",
        ("baseline_on", "forecast_on", "completed_on"),
        "progress",
        "remedy",
        "position",
    ]
    list_display = ["title", "programme", "baseline_on", "forecast_on", "completed_on"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]


@admin.register(Risk)
class RiskAdmin(RiskImports, admin.ModelAdmin):
    """Risks as they stand now; each submitted report keeps how they were scored then."""

    fields = [
        "programme",
        "title",
        ("likelihood", "impact"),
        "mitigation",
        "owner",
        "position",
        "closed_on",
        "closed_reason",
    ]
    list_display = ["title", "programme", "likelihood", "impact", "score", "owner", "closed_on"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]
