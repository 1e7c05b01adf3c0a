"""The worklist of findings about what is stored, and leaving a finding as it is."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from indicators import acknowledgements, quality
from indicators.choices import Basis, Frequency, Unit
from indicators.models import Acknowledgement, Observation
from indicators.periods import add_months
from indicators.selfchecks import Check, Severity
from programmes.exchange import load
from tests.demonstration import load_programme_6
from tests.factories import (
    AcknowledgementFactory,
    AreaFactory,
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    PullFactory,
    UserFactory,
)
from tests.indicators.findings import DAY, wrong

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
JANUARY = date(2017, 1, 31)


def about(lines):
    return [(line.indicator.code, line.check, line.severity) for line in lines]


def open_lines(day=DAY):
    return quality.worklist(day).open


# --- real figures -----------------------------------------------------------------------------


def test_programme_6_has_the_findings_its_report_is_known_for():
    load_programme_6()

    lines = open_lines()

    assert about(lines) == [
        ("P6-15", Check.COUNTS, Severity.MEND),
        ("P6-23", Check.PARTS, Severity.MEND),
        ("P6-14", Check.DEFINITION, Severity.KNOW),
        ("P6-21", Check.DEFINITION, Severity.KNOW),
        ("P6-28", Check.BANDS, Severity.KNOW),
    ]
    assert lines[0].about.period.end == date(2017, 1, 10)
    assert lines[1].about.category == ""
    assert len(lines[1].finding.readings) == 6


def test_a_year_that_is_a_slip_of_the_pen_is_found_among_real_figures():
    load_programme_6()
    Observation.objects.filter(indicator__code="P6-15", period_end="2017-01-10").update(
        period_start="2016-01-10", period_end="2016-01-10"
    )

    found = [line for line in open_lines() if line.check == Check.YEAR]

    assert [line.indicator.code for line in found] == ["P6-15"]
    assert "a year before the figure beside it" in found[0].finding.sentence


@pytest.mark.parametrize(
    "name", ["norfolk_2014_08", "darlington_2016_17", "somerset_annual_2016_17"]
)
def test_other_councils_figures_agree_with_themselves(name):
    # Norfolk's NF-04 gives only the 149 with a plan and the whole of 336: nothing to add up.
    load(DATA / name)

    assert open_lines(date(2017, 4, 21)) == []


def test_contacts_by_source_must_add_to_the_total():
    load(DATA / "norfolk_2014_08")
    police = Observation.objects.filter(
        indicator__code="NF-01", category__name="Police", period_end="2014-08-31"
    )
    police.update(value=840)

    [line] = open_lines()

    assert (line.indicator.code, line.check) == ("NF-01", Check.PARTS)
    assert "add to 2,378, but the total says 2,379." in line.finding.sentence


# --- which values -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "ends", "found"),
    [
        (Frequency.MONTHLY, add_months(JANUARY, -12), 1),
        (Frequency.MONTHLY, add_months(JANUARY, -13), 0),
        (Frequency.QUARTERLY, add_months(JANUARY, -36), 1),
        (Frequency.QUARTERLY, add_months(JANUARY, -39), 0),
        (Frequency.ANNUAL, add_months(JANUARY, -144), 1),
        (Frequency.ANNUAL, add_months(JANUARY, -156), 0),
    ],
)
def test_the_last_13_periods_are_checked(frequency, ends, found):
    area = AreaFactory()
    ObservationFactory(area=area, period_end=JANUARY)
    wrong(
        area=area,
        indicator__frequency=frequency,
        indicator__basis=Basis.SNAPSHOT,
        period_start=ends,
        period_end=ends,
    )

    assert len(open_lines()) == found


def test_periods_of_each_area_count_back_from_its_own_newest_figure():
    ObservationFactory()
    old = wrong(period_start=date(2013, 4, 1), period_end=date(2013, 4, 30))

    assert [line.about.pk for line in open_lines()] == [old.pk]


def test_a_period_still_to_come_is_found_and_does_not_hide_the_others():
    area = AreaFactory()
    future = ObservationFactory(
        area=area, period_start=date(2071, 1, 1), period_end=date(2071, 1, 31)
    )
    present = wrong(area=area)
    far = ObservationFactory(period_start=date(2071, 2, 1), period_end=date(2071, 2, 28))

    found = {line.about.pk: line.check for line in open_lines()}

    assert found == {future.pk: Check.FUTURE, present.pk: Check.COUNTS, far.pk: Check.FUTURE}


def test_values_of_two_areas_are_never_held_against_each_other():
    indicator = IndicatorFactory(unit=Unit.POUNDS, basis=Basis.YEAR_TO_DATE)
    start = date(2016, 4, 1)
    for value, end in ((900, date(2016, 12, 31)), (40, JANUARY)):
        ObservationFactory(indicator=indicator, value=value, period_start=start, period_end=end)

    assert open_lines() == []


def test_without_any_figure_there_is_no_finding():
    AreaFactory()

    assert quality.worklist(DAY) == quality.Worklist()


def test_what_is_to_mend_comes_first_then_by_code_the_newest_first():
    area, breaks = AreaFactory(), IndicatorFactory(code="A-1")
    second, first = IndicatorFactory(code="C-1"), IndicatorFactory(code="B-1")
    december = {"period_start": date(2016, 12, 1), "period_end": date(2016, 12, 31)}
    ObservationFactory(indicator=breaks, area=area, **december)
    ObservationFactory(indicator=breaks, area=area, not_comparable=True, note="Recounted.")
    wrong(indicator=second, area=area)
    wrong(indicator=first, area=area, **december)
    wrong(indicator=first, area=area)

    lines = open_lines()

    assert [(line.indicator.code, line.about.period.end.month) for line in lines] == [
        ("B-1", 1),
        ("B-1", 12),
        ("C-1", 1),
        ("A-1", 1),
    ]
    assert (quality.worklist(DAY).to_mend, quality.worklist(DAY).to_know) == (3, 1)


def test_the_worklist_costs_the_same_whatever_it_holds(django_assert_num_queries):
    def cost():
        with django_assert_num_queries(4):
            quality.worklist(DAY)

    wrong()
    cost()
    for _ in range(20):
        AcknowledgementFactory(observation=wrong(), by=UserFactory())
        wrong(category=CategoryFactory(name="band", indicator=IndicatorFactory()))
    cost()


# --- leaving a finding as it is ---------------------------------------------------------------


def test_a_finding_left_as_it_is_moves_from_one_list_to_the_other_and_back():
    wrong()
    [line] = open_lines()
    user = UserFactory()

    left = acknowledgements.leave(line, "Asked: one child is left out.", user)

    now = quality.worklist(DAY)
    assert now.open == []
    assert [row.acknowledgement for row in now.left] == [left]
    assert (left.by, left.reason) == (user, "Asked: one child is left out.")

    assert acknowledgements.put_back(left.pk)
    assert not acknowledgements.put_back(left.pk)
    assert len(open_lines()) == 1


def test_a_reason_counts_for_one_check_of_one_value():
    area = AreaFactory()
    twice = wrong(area=area, numerator=380)
    other = wrong(area=area)
    line = next(line for line in open_lines() if line.key[:2] == (twice.pk, Check.COUNTS))

    acknowledgements.leave(line, "It is so.", UserFactory())

    assert {line.key[:2] for line in open_lines()} == {
        (twice.pk, Check.RANGE),
        (other.pk, Check.COUNTS),
    }


def test_a_revised_value_brings_its_finding_back():
    observation = wrong()
    acknowledgements.leave(open_lines()[0], "It is so.", UserFactory())
    observation.numerator, observation.revision = 230, 2
    observation.save()

    assert len(open_lines()) == 1


def test_a_revised_part_brings_the_finding_about_its_total_back():
    load_programme_6()
    line = next(line for line in open_lines() if line.check == Check.PARTS)
    acknowledgements.leave(line, "One age is missing.", UserFactory())
    part = Observation.objects.get(pk=line.finding.readings[3].pk)
    Observation.objects.filter(pk=part.pk).update(numerator=part.numerator + 1, revision=2)

    assert [line.indicator.code for line in open_lines() if line.check == Check.PARTS] == ["P6-23"]


def test_leaving_a_finding_twice_keeps_the_first_reason():
    wrong()
    [line] = open_lines()
    first = acknowledgements.leave(line, "Asked.", UserFactory())

    assert acknowledgements.leave(line, "Me too.", UserFactory()) == first
    assert Acknowledgement.objects.get().reason == "Asked."


def test_one_finding_is_found_again_by_its_value_and_check():
    observation = wrong()
    wrong(indicator=observation.indicator, period_end=JANUARY - timedelta(days=1))

    found = quality.find(observation.pk, "counts", DAY)

    assert found.observation.indicator == observation.indicator
    assert found.acknowledgement is None
    assert quality.find(observation.pk, "parts", DAY) is None
    assert quality.find(observation.pk, "no such check", DAY) is None
    assert quality.find(0, "counts", DAY) is None

    left = acknowledgements.leave(found, "It is so.", UserFactory())
    assert quality.find(observation.pk, "counts", DAY).acknowledgement == left


def test_a_line_knows_the_source_of_its_value():
    by_source = wrong(pull=PullFactory(source__name="Warehouse"))
    by_hand = wrong(pull=PullFactory(source=None, origin="folder"))

    sources = {line.about.pk: line.about.source for line in open_lines()}

    assert sources == {by_source.pk: "Warehouse", by_hand.pk: ""}


def test_the_database_keeps_one_reason_a_finding():
    first = AcknowledgementFactory()

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        AcknowledgementFactory(observation=first.observation)
    AcknowledgementFactory(observation=first.observation, revision=2)
    AcknowledgementFactory(observation=first.observation, check_code=Check.RANGE)


def test_the_database_wants_a_reason():
    with pytest.raises(IntegrityError, match="acknowledgement_has_a_reason"):
        AcknowledgementFactory(reason="")
