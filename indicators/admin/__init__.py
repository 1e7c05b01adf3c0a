"""The performance team's pages: what is measured, and what came."""

from django.contrib import admin

from indicators.admin import measures, quality, readings, sources

__all__ = ["measures", "quality", "readings", "sources"]

admin.site.site_header = "Highlight reports: admin"
admin.site.site_title = "Highlight reports admin"
admin.site.index_title = "What you keep"
admin.site.empty_value_display = "–"
admin.site.enable_nav_sidebar = False  # tables need the width
