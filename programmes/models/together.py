"""Rows of several small tables in one query."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter

from django.db.models import Func, JSONField, Model, QuerySet, TextField, Value, Window
from django.db.models.functions import JSONObject, RowNumber
from django.utils import timezone


class _AsText(JSONObject):
    """Columns as the text of a JSON object, read by ``together`` itself to keep decimals exact."""

    output_field = TextField()

    def as_sql(self, compiler, connection, **context):
        """Without asking the database whether it can: that is a query on SQLite."""
        return Func.as_sql(self, compiler, connection, **context)


def together(querysets: Mapping[str, QuerySet]) -> dict[str, list[Model]]:
    """The rows of each queryset under its name and in its order, all read by one query.

    What ``select_related`` names comes with them. JSON columns come only when asked for.
    """
    first, *others = [_packed(name, rows) for name, rows in querysets.items()]
    found = {name: [] for name in querysets}
    for name, _, text in sorted(first.union(*others, all=True), key=itemgetter(1)):
        rows = querysets[name]
        columns = json.loads(text, parse_float=Decimal)
        found[name].append(_unpacked(rows.model, columns, rows.query.select_related, rows.db))
    return found


def _packed(name, rows):
    """Each row as the name of its queryset, its number there and its columns as one text."""
    order = [*(rows.query.order_by or rows.model._meta.ordering or ["pk"])]
    return rows.order_by().values_list(
        Value(name, TextField()),
        Window(RowNumber(), order_by=order),
        _columns(rows.model, rows.query.select_related),
    )


def _columns(model, related, path=""):
    columns = {field.attname: f"{path}{field.attname}" for field in _fields(model)}
    for name, further in (related or {}).items():
        other = model._meta.get_field(name).related_model
        columns[name] = _columns(other, further, f"{path}{name}__")
    return _AsText(**columns)


def _unpacked(model, columns, related, db):
    fields = _fields(model)
    values = [_value(field, columns[field.attname]) for field in fields]
    row = model.from_db(db, [field.attname for field in fields], values)
    for name, further in (related or {}).items():
        other, held = model._meta.get_field(name).related_model, columns[name]
        there = held[other._meta.pk.attname] is not None
        setattr(row, name, _unpacked(other, held, further, db) if there else None)
    return row


def _fields(model):
    return [field for field in model._meta.concrete_fields if not isinstance(field, JSONField)]


def _value(field, held):
    """A column as the model has it. Moments are stored in UTC."""
    value = field.to_python(held)
    if isinstance(value, datetime) and timezone.is_naive(value):
        return value.replace(tzinfo=UTC)
    return value
