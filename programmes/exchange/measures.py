"""Loading what is measured: indicators with their places, targets, and observations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from django.utils import timezone
from django.utils.formats import date_format

from indicators import target_changes
from indicators.categories import HEADLINE, ensure_categories, same_name
from indicators.choices import AreaKind, TargetKind
from indicators.models import Area, Category, DefinitionChange, Indicator, Target
from indicators.pulls import record_by_hand
from indicators.sources.problems import Problem, unknown_code
from indicators.sources.rows import ObservationRow
from programmes.exchange.saving import Change, Counts, Saver
from programmes.exchange.typed import Row
from programmes.exchange.value_changes import value_changes
from programmes.models import Priority, Programme, ProgrammeIndicator

# Indicators by code, priorities by number; None for one whose own row was refused, so that
# the rows which name it are not called wrong as well.
Indicators = Mapping[str, Indicator | None]
Priorities = Mapping[int, Priority | None]

INFORMATION_ONLY = "for information only"

_VINTAGE = re.compile(
    r"(?P<origin>.+?),? (?:at )?(?P<vintage>\d{4}/\d{2}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
_AREA_KINDS = {
    "england": AreaKind.NATION,
    "statistical neighbours": AreaKind.NEIGHBOURS,
}


def keep_indicators(
    rows: Sequence[Row], saver: Saver, programme: Programme | None, priorities: Priorities
) -> Indicators:
    """Save the indicators and their places in the programme, in the order of the file."""
    indicators: dict[str, Indicator | None] = Indicator.objects.in_bulk(field_name="code")
    placements = {
        placement.indicator_id: placement
        for placement in ProgrammeIndicator.objects.select_related("priority").filter(
            priority__programme=programme
        )
    }
    headlines: dict[int, list[str]] = {}
    for position, row in enumerate(rows, start=1):
        if not saver.accept("indicators", row, "code"):
            indicators.setdefault(row.get("code"), None)
            continue
        found = indicators.get(row["code"]) or Indicator(code=row["code"])
        kept = indicators[row["code"]] = _keep_indicator(row, saver, found)
        if kept:
            headlines[kept.pk] = [HEADLINE]
        if row["priority"] not in priorities:
            message = "There is no priority of this number. Add it to the priorities, or mend it."
            saver.refuse(row, "priority", message)
        elif kept and (priority := priorities[row["priority"]]):
            placement = placements.get(kept.pk) or ProgrammeIndicator(indicator=kept)
            saver.keep("placements", row, placement, priority=priority, position=position)
    ensure_categories(headlines)
    return indicators


def keep_definition_changes(rows: Sequence[Row], saver: Saver, indicators: Indicators) -> None:
    """Save the days from which indicators have a new definition."""
    table = "definition_changes"
    right = list(_with_indicators(table, rows, saver, indicators, "code", "effective_from"))
    stored = {
        (change.indicator_id, change.effective_from): change
        for change in DefinitionChange.objects.filter(
            indicator__in=[indicator.pk for _, indicator in right]
        )
    }
    for row, indicator in right:
        start = row["effective_from"]
        found = stored.get((indicator.pk, start)) or DefinitionChange(
            indicator=indicator, effective_from=start
        )
        saver.keep(table, row, found, sentence=row["sentence"])


def _with_indicators(
    table: str, rows: Sequence[Row], saver: Saver, indicators: Indicators, *key: str
) -> Iterator[tuple[Row, Indicator]]:
    """The rows that are right by themselves, each with the indicator it names."""
    for row in rows:
        if not saver.accept(table, row, *key):
            continue
        if row["code"] not in indicators:
            saver.refuse(row, "code", unknown_code(row["code"], indicators))
        elif indicators[row["code"]]:
            yield row, indicators[row["code"]]


def keep_targets(
    rows: Sequence[Row], saver: Saver, indicators: Indicators
) -> list[target_changes.Change]:
    """Save the targets, and the categories they are for. Returns what became of each.

    A change of what is or was in force needs a reason of its own, as it does in the admin.
    """
    key = ("code", "category", "effective_from")
    right = list(_with_indicators("targets", rows, saver, indicators, *key))
    names: dict[int, list[str]] = {}
    for row, indicator in right:
        names.setdefault(indicator.pk, []).append(row["category"])
    keys = ensure_categories(names)
    categories = Category.objects.in_bulk(keys.values())
    stored = {
        (target.category_id, target.effective_from): target
        for target in Target.objects.filter(category__in=categories)
    }
    today, changes = timezone.localdate(), []
    for row, indicator in right:
        category = categories[keys[indicator.pk, same_name(row["category"])]]
        found = stored.get((category.pk, row["effective_from"])) or Target(
            effective_from=row["effective_from"]
        )
        found.indicator, found.category = indicator, category
        before = None if found.pk is None else copy(found)
        if kept := saver.keep("targets", row, found, **_target_values(row)):
            changes.append(change := target_changes.Change(before, kept))
            if target_changes.is_in_year(change, today) and row["note"] in ("", before.reason):
                saver.refuse(row, "note", _say_why(before))
    return changes


def _say_why(target: Target) -> str:
    since = date_format(target.effective_from)
    return (
        f"This target has been in force since {since}. Say here why it changes. To set another "
        "from some day on, end this one and add the next."
    )


def keep_observations(
    rows: Sequence[ObservationRow | list[Problem]],
    saver: Saver,
    indicators: Indicators,
    origin: str,
    by,
) -> None:
    """Hand the observations to the one writer of values; areas they name are made first."""
    right = []
    for row in rows:
        if isinstance(row, list):
            saver.problems += row
        elif indicators.get(row.code, row) is not None:
            right.append(row)
    known = {
        same_name(name)
        for pair in Area.objects.values_list("name", "code")
        for name in pair
        if name
    }
    for name in dict.fromkeys(row.area for row in right):
        if same_name(name) not in known:
            known.add(same_name(name))
            kind = _AREA_KINDS.get(same_name(name), AreaKind.REGION)
            Area.objects.create(name=name, kind=kind)
            saver.counts.setdefault("areas", Counts()).new += 1
            saver.changes.append(Change("areas", f"{name}, {kind.label.lower()}"))
    recorded = record_by_hand(right, origin, by)
    saver.problems += recorded.problems
    saver.counts["observations"] = Counts(recorded.new, recorded.revised, recorded.unchanged)
    saver.changes += value_changes(recorded.pull)


def _keep_indicator(row: Row, saver: Saver, found: Indicator) -> Indicator | None:
    remarks = [remark.strip() for remark in row["note"].split(";")]
    rest = [remark for remark in remarks if remark.casefold().rstrip(".") != INFORMATION_ONLY]
    fields = ("name", "unit", "decimals", "polarity", "frequency", "basis")
    return saver.keep(
        "indicators",
        row,
        found,
        **{name: row[name] for name in fields},
        information_only=len(rest) < len(remarks),
        definition=found.definition or "; ".join(rest),
    )


def _target_values(row: Row) -> dict:
    """The fields of a target. What the file has no column for keeps what is stored."""
    origin, vintage = row["origin"], row.get("vintage") or ""
    if not vintage and (parts := _VINTAGE.fullmatch(origin)):
        origin, vintage = parts["origin"], parts["vintage"]
    is_range = row.get("lower") is not None or row.get("upper") is not None
    values = {
        "kind": row.get("kind") or (TargetKind.RANGE if is_range else TargetKind.SINGLE),
        "value": row["value"],
        "lower": row.get("lower"),
        "upper": row.get("upper"),
        "origin": origin,
        "vintage": vintage,
        "effective_to": row["effective_to"],
        "reason": row["note"],
    }
    if "amber_tolerance" in row.values:
        values["amber_tolerance"] = row["amber_tolerance"]
    if row.get("tolerance_kind"):
        values["tolerance_kind"] = row["tolerance_kind"]
    if "indicative" in row.values:
        values["indicative"] = row["indicative"] or False
    return values
