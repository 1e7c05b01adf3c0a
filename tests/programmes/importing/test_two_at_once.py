"""Two people import, or change, the same rows at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from indicators.models import Indicator, Target
from programmes.admin.importing.measures import TargetResource
from programmes.admin.importing.running import MEANWHILE, ImportRefused, apply
from tests.factories import IndicatorFactory, TargetFactory
from tests.importing import TARGET, TARGETS, csv_file, lines_of, looked_at, read
from tests.people import performance

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def path(tmp_path):
    """A file with one new target."""
    IndicatorFactory(code="HI-1")
    return csv_file(tmp_path / "targets.csv", lines_of(TARGETS, TARGET))


def try_it(path, seen, by):
    """What is said to whoever imports the file."""
    try:
        apply(TargetResource, read(TargetResource, path), by, seen, read=True)
    except ImportRefused as error:
        return str(error)
    finally:
        connection.close()
    return "done"


def test_of_two_imports_of_one_file_one_is_done(path):
    seen, by = looked_at(TargetResource, path).digest, performance()

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(lambda _: try_it(path, seen, by), range(2)))

    assert sorted(said) == sorted(["done", MEANWHILE])
    assert Target.objects.count() == 1


def test_a_target_that_somebody_else_adds_at_that_moment_is_kept(path):
    seen, by, written = looked_at(TargetResource, path).digest, performance(), threading.Event()

    def import_it():
        written.wait(10)
        return try_it(path, seen, by)

    with ThreadPoolExecutor(1) as threads:
        importing = threads.submit(import_it)
        with transaction.atomic():
            target = TargetFactory(
                indicator=Indicator.objects.get(), effective_from=date(2026, 4, 1)
            )
            written.set()
            threading.Event().wait(0.5)  # the import is under way, and waits for this to end
        said = importing.result()

    assert said == MEANWHILE
    assert list(Target.objects.all()) == [target]
