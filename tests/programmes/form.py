"""What a browser sends from a page of the report's form."""

from django.urls import reverse


def page_url(report, slug):
    """The address of a page of the form."""
    return reverse("report-section", args=[report.programme.code, report.period_end, slug])


def list_url(report):
    """The address of the task list."""
    return reverse("report-edit", args=[report.programme.code, report.period_end])


def filled_in(client, report, slug, answers=None):
    """The page as it was drawn, with these answers by the name of their place."""
    context = client.get(page_url(report, slug)).context
    return {**context["sheet"].as_data(), "seen": str(context["seen"]), **(answers or {})}


def post(client, report, slug, answers=None, **more):
    """Open a page, answer and press the button; ``more`` may name another button."""
    data = filled_in(client, report, slug, answers) | {"action": "save"} | more
    return client.post(page_url(report, slug), data, follow=True)
