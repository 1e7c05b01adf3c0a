"""The fixed words of indicators: one definition for model, form, page, column and document."""

from django.db.models import IntegerChoices, TextChoices


class Unit(TextChoices):
    """What a value counts."""

    PERCENT = "percent", "Percentage"
    COUNT = "count", "Count"
    RATE_PER_10000 = "rate_per_10000", "Rate per 10,000"
    POUNDS = "pounds", "Pounds"
    DAYS = "days", "Days"
    RATIO = "ratio", "Ratio"


class Polarity(TextChoices):
    """Which way is good."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither is better"


class Frequency(TextChoices):
    """How often a new value is expected."""

    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    ANNUAL = "annual", "Annual"

    @property
    def months(self) -> int:
        """Months from one value to the next."""
        return {"monthly": 1, "quarterly": 3, "annual": 12}[self.value]


class Basis(TextChoices):
    """What span of time one value covers."""

    SNAPSHOT = "snapshot", "Position on a date"
    MONTH = "month", "One month"
    QUARTER = "quarter", "One quarter"
    LAST_3_MONTHS = "last_3_months", "Last 3 months"
    ROLLING_12_MONTHS = "rolling_12_months", "Rolling 12 months"
    YEAR_TO_DATE = "year_to_date", "Year to date"
    YEAR = "year", "One year"


class AreaKind(TextChoices):
    """What an area is to the council."""

    COUNCIL = "council", "Council"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    REGION = "region", "Region"
    NATION = "nation", "Nation"


class Audience(TextChoices):
    """Whom a copy of a report is for."""

    INTERNAL = "internal", "The council"
    PARTNERSHIP = "partnership", "The partnership"
    PUBLIC = "public", "The public"


class TargetKind(TextChoices):
    """The shape of a target."""

    SINGLE = "single", "One value to reach"
    RANGE = "range", "A range to stay in"
    CLOSER = "closer", "One value to come close to"


class ToleranceKind(TextChoices):
    """How an amber tolerance is measured."""

    RELATIVE = "relative", "Percentage of the target"
    ABSOLUTE = "absolute", "In the indicator's own unit"


class Against(TextChoices):
    """Which earlier value a change is measured against."""

    LAST = "last", "The last value"
    YEAR = "year", "The same period last year"
    AVERAGE = "average", "The average of the last three"


class ObservationStatus(TextChoices):
    """How settled a value is."""

    FINAL = "final", "Final"
    PROVISIONAL = "provisional", "Provisional"
    REVISED = "revised", "Revised"


class Symbol(TextChoices):
    """Why there is no number where one is expected."""

    NONE = "", "A number is given"
    SUPPRESSED = "suppressed", "Suppressed"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NOT_AVAILABLE = "not_available", "Not available"
    LOW = "low", "Rounds to zero"
    UNRELIABLE = "unreliable", "Unreliable"


class SourceKind(TextChoices):
    """Where a source reads from."""

    FOLDER = "folder", "Folder of files"
    HTTP = "http", "Web address"
    SQL = "sql", "Database query"
    DFE = "dfe", "Explore Education Statistics"
    FINGERTIPS = "fingertips", "Fingertips"
    LGINFORM = "lginform", "LG Inform"


class Schedule(TextChoices):
    """When a source is pulled without being asked to."""

    WHEN_ASKED = "", "Only when somebody asks"
    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "On a working day of the month"
    QUARTERLY = "quarterly", "On a working day after the end of a quarter"


class Weekday(IntegerChoices):
    """The days of the week, numbered as Python numbers them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class PullState(TextChoices):
    """How far a pull has come."""

    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


LIVE_PULL_STATES = (PullState.QUEUED, PullState.RUNNING)


class Rag(TextChoices):
    """A rating. The shape of its mark and its weight say the same as its colour."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    NOT_RATED = "not_rated", "Not rated"


class Movement(TextChoices):
    """Where the number went. The arrow shows this and nothing else."""

    UP = "up", "Up"
    DOWN = "down", "Down"
    SAME = "same", "Level"
    NONE = "none", "No arrow"


class Meaning(TextChoices):
    """What a movement means, by polarity."""

    IMPROVING = "improving", "Improving"
    WORSENING = "worsening", "Worsening"
    NO_CHANGE = "no_change", "No change"
    INCREASING = "increasing", "Increasing"
    DECREASING = "decreasing", "Decreasing"
    NOT_JUDGED = "not_judged", "Not judged"
    NOT_KNOWN = "not_known", "Not known"
