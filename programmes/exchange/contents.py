"""What a programme holds, as rows of the exchange format: loading them changes nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from indicators.choices import ObservationStatus, Symbol
from indicators.models import DefinitionChange, Observation, Target
from indicators.sources.rows import SIGNS
from programmes.exchange.measures import INFORMATION_ONLY
from programmes.models import Programme, ProgrammeIndicator

Cell = str | int | Decimal | date | None
Rows = list[dict[str, Cell]]

_SIGN_OF = {symbol: sign for sign, symbol in reversed(SIGNS.items())}


def contents_of(programme: Programme) -> dict[str, Rows]:
    """The rows of each sheet by its name, each cell by its column."""
    placements = list(
        ProgrammeIndicator.objects.filter(priority__programme=programme)
        .select_related("indicator", "priority")
        .order_by("position", "priority__number", "pk")
    )
    measured = [placement.indicator_id for placement in placements]
    return {
        "programme": [_programme(programme)],
        "priorities": list(programme.priorities.values("number", "title")),
        "indicators": [_indicator(placement) for placement in placements],
        "definition_changes": [
            {
                "code": row.indicator.code,
                "effective_from": row.effective_from,
                "sentence": row.sentence,
            }
            for row in _changes(measured)
        ],
        "targets": [_target(row) for row in _of(Target, measured)],
        "observations": [
            _observation(row) for row in _of(Observation, measured).select_related("area")
        ],
        "milestones": _renamed(programme.milestones.order_by("position", "pk"), _MILESTONE),
        "risks": _renamed(programme.risks.order_by("position", "pk"), _RISK),
    }


_MILESTONE = {
    "title": "title",
    "planned_on": "baseline_on",
    "forecast_on": "forecast_on",
    "completed_on": "completed_on",
    "progress": "progress",
}
_RISK = {name: name for name in ("title", "likelihood", "impact", "owner", "mitigation")}


def _of(model, indicators: Iterable[int]):
    found = model.objects.filter(indicator__in=indicators)
    order = ["indicator__code", "category__position"]
    order += ["effective_from"] if model is Target else ["area__name", "period_end", "period_start"]
    return found.select_related("indicator", "category").order_by(*order)


def _changes(indicators: Iterable[int]):
    found = DefinitionChange.objects.filter(indicator__in=indicators).select_related("indicator")
    return found.order_by("indicator__code", "effective_from")


def _programme(programme) -> dict[str, Cell]:
    names = ("code", "number", "title", "delivery_group", "plan", "year")
    return {name: getattr(programme, name) for name in names} | {"area": programme.area.name}


def _indicator(placement) -> dict[str, Cell]:
    indicator = placement.indicator
    names = ("code", "name", "unit", "decimals", "polarity", "frequency", "basis")
    remarks = [indicator.definition] if indicator.definition else []
    if indicator.information_only:
        remarks.append(INFORMATION_ONLY)
    return {name: getattr(indicator, name) for name in names} | {
        "priority": placement.priority.number,
        "note": "; ".join(remarks),
    }


def _target(target) -> dict[str, Cell]:
    names = ("value", "lower", "upper", "amber_tolerance", "tolerance_kind", "kind")
    names += ("effective_from", "effective_to", "origin", "vintage")
    return {name: getattr(target, name) for name in names} | {
        "code": target.indicator.code,
        "category": target.category.name,
        "note": target.reason,
        "indicative": "yes" if target.indicative else "",
    }


def _observation(row) -> dict[str, Cell]:
    flags = [row.status] if row.status != ObservationStatus.FINAL else []
    flags += ["not_comparable"] if row.not_comparable else []
    names = ("period_start", "period_end", "numerator", "denominator", "note", "as_at")
    return {name: getattr(row, name) for name in names} | {
        "code": row.indicator.code,
        "area": row.area.name,
        "category": row.category.name,
        "value": _value(row),
        "flag": " ".join(flags),
    }


def _value(row) -> Cell:
    """The number; as text where a spreadsheet would drop noughts that were supplied."""
    if row.symbol != Symbol.NONE:
        return _SIGN_OF[row.symbol]
    shown = f"{row.value:.{row.places}f}"
    return row.value if f"{row.value.normalize():f}" == shown else shown


def _renamed(found, names: dict[str, str]) -> Rows:
    return [{column: getattr(row, name) for column, name in names.items()} for row in found]
