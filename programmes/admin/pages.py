"""What the admin's own pages, beyond Django's, have in common."""

from django.contrib import admin
from django.http import HttpRequest


def page_context(model_admin: admin.ModelAdmin, request: HttpRequest, title: str) -> dict:
    """What the frame of a page of the admin needs."""
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "media": model_admin.media,
    }
