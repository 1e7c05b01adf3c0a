"""No two targets of a category in force on one day: what the database does to see to it.

Both databases look at the end of a transaction, so that in one of them a target can be ended and
the next one started in any order. PostgreSQL has an exclusion constraint for it. SQLite has none:
its triggers note each overlap in a table whose foreign key, looked at on commit, nothing meets.
"""

from django.db import IntegrityError, connection, connections

CONSTRAINT = "target_one_in_force"
TABLE = "indicators_target_overlap"

_NOTE = """
    INSERT INTO indicators_target_overlap (one, other)
    SELECT NEW.id, id FROM indicators_target
    WHERE category_id = NEW.category_id AND id <> NEW.id
    AND (effective_to IS NULL OR effective_to >= NEW.effective_from)
    AND (NEW.effective_to IS NULL OR effective_from <= NEW.effective_to);
"""
_FORGET = "DELETE FROM indicators_target_overlap WHERE {}.id IN (one, other);"
_MOVED = "UPDATE OF category_id, effective_from, effective_to"
_TRIGGERS = {
    "target_one_in_force_insert": ("INSERT", _NOTE),
    "target_one_in_force_update": (_MOVED, _FORGET.format("NEW") + _NOTE),
    "target_one_in_force_delete": ("DELETE", _FORGET.format("OLD")),
}


def make_triggers(*, using: str = "default", **kwargs) -> None:
    """Give SQLite its triggers; runs after migrations, which drop them with a table they remake."""
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for name, (event, does) in _TRIGGERS.items():
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON indicators_target "
                f"BEGIN {does} END"
            )


def drop_triggers(*, using: str = "default") -> None:
    """Take SQLite's triggers away, with the table that they write to."""
    with connections[using].cursor() as cursor:
        for name in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE {TABLE}")


def refuse_overlaps() -> None:
    """Look now, and not only on commit. Raises ``IntegrityError`` where two targets overlap."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET CONSTRAINTS {CONSTRAINT} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {CONSTRAINT} DEFERRED")
            return
        cursor.execute("SELECT 1 FROM indicators_target_overlap LIMIT 1")
        if cursor.fetchone():
            raise IntegrityError(CONSTRAINT)
