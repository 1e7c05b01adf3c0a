from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """What is measured and what was seen. Knows nothing of programmes."""

    name = "indicators"
    verbose_name = "Indicators and values"
