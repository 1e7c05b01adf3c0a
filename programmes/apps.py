from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """What is promised, how it goes, what is reported."""

    name = "programmes"
    verbose_name = "Programmes and reports"
