"""Areas: the council, and what it is compared with."""

from django.contrib import admin

from indicators.models import Area


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    """Councils, and what they are compared with."""

    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
