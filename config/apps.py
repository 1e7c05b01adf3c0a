from django.contrib.admin.apps import AdminConfig


class CouncilAdminConfig(AdminConfig):
    """Django's admin with a first page of our own."""

    default_site = "config.admin.CouncilAdminSite"
