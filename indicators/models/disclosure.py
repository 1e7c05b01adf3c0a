"""What each audience of a report may see, as the council has set it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from indicators.choices import Audience
from indicators.disclosure import INTERNAL, PROFILES, Profile
from indicators.disclosure_guidance import tells_more

MOST_SUPPRESSED, MOST_DENOMINATOR = 20, 100
_ROUNDED = [(None, "not rounded"), (5, "the nearest 5"), (10, "the nearest 10")]


class DisclosureProfile(models.Model):
    """What is left out of the copy of a report for one audience. Three rows, each with its key."""

    audience = models.CharField(max_length=20, unique=True, choices=Audience, editable=False)
    suppress_to = models.PositiveSmallIntegerField(
        "suppress counts from 1 up to",
        default=5,
        validators=[MaxValueValidator(MOST_SUPPRESSED)],
        help_text="Counts from 1 to this number are printed as “c”. 0 is a true 0 and is shown.",
    )
    with_percentage = models.BooleanField(
        "suppress the percentage too",
        default=True,
        help_text="A percentage or rate that was worked out from such a count is “c” too: 0.5% of "
        "378 children tells that it is 2.",
    )
    complement = models.BooleanField(
        "suppress all but a few",
        default=False,
        help_text="A percentage is “c” where so few are left over: 376 of 378 tells of the other "
        "2.",
    )
    secondary = models.BooleanField(
        "suppress what would give it away",
        default=True,
        help_text="Where one category could be worked out from the total and the others, the next "
        "smallest is “c” with it. So is a running total that adds so few to the one before.",
    )
    denominator_min = models.PositiveSmallIntegerField(
        "fewest that a percentage may be of",
        default=0,
        validators=[MaxValueValidator(MOST_DENOMINATOR)],
        help_text="A percentage or rate of fewer children than this is “c”. 0 is no limit.",
    )
    round_base = models.PositiveSmallIntegerField(
        "round every count to",
        null=True,
        blank=True,
        choices=_ROUNDED,
        help_text="Percentages stay as they were worked out from the exact counts.",
    )
    national_round_base = models.PositiveSmallIntegerField(
        "round counts of larger areas to",
        null=True,
        blank=True,
        choices=_ROUNDED,
        help_text="Those of England, its regions and groups of councils.",
    )
    reason = models.TextField(
        "why it tells more than the guidance",
        blank=True,
        max_length=500,
        help_text="Only needed where the numbers above are less strict than the guidance. Say who "
        "decided it, when and why.",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "disclosure profile"
        verbose_name_plural = "disclosure profiles: what each audience may see"
        constraints = [
            models.CheckConstraint(
                condition=Q(suppress_to__lte=MOST_SUPPRESSED), name="disclosure_suppress_to_is_few"
            ),
            models.CheckConstraint(
                condition=Q(audience=INTERNAL.audience) | Q(suppress_to__gte=1),
                name="disclosure_others_never_see_all",
                violation_error_message="A copy for others has to suppress counts of 1 at least.",
            ),
        ]

    def __str__(self):
        return self.get_audience_display()

    def clean(self):
        """Refuse to show others more than the guidance does, unless a reason is given."""
        if self.suppress_to == 0 and self.audience != INTERNAL.audience:
            raise ValidationError(
                {"suppress_to": "A copy for others has to suppress counts of 1 at least."}
            )
        more = tells_more(self.profile)
        if more and not self.reason.strip():
            raise ValidationError({"reason": f"{' '.join(more)} Say why, or make it stricter."})

    @property
    def profile(self) -> Profile:
        """The row as a plain value."""
        return Profile(
            audience=self.audience,
            reader=PROFILES[self.audience].reader,
            suppress_to=self.suppress_to,
            with_percentage=self.with_percentage,
            complement=self.complement,
            secondary=self.secondary,
            denominator_min=self.denominator_min,
            round_base=self.round_base,
            national_round_base=self.national_round_base,
        )


def current_profiles() -> dict[str, Profile]:
    """What each audience may see now, by audience. What has no row is as usual. One query."""
    return PROFILES | {row.audience: row.profile for row in DisclosureProfile.objects.all()}


def current_profile(audience: str) -> Profile:
    """What one audience may see now; that of the council itself never changes. One query."""
    if audience == INTERNAL.audience:
        return INTERNAL
    return current_profiles()[audience]
