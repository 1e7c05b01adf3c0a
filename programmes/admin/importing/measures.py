"""Imports and exports of what is measured: indicators and their dated targets."""

from collections import defaultdict
from copy import copy

from django.utils import timezone
from django.utils.formats import date_format

from indicators.categories import HEADLINE, ensure_categories
from indicators.choices import TargetKind
from indicators.models import Category, Indicator, Target
from indicators.models.history import because
from indicators.target_changes import Change, is_in_year
from programmes.admin.importing import columns
from programmes.admin.importing.columns import shared
from programmes.admin.importing.fields import CategoryWidget, ColumnField, IndicatorWidget
from programmes.admin.importing.overlaps import overlapping
from programmes.admin.importing.resources import ExchangeResource
from programmes.touched import judged_before, touched_by


def indicators_by_code() -> dict[str, Indicator]:
    """Every indicator."""
    return Indicator.objects.in_bulk(field_name="code")


class IndicatorResource(ExchangeResource):
    """Indicators, found by their code."""

    code = ColumnField("code", shared("indicators", "code"))
    name = ColumnField("name", shared("indicators", "name"))
    definition = ColumnField("definition", columns.DEFINITION)
    unit = ColumnField("unit", shared("indicators", "unit"))
    decimals = ColumnField("decimals", shared("indicators", "decimals"))
    polarity = ColumnField("polarity", shared("indicators", "polarity"))
    frequency = ColumnField("frequency", shared("indicators", "frequency"))
    basis = ColumnField("basis", shared("indicators", "basis"))
    information_only = ColumnField("information_only", columns.INFORMATION_ONLY, keeps=True)
    cumulative_to = ColumnField("cumulative_to", columns.CUMULATIVE_TO)
    tolerance = ColumnField("tolerance", columns.TOLERANCE)
    tolerance_kind = ColumnField("tolerance_kind", columns.TOLERANCE_KIND, keeps=True)
    level_within = ColumnField("level_within", columns.LEVEL_WITHIN)
    owner = ColumnField("owner", columns.OWNER)
    numerator_name = ColumnField("numerator_name", columns.NUMERATOR_NAME)
    denominator_name = ColumnField("denominator_name", columns.DENOMINATOR_NAME)

    blamed = {
        "indicator_tolerance_not_negative": "tolerance",
        "indicator_level_within_not_negative": "level_within",
        "indicator_decimals_at_most_4": "decimals",
    }

    class Meta:
        model = Indicator
        import_id_fields = ["code"]
        fields = [
            "code", "name", "definition", "unit", "decimals", "polarity", "frequency", "basis",
            "information_only", "cumulative_to", "tolerance", "tolerance_kind", "level_within",
            "owner", "numerator_name", "denominator_name",
        ]  # fmt: skip

    def in_order(self, rows):
        """By code."""
        return rows.order_by("code")

    def write(self, user):
        """New indicators get their headline with them."""
        super().write(user)
        ensure_categories({row.pk: [HEADLINE] for row in self.create_instances})


class TargetResource(ExchangeResource):
    """Targets, found by indicator, band and the first day in force."""

    code = ColumnField("indicator", columns.CODE, IndicatorWidget)
    category = ColumnField("category", shared("targets", "category"), CategoryWidget)
    kind = ColumnField("kind", shared("targets", "kind"), keeps=True)
    value = ColumnField("value", shared("targets", "value"))
    lower = ColumnField("lower", shared("targets", "lower"))
    upper = ColumnField("upper", shared("targets", "upper"))
    amber_tolerance = ColumnField("amber_tolerance", shared("targets", "amber_tolerance"))
    tolerance_kind = ColumnField("tolerance_kind", shared("targets", "tolerance_kind"), keeps=True)
    origin = ColumnField("origin", shared("targets", "origin"))
    vintage = ColumnField("vintage", shared("targets", "vintage"))
    indicative = ColumnField("indicative", shared("targets", "indicative"), keeps=True)
    effective_from = ColumnField("effective_from", shared("targets", "effective_from"))
    effective_to = ColumnField("effective_to", shared("targets", "effective_to"))
    note = ColumnField("reason", shared("targets", "note"))

    blamed = {
        "target_ends_after_it_starts": "effective_to",
        "target_value_or_range": "value",
        "target_tolerance_not_negative": "amber_tolerance",
    }

    class Meta:
        model = Target
        import_id_fields = ["code", "category", "effective_from"]
        fields = [
            "code", "category", "kind", "value", "lower", "upper", "amber_tolerance",
            "tolerance_kind", "origin", "vintage", "indicative", "effective_from",
            "effective_to", "note",
        ]  # fmt: skip

    def in_order(self, rows):
        """By indicator and band, the oldest first."""
        rows = rows.select_related("indicator", "category")
        return rows.order_by(
            "indicator__code", "category__position", "category__name", "effective_from"
        )

    def stored(self):
        """The targets of the indicators in the file."""
        return super().stored().filter(indicator__code__in=self.texts("code"))

    def before_import(self, dataset, **kwargs):
        """Read the indicators and their bands."""
        self.today = timezone.localdate()
        self.fields["code"].widget.known = indicators_by_code()
        bands: dict[str, dict[str, Category]] = defaultdict(dict)
        of_file = Category.objects.filter(indicator__code__in=self.texts("code"))
        for band in of_file.select_related("indicator"):
            bands[band.indicator.code][band.name] = band
        self.fields["category"].widget.known = bands

    def after_init_instance(self, instance, new, row, row_number=None, **kwargs):
        """Remember how it stands."""
        super().after_init_instance(instance, new, row, row_number, **kwargs)
        instance.before = None if new else copy(instance)

    def complete(self, instance, row):
        """Where nothing says what kind it is, that follows from what is filled in."""
        if instance.reason and self._is_said(instance):
            because(instance, instance.reason)
        if row.get("kind", "").strip():
            return
        before = "" if instance.pk is None else instance.kind
        if instance.lower is not None or instance.upper is not None:
            instance.kind = TargetKind.RANGE.value
        elif instance.kind == TargetKind.RANGE:
            instance.kind = TargetKind.SINGLE.value
        self.note("kind", before, str(instance.kind))

    def wrong_with(self, instance):
        """A change of what holds already needs a reason of its own."""
        yield from super().wrong_with(instance)
        change = Change(instance.before, instance)
        if is_in_year(change, self.today) and not (instance.reason and self._is_said(instance)):
            since = date_format(instance.before.effective_from)
            yield (
                "reason",
                f"This target has been in force since {since}. Say in the column note why it "
                "changes. To set another from some day on, end this one and start the next.",
            )

    def touched(self):
        """Those that a target judges already."""
        rows = (*self.create_instances, *self.update_instances)
        return judged_before(touched_by(Change(row.before, row) for row in rows))

    def wrong_together(self):
        """Targets of one band that would be in force on one day, told at a row that changes."""
        touched = {id(row) for row in (*self.create_instances, *self.update_instances)}
        for earlier, later in overlapping([*self.loader.by_text.values(), *self.create_instances]):
            row, other = (later, earlier) if id(later) in touched else (earlier, later)
            if id(row) in touched:
                yield row, "effective_from", self._overlap_sentence(other)

    def _is_said(self, target: Target) -> bool:
        """Whether the reason is new: an old one says nothing of this change."""
        return target.before is None or target.before.reason != target.reason

    def _overlap_sentence(self, other: Target) -> str:
        number = getattr(other, "row_number", None)
        where = f" It stands in {self.upload.places[number - 1]}." if number else ""
        return other.overlap_sentence() + where
