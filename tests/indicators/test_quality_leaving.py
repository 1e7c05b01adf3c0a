"""Leaving a finding as it is, with a reason, and putting it back on the list."""

import pytest
from django.urls import reverse
from lxml import html

from indicators.models import Acknowledgement
from tests.factories import AcknowledgementFactory, AreaFactory, ObservationFactory, UserFactory
from tests.indicators.findings import wrong
from tests.indicators.quality_page import LIST, finding_url, lead_of_page, rows_of
from tests.markup import pick, words
from tests.pages import text_of
from tests.people import performance

pytestmark = pytest.mark.django_db


@pytest.fixture
def watcher(client):
    """The performance team, signed in."""
    client.user = performance()
    client.force_login(client.user)
    return client


@pytest.fixture
def area():
    return AreaFactory(name="Anyshire")


def test_a_finding_is_left_with_a_reason_and_the_list_is_as_it_was(watcher, area):
    observation = wrong(area=area)
    wrong(area=area)
    url = f"{finding_url(observation)}?check=counts"

    page = watcher.get(url)
    answer = {"revision": page.context["form"]["revision"].value(), "reason": "Asked: it is so."}
    response = watcher.post(url, answer, follow=True)

    assert "The counts decide." in text_of(page)
    assert response.redirect_chain == [(f"{LIST}?check=counts", 302)]
    assert f"Left as it is: {observation.indicator}, January 2017." in text_of(response)
    left = Acknowledgement.objects.get()
    assert (left.observation, left.check_code, left.revision) == (observation, "counts", 1)
    assert (left.by, left.reason) == (watcher.user, "Asked: it is so.")
    assert lead_of_page(response).startswith("1 thing to look at")


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("", "Say why it is right to leave it, in a sentence"),
        ("   ", "Say why it is right to leave it, in a sentence"),
        ("so " * 101, "Shorten the reason to 300 characters"),
    ],
)
def test_a_finding_is_not_left_without_a_reason(watcher, area, reason, error):
    url = finding_url(wrong(area=area))

    response = watcher.post(url, {"revision": 1, "reason": reason})

    page = html.fromstring(response.content)
    assert words(pick(page, "title")[0]).startswith("Error: ")
    assert [words(line) for line in pick(page, ".govuk-error-summary li")] == [error]
    assert Acknowledgement.objects.count() == 0


@pytest.mark.parametrize("seen", ["1", "", "many"])
def test_a_reason_for_a_value_that_was_revised_meanwhile_is_kept_but_does_not_count(
    watcher, area, seen
):
    observation = wrong(area=area, revision=2)

    response = watcher.post(
        finding_url(observation), {"revision": seen, "reason": "It was so before."}
    )

    page = html.fromstring(response.content)
    assert "A value was revised while this page was open." in text_of(response)
    assert words(pick(page, "textarea")[0]) == "It was so before."
    assert pick(page, "input[name=revision]")[0].get("value") == "2"
    assert Acknowledgement.objects.count() == 0


def test_a_finding_that_is_mended_or_left_already_leads_back_to_the_list(watcher, area):
    mended = ObservationFactory(area=area)
    left = AcknowledgementFactory(observation=wrong(area=area)).observation

    for observation in (mended, left):
        response = watcher.post(finding_url(observation), {"reason": "Why?"}, follow=True)
        assert response.redirect_chain == [(LIST, 302)]
        assert "This finding is not open any more" in text_of(response)
    assert Acknowledgement.objects.count() == 1


def test_what_was_left_is_listed_with_its_reason_and_can_be_put_back(watcher, area):
    left = AcknowledgementFactory(
        observation=wrong(area=area), reason="Asked: it is so.", by=UserFactory(username="Lee")
    )
    AcknowledgementFactory(observation=wrong(area=area), reason="Known.")

    response = watcher.get(LIST)

    [details] = pick(html.fromstring(response.content), "details")
    assert words(pick(details, "summary")[0]) == "2 findings left as they are"
    assert details.get("open") is None
    assert "but for what was left as it is" in lead_of_page(response)
    reasons = {row[2].split(", ")[0] for row in rows_of(response)}
    assert reasons == {"Asked: it is so.Lee", "Known.Somebody who has left"}

    url = f"{reverse('data-quality-put-back', args=[left.pk])}?left-page=1"
    response = watcher.post(url, follow=True)

    assert response.redirect_chain == [(f"{LIST}?left-page=1", 302)]
    assert "The finding is back on the list." in text_of(response)
    [details] = pick(html.fromstring(response.content), "details")
    assert details.get("open") is not None
    assert "has put this finding back already" in text_of(watcher.post(url, follow=True))


def test_a_long_list_of_what_was_left_comes_page_by_page_beside_the_open_one(watcher, area):
    for _ in range(12):
        AcknowledgementFactory(observation=wrong(area=area))
        wrong(area=area)

    response = watcher.get(LIST, {"left-page": 2})

    assert len(rows_of(response)) == 13  # twelve and a heading
    assert len(rows_of(response, table=1)) == 2


def test_putting_back_is_never_a_link(watcher):
    left = AcknowledgementFactory()

    assert watcher.get(reverse("data-quality-put-back", args=[left.pk])).status_code == 405


def test_the_admin_shows_what_was_left_and_changes_nothing(watcher):
    left = AcknowledgementFactory(reason="Asked: it is so.", by=watcher.user)
    listing = reverse("admin:indicators_acknowledgement_changelist")
    page = reverse("admin:indicators_acknowledgement_change", args=[left.pk])

    assert "Asked: it is so." in text_of(watcher.get(listing))
    assert left.observation.indicator.code in text_of(watcher.get(listing, {"q": "Asked"}))
    assert watcher.get(page).status_code == 200
    assert watcher.post(page, {"reason": "Changed."}).status_code == 403
    assert watcher.get(reverse("admin:indicators_acknowledgement_add")).status_code == 403
