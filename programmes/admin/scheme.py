"""The words and levels by which risks are scored."""

from django.contrib import admin

from programmes.models import RiskLevel, RiskWord


@admin.register(RiskWord)
class RiskWordAdmin(admin.ModelAdmin):
    """The words of likelihood and impact, one for each number from 1 to 5."""

    list_display = ["word", "axis", "number"]
    list_filter = ["axis"]

    def get_readonly_fields(self, request, obj=None):
        """Of a word that is there only the word changes."""
        return ("axis", "number") if obj else ()

    def has_delete_permission(self, request, obj=None):
        """Nobody: every number needs its word."""
        return False


@admin.register(RiskLevel)
class RiskLevelAdmin(admin.ModelAdmin):
    """The levels of scores. Open reports follow a change at once; submitted ones keep theirs."""

    list_display = ["name", "least", "weight"]
