"""A reporting round: it opens with what is known, is due on a working day, and is chased."""

from programmes.round.duties import Duty, duties_of, duty_of
from programmes.round.emails import announce, reminder_letter, with_letters
from programmes.round.expected import Expected, expected_reports, with_filled
from programmes.round.filled import filled_in
from programmes.round.handing_on import told_of_issue, told_of_return, told_of_submission
from programmes.round.opening import carry_forward, due_again, open_due_rounds, open_report
from programmes.round.reminders import reminders_due, send_due_reminders, send_reminder
from programmes.round.reportable import reportable_periods
from programmes.round.waiting import what_waits

__all__ = [
    "Duty",
    "Expected",
    "announce",
    "carry_forward",
    "due_again",
    "duties_of",
    "duty_of",
    "expected_reports",
    "filled_in",
    "open_due_rounds",
    "open_report",
    "reminder_letter",
    "reminders_due",
    "reportable_periods",
    "send_due_reminders",
    "send_reminder",
    "told_of_issue",
    "told_of_return",
    "told_of_submission",
    "what_waits",
    "with_filled",
    "with_letters",
]
