"""Who changed what, when and why: kept of every row of the models that carry ``KeptHistory``."""

from django.db import models
from simple_history.models import HistoricalRecords

AS_IT_STOOD = "As it stood when the history began"
"""The reason of the first record of a row that is older than its history."""

REASON_LENGTH = 300


class KeptHistory(HistoricalRecords):
    """A record of each save that changed something, and of each removal.

    Its table is called after the model: of ``Target`` it is ``TargetHistory``. Who it was is kept
    as the number of their account, so that the change of somebody whose account is deleted is
    never taken for the site's own.
    """

    def __init__(self, **options):
        reason = models.CharField(max_length=REASON_LENGTH, null=True)
        options.setdefault("custom_model_name", lambda name: f"{name}History")
        options.setdefault("history_change_reason_field", reason)
        options.setdefault("history_user_id_field", models.BigIntegerField(null=True))
        super().__init__(**options)

    def get_meta_options(self, model):
        """Plain names, and only the permission to look: nobody edits what happened."""
        plural = model._meta.verbose_name_plural
        return super().get_meta_options(model) | {
            "verbose_name": f"record of {plural}",
            "verbose_name_plural": f"history of {plural}",
            "default_permissions": ("view",),
        }

    def create_history_model(self, model, inherited):
        """The model of the records, to be found where that of the rows is."""
        records = super().create_history_model(model, inherited)
        records.__module__ = model.__module__
        records.__doc__ = f"Who changed {model._meta.verbose_name_plural}: each save writes it."
        return records

    def create_historical_record(self, instance, history_type, using=None):
        """Keep a record, unless a save left everything as it was."""
        if history_type != "~" or self._has_changed(instance):
            super().create_historical_record(instance, history_type, using)

    def _has_changed(self, instance) -> bool:
        fields = self.fields_included(instance)
        names = [field.attname for field in fields]
        kept = getattr(instance, self.manager_name).values_list(*names).first()
        return kept != tuple(field.to_python(getattr(instance, field.attname)) for field in fields)


def because(row: models.Model, reason: str, by=None) -> None:
    """Have the history of ``row`` say why it is next saved or removed, and by which user.

    Without ``by`` it is whoever is signed in; in a command or a job it is the site itself.
    """
    row._change_reason = reason[:REASON_LENGTH]
    if by is not None:
        row._history_user = by
