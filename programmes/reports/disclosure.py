"""A copy of a report for an audience, without the small numbers that it may not see.

The snapshot that is given is never changed. A figure that is left out keeps its place, its
period and its status, and loses its rating and its arrow, which would narrow it down. Sentences
that quote figures are written again from what is still shown, or left out, the comment beside
such a figure too. Sections that are exempt are not in a copy for the public. What people wrote
elsewhere stays as it is but for the figures it quotes by their code, and ``small_numbers``
lists what is to be looked at there.
"""

from dataclasses import MISSING, dataclass, fields, replace

from indicators.assessment import change_words
from indicators.choices import Meaning, Movement, Rag, Unit
from indicators.disclosure import LABEL, REASON, Profile, profile_sentences, round_to
from indicators.labels import counts_label, value_label
from programmes.reports.exempt import without_exempt
from programmes.reports.plain import tested
from programmes.reports.requoting import requoted
from programmes.reports.schema import (
    INTERNAL,
    BenchmarkValue,
    CategoryRow,
    DirectionOfTravel,
    Explanation,
    IndicatorRow,
    Snapshot,
    Status,
    ValueFacts,
)
from programmes.reports.suppression import hidden_points, hidden_values
from programmes.status import evidence

CHECKS_LEFT_OUT = "What was checked here quotes figures that are not in this copy."
COMMENT_LEFT_OUT = "What was said here may quote figures that are not in this copy."
WORKINGS_LEFT_OUT = "How it was worked out quotes figures that are not in this copy."

# A field that is not named here may quote a figure, so it is left out beside a changed one.
_VALUE_FIELDS = {
    "value", "numerator", "denominator", "start", "end", "period", "period_short", "label",
    "status", "stale", "counts", "note", "source", "pull", "revision", "taken", "pulled",
}  # fmt: skip
_BENCHMARK_FIELDS = {"area", "value", "period", "label"}
_CATEGORY_FIELDS = {
    "name", "target", "current", "previous", "direction", "explanation", "within",
}  # fmt: skip
_INDICATOR_FIELDS = {
    "code", "name", "unit", "polarity", "frequency", "basis", "target", "current", "previous",
    "benchmarks", "categories", "rag", "rag_reason", "direction", "warnings", "information_only",
    "expected_period", "change", "note", "series", "explanation",
}  # fmt: skip
_QUOTE_NOTHING = ("definition", "target", "source")  # keys of explanations


def copy_for(snapshot: Snapshot, profile: Profile) -> Snapshot:
    """The snapshot as an audience may see it; for the council itself the very same one.

    Raises ``ValueError`` for a copy that was made for another audience.
    """
    if snapshot.audience == profile.audience:
        return snapshot
    if snapshot.audience != INTERNAL:
        raise ValueError(
            f"This is a copy for another audience ({snapshot.audience}). "
            "Make the copy from the report itself."
        )
    copy = replace(
        snapshot,
        priorities=tuple(
            replace(
                priority, indicators=tuple(_indicator(row, profile) for row in priority.indicators)
            )
            for priority in snapshot.priorities
        ),
        audience=profile.audience,
        disclosure=profile_sentences(profile),
    )
    return without_exempt(requoted(replace(copy, status=_status(snapshot, copy)), snapshot))


@dataclass(frozen=True)
class _Change:
    """A current and a previous value before and after."""

    before: tuple[ValueFacts | None, ValueFacts | None]
    after: tuple[ValueFacts | None, ValueFacts | None]

    @property
    def made(self) -> bool:
        """Whether anything is different."""
        return self.before != self.after

    @property
    def lost(self) -> tuple[bool, bool]:
        """Whether each value is no longer shown."""
        pairs = zip(self.before, self.after, strict=True)
        return tuple(_held(before) and not _held(after) for before, after in pairs)


def _held(facts):
    return facts is not None and facts.value is not None


def _indicator(row: IndicatorRow, profile: Profile) -> IndicatorRow:
    hidden = hidden_values(row, profile)
    headline = _change_of(row, row.unit, profile, hidden.headline)
    current, previous = headline.after
    direction = _direction(row.direction, headline)
    copy = replace(
        row,
        current=current,
        previous=previous,
        benchmarks=tuple(_benchmark(value, row.unit, profile) for value in row.benchmarks),
        categories=tuple(
            _category(band, row.unit, profile, flags)
            for band, flags in zip(row.categories, hidden.categories, strict=True)
        ),
        direction=direction,
        change=direction.reason,
        series=_series(row, profile, any(headline.lost)),
        explanation=_explanation(row, changed=headline.made or direction != row.direction),
    )
    if headline.lost[0]:
        copy = replace(copy, rag=Rag.NOT_RATED.value, rag_reason=REASON)
    if headline.made or (copy.categories, copy.series) != (row.categories, row.series):
        copy = _without_quotations(copy, row)
    return copy


def _without_quotations(copy, row):
    """Without the sentences and verdicts that were worked out from all figures of the row."""
    written = [facts.note for facts in (row.current, row.target) if facts]
    return replace(
        _only(copy, _INDICATOR_FIELDS),
        benchmarks=tuple(_only(value, _BENCHMARK_FIELDS) for value in copy.benchmarks),
        note=" ".join(note for note in written if note and note in row.note),
        warnings=(CHECKS_LEFT_OUT,) if row.warnings else (),
        comment=COMMENT_LEFT_OUT if row.comment else "",
    )


