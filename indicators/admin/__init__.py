"""The performance team's pages: areas, sources, and what came."""

from django.contrib import admin

from indicators.admin import (
    areas,
    closed_days,
    council,
    disclosure,
    quality,
    readings,
    sources,
)

__all__ = ["areas", "closed_days", "council", "disclosure", "quality", "readings", "sources"]

admin.site.site_header = "Highlight reports: admin"
admin.site.site_title = "Highlight reports admin"
admin.site.index_title = "What you keep"
admin.site.empty_value_display = "–"
admin.site.enable_nav_sidebar = False  # tables need the width
