"""What a browser sends from the page of a milestone."""

from django.urls import reverse
from lxml import html

from programmes.choices import Approver
from tests.markup import words


def url(report, name="report-milestones", *pk):
    return reverse(name, args=[report.programme.code, report.period_end, *pk])


def row_url(report, milestone):
    return url(report, "report-milestone", milestone.pk)


def text_of(response):
    return words(html.fromstring(response.content))


def boxes(name, day="", month="", year=""):
    return {f"{name}_0": day, f"{name}_1": month, f"{name}_2": year}


def sent(client, report, milestone, answers=None):
    """What the browser sends: the page as it was drawn, with these answers."""
    context = client.get(row_url(report, milestone)).context
    place = f"milestones-{milestone.pk}"
    form = context["form"]
    drawn = {f"{place}-{name}": form[name].value() or "" for name in ("progress", "remedy")}
    for name in ("forecast_on", "completed_on"):
        day = form[name].value()
        drawn |= boxes(f"{place}-{name}", *((day.day, day.month, day.year) if day else ()))
    drawn |= boxes("rebaseline-after") | {"rebaseline-reason": "", "rebaseline-approved_by": ""}
    answers = {name.replace("ROW", place): value for name, value in (answers or {}).items()}
    return drawn | {"seen": context["seen"], "action": "save"} | answers


def save(client, report, milestone, answers):
    data = sent(client, report, milestone, answers)
    return client.post(row_url(report, milestone), data, follow=True)


NEW_DATE = boxes("rebaseline-after", "31", "3", "2017") | {
    "rebaseline-reason": "The panel was late.",
    "rebaseline-approved_by": Approver.CHAIR,
}