def _only(instance, names: set[str]):
    """The same with every field but these at its default."""
    others = [field for field in fields(instance) if field.name not in names]
    return replace(instance, **{field.name: _default(field) for field in others})


def _default(field):
    return field.default if field.default_factory is MISSING else field.default_factory()


def _category(band: CategoryRow, unit: str, profile: Profile, hidden) -> CategoryRow:
    change = _change_of(band, unit, profile, hidden)
    current, previous = change.after
    direction = _direction(band.direction, change)
    copy = replace(
        band,
        current=current,
        previous=previous,
        direction=direction,
        explanation=_explanation(band, changed=change.made or direction != band.direction),
    )
    return _only(copy, _CATEGORY_FIELDS) if change.made else copy


def _explanation(row, *, changed):
    """What is asked and answered of a figure, without the answers that quote one left out."""
    if not changed or not row.explanation:
        return row.explanation
    kept = (line for line in row.explanation if line.key in _QUOTE_NOTHING)
    return (Explanation("value", "The value", WORKINGS_LEFT_OUT), *kept)


def _change_of(row: IndicatorRow | CategoryRow, unit, profile, hidden) -> _Change:
    before = (row.current, row.previous)
    after = (_value(facts, unit, profile, hide) for facts, hide in zip(before, hidden, strict=True))
    return _Change(before, tuple(after))


def _value(facts: ValueFacts | None, unit: str, profile: Profile, hide: bool) -> ValueFacts | None:
    if facts is None:
        return None
    if hide:
        bare = replace(_only(facts, _VALUE_FIELDS), numerator=None, denominator=None, counts="")
        alone = unit != Unit.COUNT and not profile.with_percentage
        return bare if alone else replace(bare, value=None, label=LABEL)
    return _rounded(facts, unit, profile) if profile.round_base else facts


def _rounded(facts, unit, profile):
    """Its counts rounded; a percentage stays as it was worked out from the exact ones."""
    numerator, denominator = (
        None if count is None else round_to(count, profile.round_base)
        for count in (facts.numerator, facts.denominator)
    )
    counts = {
        "numerator": numerator,
        "denominator": denominator,
        "counts": counts_label(numerator, denominator),
    }
    if unit == Unit.COUNT and facts.value is not None:
        value = round_to(facts.value, profile.round_base)
        counts |= {"value": value, "label": value_label(value, unit, 0)}
    return replace(_only(facts, _VALUE_FIELDS), **counts)


def _benchmark(benchmark: BenchmarkValue, unit: str, profile: Profile) -> BenchmarkValue:
    if unit != Unit.COUNT or benchmark.value is None:
        return benchmark
    if profile.small(benchmark.value):
        return replace(_only(benchmark, _BENCHMARK_FIELDS), value=None, label=LABEL)
    base = profile.national_round_base or profile.round_base
    if not base:
        return benchmark
    value = round_to(benchmark.value, base)
    return replace(benchmark, value=value, label=value_label(value, unit, 0))


def _direction(direction: DirectionOfTravel, change: _Change) -> DirectionOfTravel:
    """The same arrow only where both values it stands between are still shown."""
    current_lost, previous_lost = change.lost
    if direction.movement == Movement.NONE:
        return _no_arrow(REASON) if current_lost else direction
    if current_lost or previous_lost:
        return _no_arrow(REASON)
    (current, previous), (_, before) = change.after, change.before
    if direction.reason != change_words(direction.movement, before.label, before.counts):
        return _no_arrow("measured against a figure that is not in this copy")
    if not change.made:
        return direction
    if direction.movement != Movement.SAME and current.label == previous.label:
        return _no_arrow("no difference once rounded")
    signal = direction.signal
    if tested(signal):
        signal = "not tested: the exact counts are not in this copy"
    reason = change_words(direction.movement, previous.label, previous.counts)
    return replace(direction, signal=signal, reason=reason)


def _no_arrow(reason):
    return DirectionOfTravel(
        Movement.NONE.value, Meaning.NOT_KNOWN.value, f"not tested: {reason}", reason
    )


def _series(row, profile, lost):
    """The line of recent values; none where one of its last two is suppressed."""
    if lost:
        return ()
    points = zip(row.series, hidden_points(row, profile), strict=True)
    series = [replace(point, value=None) if hide else point for point, hide in points]
    if row.unit == Unit.COUNT and profile.round_base:
        series = [
            replace(point, value=round_to(point.value, profile.round_base))
            if point.value is not None
            else point
            for point in series
        ]
    return tuple(series)


def _status(snapshot: Snapshot, copy: Snapshot) -> Status:
    """The status as it was judged; its reason counts only the ratings that are shown."""
    ratings = [row.rag for row in copy.indicators]
    withheld = sum(was.rag != rag for was, rag in zip(snapshot.indicators, ratings, strict=True))
    if not withheld:
        return snapshot.status
    shown = evidence(
        ratings,
        [row.rag for row in snapshot.milestones],
        [row.score for row in snapshot.risks],
        snapshot.key.risk_levels,
    )
    known = "" if shown.rag == Rag.NOT_RATED else f"{shown.reason} "
    noun = "indicator whose rating is" if withheld == 1 else "indicators whose ratings are"
    return replace(
        snapshot.status,
        evidence_reason=f"{known}The evidence also counts {withheld} {noun} not in this copy.",
    )
