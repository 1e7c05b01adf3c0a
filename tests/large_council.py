"""A council with as many indicators and periods as one could have, made in a few statements."""

from copy import copy
from datetime import date
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from indicators.choices import (
    AreaKind,
    Basis,
    Frequency,
    Polarity,
    PullState,
    Unit,
)
from indicators.models import Area, Category, Indicator, Observation, Pull, Target
from indicators.periods import add_months
from programmes.choices import ReportState, Section, WorkState
from programmes.models import (
    IssueBatch,
    Pack,
    Programme,
    ProgrammeIndicator,
    Report,
    RiskUpdate,
)
from tests import factories, issue_factories, round_factories
from tests.reports import frozen

LAST_PERIOD = date(2017, 1, 31)
BENCHMARK_PERIODS = 10
_BANDED_EVERY = 20
_PLACED = 40  # in the smaller of the two programmes
_INSERT = """
    INSERT INTO indicators_observation (
        indicator_id, area_id, category_id, period_start, period_end, value, numerator, pull_id,
        denominator, places, symbol, status, not_comparable, note, revision
    ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 1000, 1, '', 'final', FALSE, '', 1)
"""


class Size(NamedTuple):
    """How many indicators and periods there are, and of everything else."""

    indicators: int
    periods: int
    others: int


class LargeCouncil(NamedTuple):
    """What the pages are asked for."""

    small: Programme
    large: Programme
    draft: Report
    submitted: Report
    issued: Report
    batch: IssueBatch
    pack: Pack
    indicator: Indicator
    pull: Pull


def large_council(size: Size) -> LargeCouncil:
    """Two programmes, one with all indicators, and all that is kept beside them."""
    area = factories.AreaFactory(name="Anyshire")
    pull = _pulls(size)
    indicators = _indicators(size.indicators)
    headlines = _measured(indicators, size.periods, area, pull)
    _revised(headlines[0], size.others, pull)
    _count_rows()
    small = _programme(area, indicators[:_PLACED], size.others)
    large = _programme(area, indicators, size.others)
    submitted = frozen(_report(small, size.others))
    return LargeCouncil(
        small=small,
        large=large,
        draft=_report(large, size.others),
        submitted=submitted,
        issued=_issued(small),
        batch=_batch(small),
        pack=_pack(small),
        indicator=indicators[0],
        pull=pull,
    )


def _count_rows():
    """What a pull of many values has PostgreSQL do, so that it plans by what there is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _pulls(size):
    """A source for each of a number of pulls; the last pull rejected rows too."""
    for _ in range(size.others):
        pull = factories.PullFactory(state=PullState.DONE, new=size.periods, rejected=size.others)
    factories.RejectionFactory.create_batch(size.others, pull=pull)
    return pull


def _indicators(number):
    return Indicator.objects.bulk_create(
        Indicator(
            code=f"L-{place:03}",
            name=f"Share of visits of kind {place}",
            unit=Unit.PERCENT,
            decimals=1,
            polarity=Polarity.HIGHER,
            frequency=Frequency.MONTHLY,
            basis=Basis.MONTH,
        )
        for place in range(number)
    )


def _measured(indicators, periods, area, pull):
    """Headlines with targets, values and a benchmark; every twentieth indicator with two bands."""
    headlines = Category.objects.bulk_create(Category(indicator=row) for row in indicators)
    bands = Category.objects.bulk_create(
        Category(indicator=row, name=name, position=1)
        for row in indicators[::_BANDED_EVERY]
        for name in ("Boys", "Girls")
    )
    Target.objects.bulk_create(
        Target(
            indicator=category.indicator,
            category=category,
            value=80,
            origin="Improvement plan",
            effective_from=date(year, 4, 1),
            effective_to=date(year + 1, 3, 31),
        )
        for category in headlines
        for year in (2015, 2016)
    )
    nation = factories.AreaFactory(name="England", kind=AreaKind.NATION)
    _observe(headlines, area, periods, pull)
    _observe(bands, area, periods, pull)
    _observe(headlines, nation, min(periods, BENCHMARK_PERIODS), pull)
    return headlines


def _observe(categories, area: Area, periods, pull):
    """Values as plain rows: as model instances so many would take most of a test's time."""
    ends = [add_months(LAST_PERIOD, -back) for back in range(periods)]
    months = [(end.replace(day=1).isoformat(), end.isoformat()) for end in ends]
    counts = [
        (category, *month, (category.pk * 7 + back * 389) % 1000)
        for category in categories
        for back, month in enumerate(months)
    ]
    rows = (
        (category.indicator_id, area.pk, category.pk, *month, f"{count / 10}", count, pull.pk)
        for category, *month, count in counts
    )
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def _revised(headline, number, pull):
    """Revisions of the newest values of a headline, all brought by one pull."""
    newest = Observation.objects.filter(category=headline).order_by("-period_end")[:number]
    for observation in newest:
        factories.RevisionFactory(observation=observation, replaced_by=pull)


