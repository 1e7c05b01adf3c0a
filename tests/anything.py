"""Changing anything at all that the database holds, as long as it lets itself be changed."""

from contextlib import suppress
from datetime import UTC, date, datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import DataError, IntegrityError, models, transaction
from hypothesis import strategies as st

from programmes.models import Document, Report

FROZEN = {
    *((Document, field.name) for field in Document._meta.concrete_fields),
    *((Report, name) for name in ("state", "version", "snapshot", "digest")),
}
"""What issuing itself writes down, and `manage.py verify` watches: the record, not its sources."""
MODELS = [
    *apps.get_app_config("indicators").get_models(),
    *apps.get_app_config("programmes").get_models(),
    get_user_model(),
    Group,
]
COLUMNS = [
    (model, field.name)
    for model in MODELS
    for field in model._meta.concrete_fields
    if not (field.primary_key or isinstance(field, models.FileField))
    and (model, field.name) not in FROZEN
]
_VALUES = (
    (models.BooleanField, st.booleans()),
    (models.JSONField, st.dictionaries(st.text("ab", max_size=3), st.integers())),
    (models.DateTimeField, st.datetimes(datetime(2015, 1, 1), datetime(2018, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001, E501 - the strategy adds the zone
    (models.DateField, st.dates(date(2015, 1, 1), date(2018, 1, 1))),
    (models.TimeField, st.times()),
    (models.DecimalField, st.decimals(0, 99, places=1)),
    (models.IntegerField, st.integers(1, 5)),
    ((models.CharField, models.TextField), st.text("abcÄ& <=", min_size=1, max_size=5)),
)  # fmt: skip


def change(data) -> bool:
    """Change a column of every row of a table, or take all its rows away.

    Returns whether the database let that be.
    """
    with suppress(IntegrityError, DataError, models.ProtectedError), transaction.atomic():
        if data.draw(st.integers(0, 9)) == 0:
            removable = [model for model in MODELS if model not in (Document, Report)]
            data.draw(st.sampled_from(removable)).objects.all().delete()
        else:
            model, name = data.draw(st.sampled_from(COLUMNS))
            model.objects.update(**{name: _value(data, model._meta.get_field(name))})
        return True
    return False


def _value(data, field):
    if field.null and data.draw(st.booleans()):
        return None
    if field.is_relation:
        there = list(field.related_model.objects.values_list("pk", flat=True))
        return data.draw(st.sampled_from(there or [None]))
    if field.choices:
        return data.draw(st.sampled_from([value for value, _ in field.flatchoices]))
    return data.draw(next(values for kind, values in _VALUES if isinstance(field, kind)))
