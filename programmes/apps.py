from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProgrammesConfig(AppConfig):
    """What is promised, how it goes, what is reported."""

    name = "programmes"
    verbose_name = "Programmes and reports"

    def ready(self):
        """See after every migration that the groups have the permissions this version knows."""
        from programmes.groups import ensure_groups

        post_migrate.connect(ensure_groups, sender=self)
