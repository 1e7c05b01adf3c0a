"""Days on which the council works otherwise than England does."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Concat

from indicators.models.aggregates import Lines
from indicators.workdays import Calendar, bank_holiday_name, is_weekend

_WEEKEND = "{} is at the weekend, when nobody works anyway."
_BANK_HOLIDAY = "{} is a bank holiday ({}) already. Tick the box if the council works on it."
_NO_BANK_HOLIDAY = "{} is no bank holiday, so the council works anyway. Do not tick the box."


class ClosedDay(models.Model):
    """A day on which the council is closed, or a bank holiday on which it works."""

    day = models.DateField(
        unique=True, error_messages={"unique": "That day is listed already. Change that one."}
    )
    name = models.CharField(
        max_length=100, help_text="Why: for example “Closed between Christmas and New Year”."
    )
    works = models.BooleanField(
        "a bank holiday on which the council works",
        default=False,
        help_text="Tick it for a bank holiday that the council does not keep. Without it the "
        "council is closed on this day.",
    )

    class Meta:
        ordering = ["day"]
        verbose_name = "closed day"
        verbose_name_plural = "closed days and bank holidays"

    def __str__(self):
        return f"{self.day:%d %B %Y}: {self.name}".lstrip("0")

    def clean(self):
        """Refuse a day that is what it would be anyway."""
        if self.day is None:
            return
        said, holiday = f"{self.day:%d %B %Y}".lstrip("0"), bank_holiday_name(self.day)
        if is_weekend(self.day):
            raise ValidationError({"day": _WEEKEND.format(said)})
        if holiday and not self.works:
            raise ValidationError({"day": _BANK_HOLIDAY.format(said, holiday)})
        if self.works and not holiday:
            raise ValidationError({"works": _NO_BANK_HOLIDAY.format(said)})


def current_calendar() -> Calendar:
    """Which days are working days here. One query."""
    return _calendar(ClosedDay.objects.values_list("day", "works"))


def calendar_column() -> models.Subquery:
    """The council's days as a column of a query that is made anyway; ``calendar_in`` reads it."""
    line = Concat(
        Cast("day", models.TextField()),
        models.Value(" "),
        models.Case(models.When(works=True, then=models.Value("works")), default=models.Value("")),
        output_field=models.TextField(),
    )
    lines = ClosedDay.objects.order_by().annotate(lines=Lines(line, models.Value("\n")))
    return models.Subquery(lines.values("lines"))


def calendar_in(column: str | None) -> Calendar:
    """What ``calendar_column`` gave."""
    to_day = ClosedDay._meta.get_field("day").to_python
    lines = [line.partition(" ") for line in (column or "").split("\n") if line]
    return _calendar((to_day(day), works == "works") for day, _, works in lines)


def calendar_for(user) -> Calendar:
    """Which days are working days, asked for once a request: signing in brings them."""
    if not hasattr(user, "calendar"):
        user.calendar = current_calendar()
    return user.calendar


def _calendar(days):
    days = list(days)
    return Calendar(
        closed=frozenset(day for day, works in days if not works),
        works=frozenset(day for day, works in days if works),
    )
