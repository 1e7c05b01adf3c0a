"""What each audience of a report may see, with examples of what its copy prints."""

from django.contrib import admin

from indicators.admin.base import SettingAdmin
from indicators.choices import Audience
from indicators.disclosure import profile_sentences
from indicators.disclosure_guidance import examples, tells_more
from indicators.models import DisclosureProfile


@admin.register(DisclosureProfile)
class DisclosureProfileAdmin(SettingAdmin):
    """Three rows; that of the council itself shows everything and has nothing to set."""

    list_display = ["audience", "suppress_to", "with_percentage", "secondary", "guidance"]
    readonly_fields = ["audience"]
    change_form_template = "admin/disclosure.html"

    def has_add_permission(self, request):
        """Nobody: there are three audiences."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody: each audience needs its profile."""
        return False

    def has_change_permission(self, request, obj=None):
        """The performance team; nobody for the council's own report, which shows everything."""
        own = obj is not None and obj.audience == Audience.INTERNAL
        return super().has_change_permission(request, obj) and not own

    def get_fields(self, request, obj=None):
        """The numbers; of the council's own report there are none."""
        if obj is not None and obj.audience == Audience.INTERNAL:
            return ["audience"]
        return [
            "audience",
            *(name for name in super().get_fields(request, obj) if name != "audience"),
        ]

    @admin.display(description="beside the guidance")
    def guidance(self, row):
        """Whether it is as strict as the guidance for its audience."""
        return "Tells more" if tells_more(row.profile) else "As strict, or stricter"

    def render_change_form(self, request, context, *args, **kwargs):
        """Show what figures look like in a copy, and what its key says."""
        row = context["original"]
        context |= {
            "own": row.audience == Audience.INTERNAL,
            "examples": examples(row.profile),
            "sentences": profile_sentences(row.profile),
            "tells_more": tells_more(row.profile),
        }
        return super().render_change_form(request, context, *args, **kwargs)