def _programme(area, indicators, others):
    programme = factories.ProgrammeFactory(area=area)
    priorities = factories.PriorityFactory.create_batch(others, programme=programme)
    ProgrammeIndicator.objects.bulk_create(
        ProgrammeIndicator(priority=priorities[place % others], indicator=indicator, position=place)
        for place, indicator in enumerate(indicators)
    )
    factories.MilestoneFactory.create_batch(others, programme=programme)
    risks = factories.RiskFactory.create_batch(others, programme=programme)
    _history(programme, risks, others)
    return programme


def _history(programme, risks, number):
    """Frozen reports of the months before, each with a score of every risk.

    All have the figures of the first, since composing each takes long.
    """
    first = frozen(
        factories.ReportFactory(programme=programme, period_end=add_months(LAST_PERIOD, -number))
    )
    reports = [first]
    for back in range(1, number):
        report = copy(first)
        report.pk, report.period_end = None, add_months(LAST_PERIOD, -back)
        reports.append(report)
    Report.objects.bulk_create(reports[1:])
    RiskUpdate.objects.bulk_create(
        RiskUpdate(report=report, risk=risk, likelihood=3, impact=3)
        for report in reports
        for risk in risks
    )


def _report(programme, others):
    """A draft with something written everywhere."""
    report = factories.ReportFactory(programme=programme, period_end=LAST_PERIOD)
    factories.EntryFactory.create_batch(others, report=report)
    carried = report.programme.reports.order_by("period_end").first()
    for entry in factories.EntryFactory.create_batch(others, report=carried):
        factories.EntryFactory(report=report, text=entry.text, carried_from=entry)
    factories.NilReturnFactory(report=report)
    factories.DecisionFactory.create_batch(others, report=report)
    _said(report, carried, others)
    return report


def _issued(programme):
    """The report before the newest, issued."""
    report = programme.reports.filter(period_end__lt=LAST_PERIOD).latest("period_end")
    report.state, report.issued_at = ReportState.ISSUED, report.submitted_at
    report.save()
    return report


def _batch(programme):
    """Every report of a programme asked for at once, and none issued."""
    batch = issue_factories.IssueBatchFactory()
    for report in programme.reports.all():
        issue_factories.IssuingFactory(batch=batch, report=report, state=WorkState.FAILED)
    return batch


def _pack(programme):
    """A pack of every report of a programme."""
    made = {name: ContentFile(b"made", f"pack.{name}") for name in ("pdf", "xlsx")}
    pack = issue_factories.PackFactory(state=WorkState.DONE, ended_at=timezone.now(), **made)
    pack.reports.set(programme.reports.all())
    return pack


def _said(report, last, others):
    """Promises, comments, remarks, changes and clashes, with figures quoted here and there."""
    report.reason = "Behind: [[L-000]]."
    report.save()
    for number in range(others):
        action = factories.EntryFactory(
            report=last, section=Section.NEXT_ACTIONS, text=f"Bring [[L-00{number % 10}]] up."
        )
        round_factories.CommitmentFactory(report=report, action=action)
        round_factories.ChangeFactory(report=report, section=Section.values[number % 11])
    entries = report.entries.filter(carried_from=None)
    round_factories.ClashFactory(report=report, place=f"achievements-{entries[0].key}-text")
    for section in Section.values:
        round_factories.RemarkFactory(report=report, section=section)
    indicators = Indicator.objects.filter(placements__priority__programme=report.programme)
    for indicator in indicators[:_PLACED]:
        round_factories.CommentFactory(report=report, indicator=indicator, text="See [[L-001]].")
    milestone = report.programme.milestones.first()
    milestone.progress, risk = "Now [[L-002]].", report.programme.risks.first()
    milestone.save()
    round_factories.RebaselineFactory.create_batch(others, report=report, milestone=milestone)
    round_factories.ChangeFactory(report=report, place=f"milestones-{milestone.pk}-progress")
    round_factories.ChangeFactory(report=report, place=f"risks-{risk.pk}-mitigation")
