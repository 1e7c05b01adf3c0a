"""The targets of all indicators."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html

from indicators.histories import history_of_target
from indicators.models import Target
from indicators.target_words import goal_words
from programmes.admin import target_deleting, target_next, target_roll_over
from programmes.admin.confirming import ConfirmedForm, TargetPages
from programmes.admin.history import HistoryAdmin
from programmes.admin.importing.tables import TargetImports
from programmes.admin.target_filters import (
    InForceFilter,
    OriginFilter,
    PriorityFilter,
    ProgrammeOfTargetFilter,
)
from programmes.admin.target_forms import TargetForm, offer_own_bands
from programmes.admin.target_inline import TargetInline, next_words, standing_words, with_followed


class OneTargetForm(ConfirmedForm, TargetForm):
    """A target on its own page."""


@admin.register(Target)
class TargetAdmin(TargetImports, TargetPages, HistoryAdmin):
    """Targets across indicators. A new one is given on the page of its indicator."""

    form = OneTargetForm
    change_list_template = "admin/targets.html"
    list_display = [
        "figure",
        "band",
        "goal",
        "first_day",
        "last_day",
        "origin",
        "vintage",
        "sort",
        "next_step",
    ]
    list_filter = [
        InForceFilter,
        ProgrammeOfTargetFilter,
        PriorityFilter,
        OriginFilter,
        "indicative",
    ]
    search_fields = ["indicator__code", "indicator__name", "origin"]
    search_help_text = "Search by code, name or where the target comes from."
    ordering = ["indicator__code", "category__position", "category__name", "-effective_from"]
    list_select_related = ["indicator", "category"]
    show_full_result_count = False
    actions = [target_roll_over.copy_to_next_year, target_deleting.delete_chosen]
    fields = ["indicator", *TargetInline.fields]
    readonly_fields = ["indicator", "standing"]

    @admin.display(description="indicator", ordering="indicator__code")
    def figure(self, target):
        """Its code and name."""
        return str(target.indicator)

    @admin.display(description="band", ordering="category__position")
    def band(self, target):
        """The band, where it is not for the headline."""
        return target.category.name

    @admin.display(description="target")
    def goal(self, target):
        """How much, in words."""
        return goal_words(target)

    @admin.display(description="first day", ordering="effective_from")
    def first_day(self, target):
        """The first day it is in force."""
        return target.effective_from

    @admin.display(description="last day", ordering="effective_to")
    def last_day(self, target):
        """The last one; none is until further notice."""
        return target.effective_to

    @admin.display(description="kind", ordering="kind")
    def sort(self, target):
        """What sort of target it is, and whether ratings by it are indicative."""
        return target.get_kind_display() + (", indicative" if target.indicative else "")

    @admin.display(description="in force")
    def next_step(self, target):
        """Whether it is in force, and the way to the next one."""
        words, label = standing_words(target), next_words(target)
        if target.followed:
            return words
        url = reverse("admin:indicators_target_next", args=[target.pk])
        link = '{}. <a href="{}" aria-label="{}: {}">{}</a>'
        return format_html(link, words, url, label, target, label)

    @admin.display(description="in force")
    def standing(self, target):
        """The same on its own page."""
        return standing_words(target)

    def history_steps(self, row):
        """This target alone; the page of its indicator has them all."""
        return history_of_target(row)

    def get_queryset(self, request):
        """With whether each has a later one."""
        return with_followed(super().get_queryset(request))

    def has_add_permission(self, request):
        """Not here: a target belongs to an indicator, on whose page it is added."""
        return False

    def get_actions(self, request):
        """Without Django's own deletion, which asks for no reason."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_form(self, request, obj=None, **kwargs):
        """Offer only the bands of the target's own indicator."""
        form = super().get_form(request, obj, **kwargs)
        if obj and "category" in form.base_fields:
            offer_own_bands(form.base_fields["category"], obj.indicator)
        return form

    def get_urls(self):
        """The pages that change more than one target at once, and deletion for a reason."""
        pages = [
            path("<int:pk>/next/", target_next.page(self), name="indicators_target_next"),
            *target_roll_over.urls(self),
            *target_deleting.urls(self),
        ]
        return pages + super().get_urls()
