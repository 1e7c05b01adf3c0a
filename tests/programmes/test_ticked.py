"""A forged tick is answered like a report that is gone."""

import pytest
from django.urls import reverse

from tests.people import executive, performance

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["9" * 30, "x", "-1", ""])
@pytest.mark.parametrize(
    ("name", "person", "status"),
    [("chase", performance, 422), ("make-pack", executive, 422), ("issue-reports", executive, 302)],
)
def test_a_number_that_no_report_can_have_is_refused(client, name, person, status, key):
    client.force_login(person())

    assert client.post(reverse(name), {"report": [key]}).status_code == status
