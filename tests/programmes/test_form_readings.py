"""What stands beside a text of the report's form: how it reads, and what is worth a look."""

from datetime import date

import pytest

from programmes.choices import Section
from tests.factories import EntryFactory, ReportFactory
from tests.pages import text_of
from tests.people import chair_of, lead_of
from tests.programmes.form import page_url, post
from tests.reports import frozen, programme_with_a_red_figure
from tests.round_factories import CommitmentFactory

pytestmark = pytest.mark.django_db


def quoting(report):
    """A text of the report that quotes its only figure."""
    code = report.programme.priorities.get().placements.get().indicator.code
    return f"It stands at [[{code}]]. More follows."


def test_a_text_that_quotes_a_figure_says_how_it_reads(client):
    report = ReportFactory(programme=programme_with_a_red_figure())
    client.force_login(chair_of(report.programme))
    EntryFactory(report=report, text=quoting(report))
    report.reason = quoting(report)
    report.save()

    for slug in ("progress", "status"):
        page = text_of(client.get(page_url(report, slug)))
        assert "<strong>Reads as:</strong> It stands at 40% (January 2017).</p>" in page


def test_the_button_beside_save_shows_how_figures_read(client):
    report = ReportFactory(programme=programme_with_a_red_figure())
    client.force_login(chair_of(report.programme))
    answers = {"achievements-firstachievements-text": quoting(report)}

    page = post(client, report, "progress", answers, action="preview")

    assert page.redirect_chain[-1][0].partition("#")[0] == page_url(report, "progress")
    assert "<strong>Reads as:</strong> It stands at" in text_of(page)


def test_what_is_worth_a_look_stands_beside_its_text_without_being_an_error(client):
    report = ReportFactory()
    client.force_login(chair_of(report.programme))
    EntryFactory(report=report, section=Section.VARIANCES, text="Costs rose.", stood=3)

    page = text_of(client.get(page_url(report, "variances") + "?check"))

    assert "<strong>Worth a look:</strong> Bring variance 1 up to date" in page
    assert "govuk-error-summary" not in page


def test_a_promise_reads_with_the_figure_that_the_last_report_printed(client):
    programme = programme_with_a_red_figure()
    last = ReportFactory(programme=programme, period_end=date(2017, 1, 31))
    action = EntryFactory(report=last, section=Section.NEXT_ACTIONS, text=quoting(last))
    frozen(last)
    report = ReportFactory(programme=programme, period_end=date(2017, 2, 28))
    CommitmentFactory(report=report, action=action)
    client.force_login(lead_of(programme))

    assert "It stands at 40% (January 2017)." in text_of(client.get(page_url(report, "progress")))
