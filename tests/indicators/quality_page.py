"""Reading the data quality page in a test."""

from django.urls import reverse
from lxml import html

from tests.markup import pick, words

LIST = reverse("data-quality")


def finding_url(observation, check="counts"):
    return reverse("data-quality-finding", args=[observation.pk, check])


def lead_of_page(response):
    return words(pick(html.fromstring(response.content), ".app-lead")[0])


def rows_of(response, table=0):
    """The rows of a table, a list of what its cells say."""
    page = html.fromstring(response.content)
    rows = pick(pick(page, "table")[table], "tbody tr")
    return [[words(cell) for cell in row] for row in rows]
