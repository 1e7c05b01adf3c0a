"""The merge in the database, held against the same done one row after the other."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.models import Category, Observation, Pull, Revision
from indicators.pulls.matching import KEY_FIELDS, VALUE_FIELDS, Matched, Matcher
from indicators.pulls.staging import COMPARED, Staging
from indicators.pulls.storing import store
from tests.factories import AreaFactory, IndicatorFactory, PullFactory
from tests.indicators.pulls.rows import row

pytestmark = pytest.mark.django_db

CODES, BANDS, DAYS = ("P6-01", "P6-02"), ("", "over 10", "0 to 10"), range(4)
NUMBERS = st.decimals("-99999999999", "99999999999", places=4) | st.integers(0, 3).map(Decimal)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
TRICKY = st.sampled_from(["\\N", "a\tb", "two\nlines", "'; DROP TABLE", "%s", "\\", "\r"])


@st.composite
def observation_rows(draw):
    """A row of few keys, so that keys meet, and of values that are awkward to write."""
    number = draw(NUMBERS | st.none())
    return row(
        draw(st.sampled_from(DAYS)),
        code=draw(st.sampled_from(CODES)),
        category=draw(st.sampled_from(BANDS)),
        value="0",
        period_start=date(1989, 12, draw(st.integers(30, 31))),
    )._replace(
        value=number,
        symbol="suppressed" if number is None else "",
        places=draw(st.integers(0, 4)),
        numerator=draw(NUMBERS | st.none()),
        denominator=draw(st.none() | st.integers(1, 3).map(Decimal)),
        status=draw(st.sampled_from(["final", "provisional", "revised"])),
        not_comparable=draw(st.booleans()),
        note=draw(TEXT | TRICKY),
        as_at=draw(st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))),
    )


class OneByOne:
    """What a database should hold: each row looked up, then put in, put right or left alone."""

    def __init__(self):
        self.held = {}  # key: (values, revision)
        self.history = []

    def pull(self, rows):
        counts, seen = Counter(new=0, revised=0, unchanged=0), set()
        for one in rows:
            key = (one.code, one.category, one.period_end, one.period_start)
            values = dict(zip(VALUE_FIELDS, one[6:], strict=True))
            if key in seen:
                continue
            seen.add(key)
            counts[self._keep(key, values)] += 1
        return counts

    def _keep(self, key, values):
        if key not in self.held:
            self.held[key] = (values, 1)
            return "new"
        old, revision = self.held[key]
        if all(old[name] == values[name] for name in COMPARED):
            return "unchanged"
        self.history.append((key, old, revision))
        self.held[key] = (values, revision + 1)
        return "revised"


def pull_in_the_database(rows):
    matcher = Matcher()
    with Staging() as staging:
        staging.add([matcher.match(one) for one in rows])
        twins = list(staging.part_with_twins())
        staging.compare()
        with transaction.atomic():
            counts = store(PullFactory(), matcher, staging, timezone.now())
    return counts, len(twins)


NAMES = ("indicator__code", "category__name", "period_end", "period_start")


def everything_held():
    rows = Observation.objects.values_list(*NAMES, *VALUE_FIELDS, "revision")
    return {r[:4]: (dict(zip(VALUE_FIELDS, r[4:-1], strict=True)), r[-1]) for r in rows}


def everything_replaced():
    names = [f"observation__{name}" for name in NAMES]
    rows = Revision.objects.values_list(*names, *VALUE_FIELDS, "revision")
    return [(r[:4], dict(zip(VALUE_FIELDS, r[4:-1], strict=True)), r[-1]) for r in rows]


def start_afresh():
    for model in (Revision, Observation, Pull, Category):
        model.objects.all().delete()


@pytest.fixture(autouse=True)
def names():
    AreaFactory(name="Somerset")
    for code in CODES:
        IndicatorFactory(code=code)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(observation_rows(), max_size=12), min_size=1, max_size=4))
def test_pulls_leave_what_the_same_rows_leave_one_by_one(pulls):
    start_afresh()
    plain = OneByOne()
    for rows in pulls:
        counts, twins = pull_in_the_database(rows)
        expected = plain.pull(rows)
        assert counts == expected
        assert twins == len(rows) - expected.total()

    assert everything_held() == plain.held
    assert sorted(everything_replaced(), key=str) == sorted(plain.history, key=str)


def test_a_row_that_comes_again_is_parted_with_and_names_the_first():
    matcher = Matcher()
    again = [row(1, place=f"b.csv line {line}") for line in (2, 7)]
    with Staging() as staging:
        staging.add([matcher.match(one) for one in (row(1, place="a.csv line 9"), row(2))])
        staging.add([matcher.match(one) for one in again])
        problems = list(staging.part_with_twins())

        assert staging.total == 2
    assert [problem.place for [problem] in problems] == ["b.csv line 2", "b.csv line 7"]
    assert all("stand in a.csv line 9 too" in problem.message for [problem] in problems)


def test_what_was_stored_meanwhile_is_compared_afresh():
    pull_in_the_database([row(1), row(2)])
    matcher = Matcher()
    with Staging() as staging:
        rows = [row(1), row(2, value="5"), row(3, value="6"), row(4)]
        staging.add([matcher.match(one) for one in rows])
        staging.compare()
        assert (staging.new, staging.revised, staging.unchanged) == (2, 1, 1)
        pull_after = [row(2, value="5"), row(3, value="7")]

        with transaction.atomic():
            store_beside(pull_after)
            counts = store(PullFactory(), matcher, staging, timezone.now())

    assert counts == {"new": 1, "revised": 1, "unchanged": 2}
    assert Observation.objects.count() == 4
    assert Revision.objects.get(observation__period_end=row(3).period_end).value == 7


def store_beside(rows):
    """Store values as another connection would, whose temporary table is its own."""
    for one in rows:
        held = Observation.objects.filter(period_end=one.period_end).first()
        if held:
            Revision.objects.create(
                observation=held,
                revision=held.revision,
                value=held.value,
                pull=held.pull,
                replaced_by=held.pull,
                replaced_at=timezone.now(),
            )
            Observation.objects.filter(pk=held.pk).update(
                value=one.value, revision=held.revision + 1
            )
        else:
            matched = Matcher().match(one)
            columns = dict(zip(Matched._fields[1:], matched[1:], strict=True))
            Observation.objects.create(pull=PullFactory(), **columns)


def test_a_read_that_broke_off_leaves_room_for_the_next():
    class BrokenOff(Exception):
        pass

    def break_off():
        with Staging() as staging:
            staging.add([Matcher().match(row(1))])
            raise BrokenOff

    with pytest.raises(BrokenOff):
        break_off()

    assert pull_in_the_database([row(2)])[0]["new"] == 1


def test_values_the_database_refuses_leave_nothing_behind():
    impossible = row(1)._replace(value=None)  # neither a value nor a reason why there is none

    with pytest.raises(IntegrityError), transaction.atomic():
        pull_in_the_database([row(2), impossible])

    assert not Observation.objects.exists()


def test_rows_are_stored_in_the_order_of_their_keys():
    pull_in_the_database([row(3), row(1), row(2)])

    ends = Observation.objects.order_by("pk").values_list("period_end", flat=True)
    assert list(ends) == sorted(ends)


@pytest.mark.parametrize("many", [2, 2000])
def test_the_statements_do_not_grow_with_the_rows(many, django_assert_num_queries):
    rows = [row(number, code=code) for code in CODES for number in range(many)]
    pull_in_the_database(rows[::2])
    matched = [Matcher().match(one) for one in rows]

    with Staging() as staging:
        staging.add(matched)
        with django_assert_num_queries(9, exact=False):
            list(staging.part_with_twins())
            staging.compare()

        assert (staging.new, staging.unchanged) == (many, many)


def test_keys_and_values_are_all_there_is_to_a_row():
    assert Matched._fields == ("place", *KEY_FIELDS, *VALUE_FIELDS)
