"""Every link of the task list lands on a place that is there, and says there what is wrong."""

import re
from datetime import date

import pytest

from programmes.choices import CommitmentOutcome, ReportedRag, Section
from programmes.models import NilReturn
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MilestoneFactory,
    ReportFactory,
    RiskFactory,
)
from tests.people import chair_of, lead_of
from tests.programmes.form import list_url
from tests.reports import programme_with_a_red_figure
from tests.round_factories import ClashFactory, CommentFactory, CommitmentFactory

pytestmark = pytest.mark.django_db

FAULTY = "TBC. See [[X-1]] and 31 February 2017, said Jane Smith of 3 children at 99% of [[{}]]."


@pytest.fixture
def report():
    """A draft in which everything is wrong that can be."""
    programme = programme_with_a_red_figure()
    report = ReportFactory(programme=programme, rag=ReportedRag.GREEN, period_end=date(2017, 1, 31))
    indicator = programme.priorities.get().placements.get().indicator
    faulty = FAULTY.format(indicator.code)
    for section in (Section.ACHIEVEMENTS, Section.VOICE, Section.SLIPPAGE, Section.VARIANCES):
        EntryFactory(report=report, section=section, text=f"{section}: {faulty}", stood=3)
    EntryFactory(report=report, section=Section.VOICE, text="A line that stands in two sections.")
    EntryFactory(report=report, section=Section.VARIANCES, variance="time", text="")
    copied = {"text": "A line that stands in two sections.", "due_on": date(2016, 12, 1)}
    EntryFactory(report=report, section=Section.NEXT_ACTIONS, **copied)
    EntryFactory(report=report, section=Section.NEXT_ACTIONS, due_on=date(2116, 12, 1))
    EntryFactory(report=report, section=Section.NEXT_ACTIONS)
    NilReturn.objects.create(report=report, section=Section.SLIPPAGE, by=chair_of(programme))
    NilReturn.objects.create(report=report, section=Section.RISKS, by=chair_of(programme))
    DecisionFactory(report=report, text=faulty)
    last = ReportFactory(programme=programme, period_end=date(2016, 12, 31))
    CommitmentFactory(report=report, action__report=last, action__text=faulty)
    slipped = CommitmentFactory(
        report=report, action__report=last, outcome=CommitmentOutcome.SLIPPED
    )
    EntryFactory(report=report, section=Section.SLIPPAGE, text="TBC", commitment=slipped)
    CommentFactory(report=report, indicator=indicator, text=faulty)
    MilestoneFactory(programme=programme, title="Agree TBC", progress=faulty, remedy=faulty)
    RiskFactory(programme=programme, title="Loss of TBC", mitigation=faulty)
    RiskFactory(programme=programme, mitigation="TBC", closed_on=date(2017, 2, 10))
    ClashFactory(report=report, place="achievements-gone-text")
    return report


@pytest.fixture
def empty():
    """A draft in which nothing is written, of a programme without anything."""
    return ReportFactory()


@pytest.mark.parametrize("name", ["report", "empty"])
def test_each_link_lands_on_an_element_of_its_page(client, request, name):
    report = request.getfixturevalue(name)
    client.force_login(chair_of(report.programme))
    context = client.get(list_url(report)).context
    links = [*context["stops"], *context["looks"]]

    assert links
    missing = [sentence for sentence, url in links if not lands(client, url)]

    assert missing == []


def test_a_lead_is_not_led_to_the_page_of_the_status(client, empty):
    client.force_login(lead_of(empty.programme))
    response = client.get(list_url(empty))
    urls = dict(response.context["stops"])

    assert urls.pop("Set the status: red, amber or green.") == ""
    assert urls.pop("Give the reason for the status.") == ""
    assert all(lands(client, url) for url in urls.values())
    assert "Only a chair can set it" in response.content.decode()


def lands(client, url):
    """Whether the page of an address has the element that it names, once."""
    address, _, name = url.partition("#")
    page = client.get(address)
    assert page.status_code == 200
    return len(re.findall(f'id="{re.escape(name)}"', page.content.decode())) == 1


def test_each_problem_is_said_on_the_page_that_its_link_opens(client, report):
    client.force_login(chair_of(report.programme))
    context = client.get(list_url(report)).context

    unsaid = [
        sentence
        for sentence, url in [*context["stops"], *context["looks"]]
        if "clashes" not in url and sentence not in sentences(client.get(url.partition("#")[0]))
    ]

    assert unsaid == []


def sentences(page):
    """The text of a page, as it was before it was escaped."""
    return page.content.decode().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_every_kind_of_problem_is_among_them(client, report):
    client.force_login(chair_of(report.programme))
    context = client.get(list_url(report)).context
    places = {url.partition("#")[2].rpartition("-")[2] for _, url in context["stops"]}

    assert places >= {"text", "reason", "remedy", "outcome", "nil", "due_on", "title", "progress"}
    assert places >= {"mitigation", "difference_reason"}
