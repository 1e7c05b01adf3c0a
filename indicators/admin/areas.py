"""Areas: the council, what it is compared with, and sets of statistical neighbours."""

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Count

from indicators.admin.base import SettingAdmin
from indicators.choices import AreaKind
from indicators.models import Area, NeighbourSet

KINDS = [
    (
        AreaKind.COUNCIL,
        "Has values of its own. The one with values in the most categories is the council that "
        "pages show first; any other is a benchmark, or a member of a set of neighbours.",
    ),
    (
        AreaKind.NEIGHBOURS,
        "Holds the means of a set of councils, which a pull works out from their values. It is "
        "printed beside yours as a benchmark.",
    ),
    (AreaKind.REGION, "A benchmark. In copies for the public its counts may be rounded."),
    (AreaKind.NATION, "A benchmark. In copies for the public its counts may be rounded."),
]


@admin.register(Area)
class AreaAdmin(SettingAdmin):
    """Councils, and what they are compared with."""

    list_display = ["name", "kind", "code", "dfe_code"]
    list_filter = ["kind"]
    search_fields = ["name", "code", "dfe_code"]
    change_form_template = "admin/area.html"

    def render_change_form(self, request, context, *args, **kwargs):
        """Explain what each kind of area does."""
        context["kinds"] = [(kind.label, words) for kind, words in KINDS]
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(NeighbourSet)
class NeighbourSetAdmin(SettingAdmin):
    """Sets of councils to be averaged."""

    list_display = ["__str__", "member_count", "lacking"]
    list_select_related = ["area"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    change_form_template = "admin/neighbour_set.html"

    def get_queryset(self, request):
        """The sets with how many members each has, and who they are."""
        rows = super().get_queryset(request).annotate(number=Count("members"))
        return rows.prefetch_related("members")

    @admin.display(description="members")
    def member_count(self, row):
        """How many councils it has."""
        return row.number

    @admin.display(description="what is missing")
    def lacking(self, row):
        """The members that a source could not find by a code."""
        return " ".join(lacking_words(row)) or "Nothing"

    def render_change_form(self, request, context, *args, **kwargs):
        """Say how a source names the set, and which members lack a code."""
        row = context["original"]
        context["lacking"] = lacking_words(row) if row else []
        return super().render_change_form(request, context, *args, **kwargs)


def lacking_words(row: NeighbourSet) -> list[str]:
    """What the members of a set lack to be found in a source, a sentence for each code."""
    members = list(row.members.all())
    lacks = {
        "no number at the Department for Education, so its files cannot be searched for": [
            area.name for area in members if not area.dfe_code
        ],
        "no official code, so Fingertips and LG Inform cannot be searched for": [
            area.name for area in members if not area.code
        ],
    }
    return [f"{', '.join(names)}: {words} them." for words, names in lacks.items() if names]
