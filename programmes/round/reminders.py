"""Reminding lead and chair of a report that is not submitted yet."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from indicators.models.closed_day import current_calendar
from programmes.choices import OPEN_STATES
from programmes.models import Reminder, Report
from programmes.round.addresses import addresses_of
from programmes.round.dates import is_reminder_day
from programmes.round.emails import reminder_letter

AGAIN_AFTER = timedelta(minutes=5)  # a button pressed twice sends one

logger = logging.getLogger(__name__)


def reminders_due(today: date) -> list[Report]:
    """The open reports of which the clock has a reminder to send today. Two queries.

    None on the day a report opened, of which its people were told already, and none where the
    programme's schedule is off.
    """
    reports = (
        Report.objects.filter(
            state__in=OPEN_STATES,
            due_on__isnull=False,
            programme__reporting_schedule__enabled=True,
        )
        .exclude(reminders__in=Reminder.objects.filter(day=today, by__isnull=True))
        .select_related("programme")
        .defer("snapshot")
    )
    calendar = current_calendar()
    return [
        report
        for report in reports
        if is_reminder_day(report.due_on, today, calendar) and _opened_before(report, today)
    ]


def send_due_reminders(now: datetime) -> list[Reminder]:
    """Send what is due today. One that cannot be sent is logged, and the next run tries again."""
    sent = []
    for report in reminders_due(timezone.localdate(now)):
        try:
            sent.append(send_reminder(report, now=now))
        except OSError:
            logger.exception("The reminder for %s was not sent.", report)
    return [reminder for reminder in sent if reminder]


def send_reminder(report: Report, *, now: datetime, by=None) -> Reminder | None:
    """Remind lead and chair; by the clock, once a day, where ``by`` is nobody.

    None where nothing was sent: the report is submitted, nobody has an e-mail address, or
    another reminder has just gone out. Raises ``OSError`` where the mail server does not take it.
    """
    report = Report.objects.select_related("programme").defer("snapshot").get(pk=report.pk)
    addresses = addresses_of(report.programme)
    if not report.is_open:
        return None
    if not addresses:
        logger.warning("%s: nobody with an e-mail address to remind.", report)
        return None
    reminder = _claim(report, now, by, ", ".join(addresses))
    if reminder is not None:
        try:
            reminder_letter(report, reminder.day, current_calendar()).send()
        except Exception:
            reminder.delete()  # not sent after all
            raise
    return reminder


@transaction.atomic
def _claim(report, now, by, addresses):
    """The row of a reminder before it goes out: of two that send at once one has it."""
    Report.objects.select_for_update(of=("self",)).only("pk").get(pk=report.pk)
    day = timezone.localdate(now)
    if by is None:
        columns = {"sent_at": now, "addresses": addresses}
        made = Reminder.objects.get_or_create(report=report, day=day, by=None, defaults=columns)
        return made[0] if made[1] else None
    if report.reminders.filter(sent_at__gt=now - AGAIN_AFTER).exists():
        return None
    return Reminder.objects.create(report=report, day=day, sent_at=now, by=by, addresses=addresses)


def _opened_before(report, today):
    return report.opened_at is None or timezone.localdate(report.opened_at) < today
