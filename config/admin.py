"""The admin's first page: what the council sets stands together, whichever app keeps it."""

from django.contrib import admin
from django.urls import reverse

SETTINGS = "Settings of the council"


class CouncilAdminSite(admin.AdminSite):
    """Django's admin with one heading for settings: the pages that say ``is_setting``."""

    def get_app_list(self, request, app_label=None):
        """The apps and their tables; on the first page the settings come before them."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        settings = [
            row | {"name": self._name_of(row)}
            for app in apps
            for row in app["models"]
            if self._is_setting(row)
        ]
        for app in apps:
            app["models"] = [row for row in app["models"] if not self._is_setting(row)]
        heading = {
            "name": SETTINGS,
            "app_label": "settings",
            "app_url": reverse("admin:index", current_app=self.name),
            "has_module_perms": True,
            "models": sorted(settings, key=lambda row: row["name"]),
        }
        return [app for app in (heading, *apps) if app["models"]]

    def _is_setting(self, row):
        return getattr(self.get_model_admin(row["model"]), "is_setting", False)

    def _name_of(self, row):
        return getattr(self.get_model_admin(row["model"]), "index_name", row["name"])
