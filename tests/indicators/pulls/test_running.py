from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from indicators.choices import PullState, Schedule
from indicators.models import Category, Observation, Rejection, Revision, Source
from indicators.pulls import record_by_hand, request_pull, run_pull
from indicators.pulls.rejecting import REJECTIONS_KEPT
from indicators.sources.rows import read_observations
from indicators.sources.tables import csv_table
from tests.factories import AreaFactory, IndicatorFactory
from tests.files import DECEMBER, HEADINGS, JANUARY, write_observations


def counts(pull):
    """New, revised, unchanged and rejected."""
    return (pull.new, pull.revised, pull.unchanged, pull.rejected)


def test_a_pull_stores_what_the_source_says(feed):
    pull = feed.pull(
        "P6-01,Somerset,,2016-02-01,2017-01-31,12.90,69,535,provisional not_comparable,as told"
    )

    assert (pull.state, pull.progress, pull.attempt, pull.error) == ("done", 100, 1, "")
    assert counts(pull) == (1, 0, 0, 0)
    assert pull.started_at <= pull.finished_at
    stored = Observation.objects.get()
    assert (stored.indicator.code, stored.area.name, stored.category.name) == (
        "P6-01",
        "Somerset",
        "",
    )
    assert (stored.period_start, stored.period_end) == (date(2016, 2, 1), date(2017, 1, 31))
    assert (stored.value, stored.places) == (Decimal("12.9"), 2)
    assert (stored.numerator, stored.denominator) == (69, 535)
    assert (stored.status, stored.not_comparable) == ("provisional", True)
    assert (stored.note, stored.pull, stored.revision) == ("as told", pull, 1)


def test_a_second_pull_of_the_same_changes_nothing(feed):
    first = feed.pull(JANUARY.format("12.9"), DECEMBER.format("13.9"))
    second = feed.pull(DECEMBER.format("13.9"), JANUARY.format("12.9"))

    assert counts(first) == (2, 0, 0, 0)
    assert counts(second) == (0, 0, 2, 0)
    assert set(Observation.objects.values_list("pull", "revision")) == {(first.pk, 1)}
    assert not Revision.objects.exists()


def test_new_revised_unchanged_and_rejected_rows_are_counted(feed):
    feed.pull(JANUARY.format("12.9"), DECEMBER.format("13.9"))
    pull = feed.pull(
        JANUARY.format("12.8"),
        DECEMBER.format("13.9"),
        "P6-01,Somerset,,2017-02-01,2017-02-28,11,,,,",
        "P6-01,Somerset,,2017-03-01,2017-03-31,abc,,,,",
        "P6-1,Somerset,,2017-03-01,2017-03-31,11,many,,,",
    )

    assert counts(pull) == (1, 1, 1, 2)


def test_what_a_pull_changes_is_kept(feed):
    first = feed.pull(JANUARY.format("12.9"))
    second = feed.pull(JANUARY.format("12.8"))
    third = feed.pull("P6-01,Somerset,,2017-01-01,2017-01-31,c,,,revised,withdrawn")

    stored = Observation.objects.get()
    assert (stored.value, stored.symbol, stored.revision, stored.pull) == (
        None,
        "suppressed",
        3,
        third,
    )
    assert list(
        stored.revisions.order_by("revision").values_list(
            "revision", "value", "status", "pull", "replaced_by"
        )
    ) == [
        (1, Decimal("12.9"), "final", first.pk, second.pk),
        (2, Decimal("12.8"), "final", second.pk, third.pk),
    ]


@pytest.mark.parametrize(
    ("line", "revised"),
    [
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.90,,,,", 1),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,69,,,", 1),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,,535,,", 1),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,,,provisional,", 1),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,,,not_comparable,", 1),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,,,,a note", 1),
        ("P6-01,SOMERSET,,01/01/2017,31/01/2017,12.9,,,,", 0),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,12.900000001,,,,", 1),  # digits supplied
    ],
)
def test_every_column_that_is_shown_makes_a_revision(feed, line, revised):
    feed.pull(JANUARY.format("12.9"))

    assert feed.pull(line).revised == revised


def test_digits_beyond_the_fourth_are_no_revision_next_time(feed):
    assert counts(feed.pull(JANUARY.format("12.89719626"))) == (1, 0, 0, 0)
    assert counts(feed.pull(JANUARY.format("12.89719626"))) == (0, 0, 1, 0)


def test_a_later_day_of_extract_alone_is_no_revision(feed):
    for day, expected in (("2017-02-10", (1, 0, 0, 0)), ("2017-02-11", (0, 0, 1, 0))):
        write_observations(feed.path, JANUARY.format(1) + f",{day}", headings=f"{HEADINGS},as_at")
        assert counts(run_pull(request_pull(feed.source).pk)) == expected


def test_bad_rows_are_kept_with_their_reasons_and_good_ones_stored(feed):
    IndicatorFactory(code="P6-09")
    pull = feed.pull(
        JANUARY.format("12.9"),
        "P6-9,Somerset,,2017-01-01,2017-01-31,1,,,,",
        "P6-01,Somerst,,2017-01-01,2017-01-31,1,,,,",
        "P6-01,Somerset,,2017-01-31,2017-01-01,1,0,,,",
        JANUARY.format("13"),
    )

    assert counts(pull) == (1, 0, 0, 4)
    assert list(pull.rejections.values_list("place", "field", "text", "message")) == [
        (
            "values.csv line 3",
            "code",
            "P6-9",
            "No indicator has the code “P6-9”. Did you mean P6-09?",
        ),
        (
            "values.csv line 4",
            "area",
            "Somerst",
            "No area is called “Somerst”. Did you mean Somerset?",
        ),
        (
            "values.csv line 5",
            "period_end",
            "2017-01-01",
            "The period ends before it starts, on 2017-01-31.",
        ),
        (
            "values.csv line 6",
            "",
            "",
            "The same indicator, area, category and period stand in values.csv line 2 too. "
            "Take one of them away.",
        ),
    ]
    assert Observation.objects.get().value == Decimal("12.9")


