"""What is older than its history begins it as it stood."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APPS = {"indicators": "history_of_indicators", "programmes": "history_of_programmes"}


def around(executor, app):
    """The migration that begins the history of an app, and the one before it."""
    names = sorted(name for label, name in executor.loader.graph.nodes if label == app)
    place = next(number for number, name in enumerate(names) if APPS[app] in name)
    return (app, names[place - 1]), (app, names[place])


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def at_the_end_as_it_was(transactional_db):
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield
    MigrationExecutor(connection).migrate(everything)


@pytest.mark.usefixtures("at_the_end_as_it_was")
def test_rows_that_are_there_begin_their_history_as_they_stand():
    executor = MigrationExecutor(connection)
    pairs = [around(executor, app) for app in ("programmes", "indicators")]
    before = migrate([earlier for earlier, _ in pairs])
    area = before.get_model("indicators", "Area").objects.create(name="Anyshire")
    before.get_model("programmes", "Programme").objects.create(code="P1", title="One", area=area)
    before.get_model("indicators", "Indicator").objects.create(code="I-1", unit="percent")

    after = migrate([later for _, later in pairs])

    for app, model in (("programmes", "ProgrammeHistory"), ("indicators", "IndicatorHistory")):
        record = after.get_model(app, model).objects.get()
        assert record.code in ("P1", "I-1")
        assert (record.history_type, record.history_user_id) == ("+", None)
        assert record.history_change_reason == "As it stood when the history began"
