"""Storing values: what they replace is kept, then they are written."""

from datetime import datetime

from django.db import connection

from indicators.models import Pull, Revision
from indicators.pulls.matching import KEY_FIELDS, VALUE_FIELDS, Matcher
from indicators.pulls.staging import OBSERVATIONS, TABLE, Staging, last_write

_WRITE_LOCK = 42
# New values after which PostgreSQL counts anew. By itself it does so a minute later, and until
# then it may plan a page as if there were none: minutes in place of a tenth of a second.
_MANY = 1000


def lock_values() -> None:
    """Let one transaction at a time write values, until it ends.

    Two sources may bring the same value, so the lock is for all of them. On SQLite a
    transaction that writes is alone already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITE_LOCK])


def store(pull: Pull, matcher: Matcher, staging: Staging, now: datetime) -> dict[str, int]:
    """Write what differs from what is stored, and the history of what it replaces.

    The rows were compared before the lock was taken. Where anybody has written since, they are
    compared afresh, so that no value is doubled and none is lost. Call it in a transaction;
    returns the counts of the pull.
    """
    lock_values()
    staging.rename_categories(matcher.make_categories())
    if last_write() != staging.as_of:
        staging.compare()
    with connection.cursor() as cursor:
        when = Revision._meta.get_field("replaced_at").get_db_prep_value(now, connection)
        cursor.execute(_history(), [pull.pk, when])
        cursor.execute(_values(), [pull.pk])
        if connection.vendor == "postgresql" and staging.new >= _MANY:
            cursor.execute(f"ANALYZE {OBSERVATIONS}")
    return {"new": staging.new, "revised": staging.revised, "unchanged": staging.unchanged}


def _history() -> str:
    """What is about to be replaced. CROSS JOIN has SQLite begin with the few changed rows."""
    columns = ", ".join(VALUE_FIELDS)
    stored = ", ".join(f"stored.{name}" for name in VALUE_FIELDS)
    return f"""
        INSERT INTO {Revision._meta.db_table}
            (observation_id, revision, pull_id, replaced_by_id, replaced_at, {columns})
        SELECT stored.id, stored.revision, stored.pull_id, %s, %s, {stored}
        FROM {TABLE} AS pulled CROSS JOIN {OBSERVATIONS} AS stored
        WHERE stored.id = pulled.observation_id
    """


def _values() -> str:
    """In the order of their keys, so that the values of one series lie together."""
    key, columns = ", ".join(KEY_FIELDS), ", ".join((*KEY_FIELDS, *VALUE_FIELDS))
    replace = ", ".join(f"{name} = excluded.{name}" for name in (*VALUE_FIELDS, "pull_id"))
    return f"""
        INSERT INTO {OBSERVATIONS} ({columns}, pull_id, revision)
        SELECT {columns}, %s, 1 FROM {TABLE} ORDER BY {key}
        ON CONFLICT ({key}) DO UPDATE
        SET {replace}, revision = {OBSERVATIONS}.revision + 1
    """
