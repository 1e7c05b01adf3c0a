"""What a round writes to the lead and the chair of a programme."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from indicators.workdays import ENGLAND, Calendar
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


def announce(report: Report, today: date, calendar: Calendar = ENGLAND) -> bool:
    """Tell lead and chair that a report has opened. False where nobody has an address."""
    return sent(_letter("opened", report, today, calendar))


def sent(letter: Letter) -> bool:
    """Send a letter, unless nobody it is for has an address. Raises ``OSError`` as it does."""
    if letter.addresses:
        letter.send()
    return bool(letter.addresses)


def letter_about(
    report: Report, page: str, name: str, said: str, addresses: list[str], **context
) -> Letter:
    """A letter from the template ``name`` that leads to a ``page`` of a report.

    ``said`` is what its subject says of the report: “is open”.
    """
    programme = report.programme
    path = reverse(page, args=[programme.code, report.period_end])
    context |= {
        "report": report,
        "programme": programme,
        "named": bool(programme.number),
        "name": words.report_name(report.period_end),
        "url": f"{settings.SITE_URL.rstrip('/')}{path}",
    }
    body = render_to_string(f"programmes/emails/{name}.txt", context)
    subject = f"{programme}: {context['name']} {said}"
    return Letter(" ".join(subject.split()), body, addresses)


def with_letters(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with all that their letters say, in six queries."""
    return reports.select_related("programme__reporting_schedule").prefetch_related(
        "commitments", "entries", "nil_returns", "programme__memberships__user"
    )


def reminder_letter(report: Report, today: date, calendar: Calendar = ENGLAND) -> Letter:
    """The reminder as it would go out today."""
    return _letter("reminder", report, today, calendar)


def _letter(name, report, today, calendar):
    due = _due_words(report, today, calendar)
    said = [_SAYS[name], due] if name == "opened" else [due or _SAYS[name]]
    return letter_about(
        report,
        "report-edit",
        name,
        " and ".join(filter(None, said)),
        addresses_of(report.programme),
        due=due,
        waits=what_waits(report),
    )


def _due_words(report, today, calendar):
    if report.due_on is None:
        return ""
    schedule = getattr(report.programme, "reporting_schedule", None)
    late = dates.late_from(report.due_on, schedule.grace_days if schedule else 0, calendar)
    return words.due_sentence(report.due_on, late, today)
