"""Writing many rows at once, with their history where the model keeps one."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

_BATCH = 500  # rows a statement


def create(model: type[Model], rows: Sequence[Model], *, by, reason: str) -> None:
    """Add new rows."""
    if _keeps_history(model):
        bulk_create_with_history(
            rows, model, batch_size=_BATCH, default_user=by, default_change_reason=reason
        )
    else:
        model._default_manager.bulk_create(rows, batch_size=_BATCH)


def update(
    model: type[Model], rows: Sequence[Model], names: Sequence[str], *, by, reason: str
) -> None:
    """Write the fields ``names`` of rows that are stored."""
    if not rows:
        return
    _update(model, rows, names)
    if _keeps_history(model):
        bulk_update_with_history(
            rows, model, [], batch_size=_BATCH, default_user=by, default_change_reason=reason
        )


def _update(model: type[Model], rows: Sequence[Model], names: Sequence[str]) -> None:
    """One statement for all: Django's bulk_update takes half a minute for 5,000 whole rows."""
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    values = [
        [
            *(f.get_db_prep_save(getattr(row, f.attname), connection=connection) for f in fields),
            row.pk,
        ]
        for row in rows
    ]
    statement = f"UPDATE {table} SET {settings} WHERE {key} = %s"  # noqa: S608 - our own columns
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _keeps_history(model: type[Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")
