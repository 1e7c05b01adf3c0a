from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProgrammesConfig(AppConfig):
    """What is promised, how it goes, what is reported."""

    name = "programmes"
    verbose_name = "Programmes and reports"

    def ready(self):
        """Register the checks, and keep the groups' permissions up to date after migrations."""
        from programmes import system_checks  # noqa: F401
        from programmes.groups import ensure_groups

        post_migrate.connect(ensure_groups, sender=self)
