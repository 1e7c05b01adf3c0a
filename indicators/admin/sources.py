"""Where values come from: what each source reads, and a try of it before it is saved."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_tables2 import Table

from indicators.admin.source_form import SourceForm
from indicators.admin.source_forms import FORMS, form_for
from indicators.models import Source
from indicators.preview_tables import PreviewTable, ProblemTable
from indicators.previews import preview_of
from indicators.pulls.neighbour_sets import source_reader
from indicators.sources.base import SourceError
from indicators.sources.register import settings_explained

_MAIN = ["name", "kind", "enabled"]


class Tried(NamedTuple):
    """What a check says, or what a preview shows."""

    heading: str
    sentence: str
    tables: Sequence[Table] = ()
    failed: bool = False


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """Where values come from, and when."""

    list_display = ["name", "kind", "schedule", "next_due_at", "enabled"]
    list_filter = ["enabled", "kind"]
    search_fields = ["name"]
    actions = ["check_sources"]
    change_form_template = "admin/source.html"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Name the two boxes of a moment, which share one label."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "next_due_at":
            for widget, part in zip(field.widget.widgets, ("date", "time"), strict=True):
                widget.attrs["aria-label"] = f"Next due at, {part}"
        return field

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form for the kind of the source."""
        return super().get_form(request, obj, change, form=self._form(request, obj), **kwargs)

    def get_fieldsets(self, request, obj=None):
        """What every source has, then the settings of its kind. A new one gets these next."""
        settings = self._form(request, obj).fieldsets if obj else []
        return [
            (None, {"fields": _MAIN}),
            *settings,
            ("When it is pulled", {"fields": _when()}),
        ]

    def get_readonly_fields(self, request, obj=None):
        """A source stays of its kind: the settings of another would mean nothing."""
        return ["kind"] if obj else []

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the settings of the new source."""
        if "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, f"{obj} is saved. Now say where it reads, below.")
        return HttpResponseRedirect(reverse("admin:indicators_source_change", args=[obj.pk]))

    def render_change_form(self, request, context, *args, **kwargs):
        """Explain settings that have no fields, and show what a try of the source finds."""
        form = context["adminform"].form
        kind = form.instance.kind
        if kind and kind not in FORMS:
            context["explained"] = settings_explained(kind)
        if form.is_bound and form.tries and not form.errors:
            # Found out while the page is drawn, when no transaction is open: it may take a while.
            context["tried"] = SimpleLazyObject(partial(_tried, form.instance, form.tries))
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description="Check that the chosen sources can be read", permissions=["change"])
    def check_sources(self, request, queryset):
        """Say of each source whether it can be read."""
        for source in queryset:
            tried = _tried(source, "check")
            level = messages.ERROR if tried.failed else messages.SUCCESS
            self.message_user(request, f"{source}: {tried.sentence}", level)

    def _form(self, request, source: Source | None) -> type[SourceForm]:
        """Settings that may only be looked at are shown as they are kept."""
        if source is None or not self.has_change_permission(request, source):
            return SourceForm
        return form_for(source)


def _when() -> list[str]:
    fields = (field for field in Source._meta.fields if field.editable and not field.primary_key)
    return [field.name for field in fields if field.name not in (*_MAIN, "settings")]


def _tried(source: Source, how: str) -> Tried:
    try:
        reader = source_reader(source.kind, source.settings)
        if how == "check":
            return Tried("It can be read", reader.check())
    except SourceError as error:
        return _not_readable(str(error))
    preview = preview_of(reader)
    if preview.error:
        return _not_readable(preview.error)
    tables = [ProblemTable(preview.problems), PreviewTable(preview.lines)]
    filled = [table for table in tables if table.data]
    return Tried("How the first rows would be understood", preview.sentence, filled)


def _not_readable(why: str) -> Tried:
    return Tried("It cannot be read", why, failed=True)
