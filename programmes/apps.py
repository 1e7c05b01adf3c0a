from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProgrammesConfig(AppConfig):
    """What is promised, how it goes, what is reported."""

    name = "programmes"
    verbose_name = "Programmes and reports"

    def ready(self):
        """Register the checks and what tells of reports; keep the groups up to date."""
        from indicators.printed import tell_by
        from programmes import system_checks  # noqa: F401
        from programmes.groups import ensure_groups
        from programmes.selectors import reports_that_print

        tell_by(reports_that_print)
        post_migrate.connect(ensure_groups, sender=self)
