from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndicatorsConfig(AppConfig):
    """What is measured and what was seen. Knows nothing of programmes."""

    name = "indicators"
    verbose_name = "Indicators and values"

    def ready(self):
        """Keep the triggers that refuse overlapping targets."""
        from indicators.overlaps import make_triggers

        post_migrate.connect(make_triggers, sender=self)
