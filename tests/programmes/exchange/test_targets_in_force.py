"""A load changes what is judged already only for a reason, and says which reports that touches."""

import pytest

from indicators.models import Target
from programmes.exchange import ExchangeError, check, load
from programmes.models import Programme
from tests.factories import ReportFactory
from tests.files import copy_programme_6, replace_line

pytestmark = pytest.mark.django_db
TARGET = "P6-02,,{},2016-04-01,2017-03-31,internal,{}"


@pytest.fixture
def folder(tmp_path):
    """Programme 6, loaded."""
    folder = copy_programme_6(tmp_path / "programme_6")
    load(folder)
    return folder


def with_target(folder, value, note):
    replace_line(folder / "targets.csv", "P6-02", TARGET.format(value, note))
    return folder


def value():
    return Target.objects.get(indicator__code="P6-02").value


def test_a_target_that_was_in_force_changes_for_a_reason(folder):
    load(with_target(folder, 90, "The plan was revised"))

    assert value() == 90
    assert load(folder)["targets"].unchanged == 32


@pytest.mark.parametrize("note", ["", "The plan was revised"])
def test_no_reason_and_an_old_one_are_refused(folder, note):
    load(with_target(folder, 90, "The plan was revised"))

    with pytest.raises(ExchangeError, match="in force since 1 April 2016. Say here why it changes"):
        load(with_target(folder, 80, note))

    assert value() == 90


def test_the_open_reports_that_it_touches_are_named(folder):
    ReportFactory(programme=Programme.objects.get())

    warnings = check(with_target(folder, 90, "The plan was revised")).warnings

    assert (
        "The open report of P6 to 31 January 2017 would be judged by other targets: P6-02."
        in warnings
    )


def test_what_changes_no_target_touches_no_report(folder):
    ReportFactory(programme=Programme.objects.get())

    assert not [warning for warning in check(folder).warnings if "judged by" in warning]
