"""What a browser sends from the page of a risk."""

from django.urls import reverse


def url(report, name="report-risks", *pk):
    """The address of a page of the risks."""
    return reverse(name, args=[report.programme.code, report.period_end, *pk])


def row_url(report, risk):
    """The address of the page of one risk."""
    return url(report, "report-risk", risk.pk)


def sent(client, report, risk, answers=None):
    """The page as it was drawn, with these answers; ROW stands for the place of the risk."""
    context = client.get(row_url(report, risk)).context
    place = f"risks-{risk.pk}"
    form, closed_on = context["form"], context["close"]["closed_on"].value()
    drawn = {f"{place}-{name}": form[name].value() for name in form.fields}
    drawn |= {
        "close-closed_on_0": closed_on.day,
        "close-closed_on_1": closed_on.month,
        "close-closed_on_2": closed_on.year,
        "close-reason": "",
    }
    answers = {name.replace("ROW", place): value for name, value in (answers or {}).items()}
    return drawn | {"seen": context["seen"], "action": "save"} | answers


def save(client, report, risk, answers):
    """Open the page, answer and press the button."""
    return client.post(row_url(report, risk), sent(client, report, risk, answers), follow=True)
