"""What a round writes to the lead and the chair of a programme."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from programmes.models import Report
from programmes.round import dates, words
from programmes.round.addresses import addresses_of
from programmes.round.waiting import what_waits

_SAYS = {"opened": "is open", "reminder": "is not submitted yet"}


class Letter(NamedTuple):
    """An e-mail as it goes out."""

    subject: str
    body: str
    addresses: list[str]

    def send(self) -> None:
        """Send it. Raises ``OSError`` where the mail server does not take it."""
        send_mail(self.subject, self.body, None, self.addresses)


def announce(report: Report, today: date) -> bool:
    """Tell lead and chair that a report has opened. False where nobody has an address."""
    letter = _letter("opened", report, today)
    if letter.addresses:
        letter.send()
    return bool(letter.addresses)


def with_letters(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with all that their letters say, in six queries."""
    return reports.select_related("programme__reporting_schedule").prefetch_related(
        "commitments", "entries", "nil_returns", "programme__memberships__user"
    )


def reminder_letter(report: Report, today: date) -> Letter:
    """The reminder as it would go out today."""
    return _letter("reminder", report, today)


def _letter(name, report, today):
    programme = report.programme
    path = reverse("report-edit", args=[programme.code, report.period_end])
    context = {
        "programme": programme,
        "named": bool(programme.number),
        "name": words.report_name(report.period_end),
        "due": _due_words(report, today),
        "waits": what_waits(report),
        "url": f"{settings.SITE_URL.rstrip('/')}{path}",
    }
    said = [_SAYS[name], context["due"]] if name == "opened" else [context["due"] or _SAYS[name]]
    subject = f"{programme}: {context['name']} {' and '.join(filter(None, said))}"
    body = render_to_string(f"programmes/emails/{name}.txt", context)
    return Letter(" ".join(subject.split()), body, addresses_of(programme))


def _due_words(report, today):
    if report.due_on is None:
        return ""
    schedule = getattr(report.programme, "reporting_schedule", None)
    late = dates.late_from(report.due_on, schedule.grace_days if schedule else 0)
    return words.due_sentence(report.due_on, late, today)
