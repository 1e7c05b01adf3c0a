"""The council's own words and levels for risks; without rows the usual ones hold."""

from collections.abc import Mapping, Sequence

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Cast, Concat

from indicators.models.aggregates import Lines
from programmes.choices import RiskAxis, RiskWeight
from programmes.models.together import together
from programmes.risk_scheme import DEFAULT_SCHEME, MOST, Level, RiskScheme


class RiskWord(models.Model):
    """What one of the numbers 1 to 5 of likelihood or impact is called."""

    axis = models.CharField(max_length=10, choices=RiskAxis)
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    word = models.CharField(max_length=30)

    class Meta:
        ordering = ["axis", "number"]
        verbose_name = "word for risks"
        verbose_name_plural = "words for risks"
        constraints = [
            models.UniqueConstraint(
                fields=["axis", "number"],
                name="risk_word_once_a_number",
                violation_error_message="That number has a word already. Change that one.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 5)),
                name="risk_word_of_1_to_5",
                violation_error_message="The number is from 1 to 5.",
            ),
            models.CheckConstraint(condition=~models.Q(word=""), name="risk_word_says_something"),
        ]

    def __str__(self):
        return f"{self.get_axis_display()} {self.number}: {self.word}"


class RiskLevel(models.Model):
    """A span of risk scores with a name. It ends where the next level begins."""

    name = models.CharField(max_length=30, unique=True)
    least = models.PositiveSmallIntegerField(
        "least score",
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
        help_text="The lowest level begins at 1 whatever is written here.",
    )
    weight = models.CharField(
        "counts as",
        max_length=10,
        choices=RiskWeight,
        default=RiskWeight.NONE,
        blank=True,
        help_text="An open risk that counts as very high makes the evidence red, as high amber.",
    )

    class Meta:
        ordering = ["least"]
        verbose_name = "level of risk"
        verbose_name_plural = "levels of risk"
        constraints = [
            models.UniqueConstraint(
                fields=["least"],
                name="risk_level_once_a_score",
                violation_error_message="Another level begins at that score.",
            ),
            models.CheckConstraint(
                condition=models.Q(least__range=(1, MOST)),
                name="risk_level_of_1_to_25",
                violation_error_message=f"The least score is from 1 to {MOST}.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, from {self.least}"


def current_scheme() -> RiskScheme:
    """The scheme as it is kept now, in one query. What has no row is as usual."""
    return scheme_of(together(scheme_rows()))


def scheme_rows() -> dict[str, models.QuerySet]:
    """What a scheme is made of, for a query that is made anyway; ``scheme_of`` reads it."""
    return {"words": RiskWord.objects.all(), "levels": RiskLevel.objects.all()}


def scheme_of(rows: Mapping[str, Sequence[models.Model]]) -> RiskScheme:
    """The scheme that these rows make."""
    words = {(row.axis, row.number): row.word for row in rows["words"]}
    return RiskScheme(
        likelihoods=_words(words, RiskAxis.LIKELIHOOD, DEFAULT_SCHEME.likelihoods),
        impacts=_words(words, RiskAxis.IMPACT, DEFAULT_SCHEME.impacts),
        levels=_levels(rows["levels"]),
    )


def save_scheme(scheme: RiskScheme, instead_of: RiskScheme) -> bool:
    """Keep a scheme in place of another; false, with nothing saved, where that one is kept no more.

    So nobody overwrites what somebody else saved a moment before.
    """
    try:
        with transaction.atomic():
            if current_scheme() != instead_of:
                return False
            _replace_scheme(scheme)
    except IntegrityError:  # on PostgreSQL: it was saved while this was being saved
        return False
    return True


def _replace_scheme(scheme):
    RiskWord.objects.all().delete()
    RiskLevel.objects.all().delete()
    axes = ((RiskAxis.LIKELIHOOD, scheme.likelihoods), (RiskAxis.IMPACT, scheme.impacts))
    RiskWord.objects.bulk_create(
        RiskWord(axis=axis, number=number, word=word)
        for axis, words in axes
        for number, word in enumerate(words, 1)
    )
    RiskLevel.objects.bulk_create(
        RiskLevel(name=level.name, least=level.least, weight=level.weight)
        for level in scheme.levels
    )


def current_levels() -> tuple[Level, ...]:
    """The levels as they are kept now, the lowest first, in one query."""
    return _levels(RiskLevel.objects.all())


def _levels(rows):
    levels = tuple(Level(row.name, row.least, RiskWeight(row.weight)) for row in rows)
    return levels or DEFAULT_SCHEME.levels


def levels_column() -> models.Subquery:
    """The levels as a column of a query that is made anyway; ``levels_of`` reads it."""
    line = Concat(
        Cast("least", models.TextField()),
        models.Value(" "),
        "weight",
        models.Value(" "),
        "name",
        output_field=models.TextField(),
    )
    lines = RiskLevel.objects.order_by().annotate(lines=Lines(line, models.Value("\n")))
    return models.Subquery(lines.values("lines"))


def levels_of(column: str | None) -> tuple[Level, ...]:
    """What ``levels_column`` gave, the lowest level first; the usual ones where it is empty."""
    rows = [line.split(" ", 2) for line in (column or "").split("\n") if line]
    levels = [Level(name, int(least), RiskWeight(weight)) for least, weight, name in rows]
    return tuple(sorted(levels, key=lambda level: level.least)) or DEFAULT_SCHEME.levels


def _words(held, axis, usual):
    return tuple(held.get((axis, number), word) for number, word in enumerate(usual, 1))