def test_all_bad_rows_are_counted_and_a_thousand_kept(feed):
    pull = feed.pull(JANUARY.format(1), *["P6-01,Nowhere,,2017-01-01,x,abc,,,,"] * 1200)

    assert counts(pull) == (1, 0, 0, 1200)
    kept = Rejection.objects.filter(pull=pull).values_list("place", flat=True)
    assert len(kept) == 2 * REJECTIONS_KEPT  # two things wrong with each
    assert len(set(kept)) == REJECTIONS_KEPT


def test_a_rejection_fits_whatever_stood_in_the_file(feed):
    pull = feed.pull(f"{'x' * 5000},Somerset,,2017-01-01,2017-01-31,{'y' * 5000},,,,{'z' * 5000}")

    assert pull.rejected == 1
    assert {len(row.text) for row in pull.rejections.all()} == {200}


def test_an_area_may_be_named_by_its_official_code(feed):
    AreaFactory(name="Norfolk", code="E10000020")

    assert feed.pull("P6-01,E10000020,,2017-01-01,2017-01-31,1,,,,").new == 1
    assert Observation.objects.get().area.name == "Norfolk"


def test_categories_are_made_in_the_order_they_are_met(feed):
    feed.pull(
        "P6-01,Somerset,over 10,2017-01-01,2017-01-31,2,,,,",
        "P6-01,Somerset,0 to 10,2017-01-01,2017-01-31,1,,,,",
        "P6-01,Somerset,OVER 10,2016-12-01,2016-12-31,3,,,,",
    )

    assert list(Category.objects.values_list("position", "name")) == [
        (0, ""),
        (1, "over 10"),
        (2, "0 to 10"),
    ]
    assert dict(Observation.objects.values_list("category__name", "value")) == {
        "over 10": 2,
        "0 to 10": 1,
    }


def test_a_source_that_cannot_be_read_ends_the_pull_with_the_reason(feed):
    pull = run_pull(request_pull(feed.source).pk)

    assert pull.state == PullState.FAILED
    assert pull.error == (
        "There is no folder “monthly” in the folder for sources. "
        "Make it, or mend the name in the settings."
    )
    assert pull.finished_at


def test_headings_that_fit_nothing_end_the_pull_and_store_nothing(feed):
    write_observations(feed.path.with_name("a.csv"), JANUARY.format(1))
    write_observations(feed.path.with_name("b.csv"), "1,2", headings="name,telephone")

    pull = run_pull(request_pull(feed.source).pk)

    assert pull.state == PullState.FAILED
    assert "b.csv line 1, column code: This column is missing." in pull.error
    assert not Observation.objects.exists()


def test_a_fault_of_ours_ends_the_pull_and_is_raised(feed):
    feed.write(JANUARY.format(1))
    pull = request_pull(feed.source)

    def fail(percent):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_pull(pull.pk, on_progress=fail)

    pull.refresh_from_db()
    assert (pull.state, pull.error) == (
        "failed",
        "Something went wrong here, not in the source. The site's log has the details.",
    )


def test_progress_is_told_and_ends_at_100(feed):
    feed.write(*[JANUARY.format(1)] * 12_000)
    told = []

    run_pull(request_pull(feed.source).pk, on_progress=told.append)

    assert told == sorted(told)
    assert told[0] < 50
    assert told[-1] == 100


def test_a_message_that_comes_twice_does_no_harm(feed):
    done = feed.pull(JANUARY.format(1))
    feed.write(JANUARY.format(2))

    assert run_pull(done.pk).finished_at == done.finished_at
    assert Observation.objects.get().value == 1


@pytest.mark.django_db(transaction=True)
def test_values_another_pull_brought_meanwhile_are_not_doubled(feed):
    """The difference is found before the lock is taken, so it may be out of date by then."""
    feed.write(JANUARY.format("12.9"), DECEMBER.format("13.9"))
    other = write_observations(
        feed.path.parent.parent / "other.csv", JANUARY.format("12.9"), DECEMBER.format("14")
    )

    def meanwhile(percent):
        if percent == 90 and not Observation.objects.exists():
            in_another_connection(record_by_hand, read_observations(csv_table(other)), "by hand")

    pull = run_pull(request_pull(feed.source).pk, on_progress=meanwhile)

    assert counts(pull) == (0, 1, 1, 0)
    assert Revision.objects.get().value == 14


def in_another_connection(job, *arguments):
    def run():
        try:
            job(*arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()


def test_a_pull_on_schedule_moves_the_due_date(feed):
    due = timezone.now() - timedelta(hours=3)
    Source.objects.update(schedule=Schedule.DAILY, next_due_at=due)

    feed.pull(JANUARY.format(1))

    feed.source.refresh_from_db()
    assert timezone.now() < feed.source.next_due_at < timezone.now() + timedelta(hours=25)
