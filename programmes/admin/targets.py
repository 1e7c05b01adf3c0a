"""The targets of all indicators."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from indicators.choices import TargetKind
from indicators.histories import history_of_target
from indicators.models import Target
from programmes.admin.history import HistoryAdmin
from programmes.admin.target_forms import TargetForm, TargetInline, offer_own_bands


class InForceFilter(admin.SimpleListFilter):
    """Whether a target is in force today."""

    title = "in force"
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        """The choices."""
        return [("now", "Today"), ("ended", "Ended"), ("coming", "Not yet")]

    def queryset(self, request, queryset):
        """The targets of the choice."""
        today = timezone.localdate()
        chosen = {
            "now": Q(effective_from__lte=today)
            & (Q(effective_to__isnull=True) | Q(effective_to__gte=today)),
            "ended": Q(effective_to__lt=today),
            "coming": Q(effective_from__gt=today),
        }.get(self.value(), Q())
        return queryset.filter(chosen)


@admin.register(Target)
class TargetAdmin(HistoryAdmin):
    """Targets across indicators. A new one is given on the page of its indicator."""

    form = TargetForm
    list_display = ["indicator", "category", "amount", "effective_from", "effective_to", "origin"]
    list_filter = [InForceFilter, "indicator__frequency"]
    search_fields = ["indicator__code", "indicator__name", "origin"]
    list_select_related = ["indicator", "category"]
    fields = ["indicator", *TargetInline.fields]
    readonly_fields = ["indicator"]

    @admin.display(description="target")
    def amount(self, target):
        """The value, or the two ends of the range."""
        if target.kind == TargetKind.SINGLE:
            return f"{target.value.normalize():f}"
        return f"{target.lower.normalize():f} to {target.upper.normalize():f}"

    def history_steps(self, row):
        """This target alone; the page of its indicator has them all."""
        return history_of_target(row)

    def has_add_permission(self, request):
        """Not here: a target belongs to an indicator, on whose page it is added."""
        return False

    def get_form(self, request, obj=None, **kwargs):
        """Offer only the bands of the target's own indicator."""
        form = super().get_form(request, obj, **kwargs)
        if obj and "category" in form.base_fields:
            offer_own_bands(form.base_fields["category"], obj.indicator)
        return form
