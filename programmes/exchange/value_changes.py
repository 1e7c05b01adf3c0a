"""What a load did to values, in words."""

from collections.abc import Iterator

from indicators.models import Observation, Pull, Revision
from indicators.models.observation import Reported
from indicators.periods import day_label
from programmes.exchange.saving import Change, Edit, in_words

SHOWN = 50  # new values, and as many that are changed; counts tell of the others


def value_changes(pull: Pull | None) -> Iterator[Change]:
    """The first values that a pull changed, from what to what, and the first that are new."""
    if pull is None:
        return
    beside = ("indicator", "area", "category")
    revised = Revision.objects.filter(replaced_by=pull).order_by("pk")
    for old in revised.select_related(*(f"observation__{name}" for name in beside))[:SHOWN]:
        yield Change("observations", _what(old.observation), tuple(_edits(old, old.observation)))
    new = Observation.objects.filter(pull=pull, revision=1).order_by("pk")
    for row in new.select_related(*beside)[:SHOWN]:
        yield Change("observations", f"{_what(row)}: {_amount(row)}")


def _what(row: Observation) -> str:
    days = [row.period_start, row.period_end]
    period = " to ".join(day_label(day, short=True) for day in dict.fromkeys(days))
    parts = (row.indicator.code, row.category.name, row.area.name, period)
    return ", ".join(filter(None, parts))


def _amount(row: Reported) -> str:
    return row.get_symbol_display() if row.value is None else f"{row.value:.{row.places}f}"


def _edits(old: Reported, new: Reported) -> Iterator[Edit]:
    if _amount(old) != _amount(new):
        yield Edit("value", _amount(old), _amount(new))
    for name in ("numerator", "denominator", "status", "not_comparable", "note", "as_at"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Edit(name.replace("_", " "), in_words(before), in_words(after))
