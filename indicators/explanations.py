"""How a figure, its rating and its arrow came about: a question and an answer each.

The one place that words them, for the indicator's page and for every form of a report. No query
is made here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.utils.timezone import localtime

from indicators.assessed import Assessed, AssessedCategory, measure_of, reading_of
from indicators.choices import (
    Against,
    Frequency,
    Meaning,
    Movement,
    ObservationStatus,
    Polarity,
    Rag,
    Unit,
)
from indicators.labels import gap_label, number_label, places_of, value_label
from indicators.models import Indicator, Observation, Pull
from indicators.periods import day_label, expected_label
from indicators.readings import (
    Measure,
    fails_its_counts,
    judged_value,
    reading_label,
    recounted,
)
from indicators.target_words import (
    in_force_words,
    origin_words,
    target_sentence,
    tolerance_origin,
    tolerance_words,
)

_WORKED_PLACES = 3  # of a value worked out from its counts
_ARROWS = {
    Movement.UP: "Why the arrow points up",
    Movement.DOWN: "Why the arrow points down",
    Movement.SAME: "Why the arrow is level",
    Movement.NONE: "Why there is no arrow",
}
_NOT_RATED = {
    "no value": "There is no value to rate.",
    "no target": "No target was in force.",
    "information only": "It is for information only.",
    "no better direction": "Being above or below the target is neither good nor bad.",
    "read by band": "It is read by band, and no band is named to count up to.",
}


@dataclass(frozen=True)
class Explained:
    """A question and its answer; ``pull`` is the number of the pull that the answer names.

    ``key`` says which question: value, definition, rating, target, direction, signal or source.
    """

    key: str
    question: str
    answer: str
    pull: int | None = None


def explain(
    assessed: Assessed,
    as_at: date,
    default_tolerance: Decimal,
    against: Against = Against.LAST,
) -> tuple[Explained, ...]:
    """Everything about an indicator's figure: value, rating, target, arrow, test and source."""
    indicator = assessed.indicator
    lines = [_value_line(assessed, indicator, as_at)]
    said = [change.sentences for change in indicator.definitions if change.effective_from <= as_at]
    if counted := " ".join(filter(None, [indicator.definition, *reversed(said)])):
        lines.append(Explained("definition", "What it counts", counted))
    lines.append(_rating_line(assessed, default_tolerance))
    lines += _target_lines(assessed, indicator, default_tolerance)
    lines += _travel_lines(assessed, indicator, against)
    return (*lines, *_source_lines(newest_value(assessed), assessed.previous))


def explain_band(
    band: AssessedCategory, indicator: Indicator, as_at: date, default_tolerance: Decimal
) -> tuple[Explained, ...]:
    """The same of one band or breakdown, which has no rating."""
    return (
        _value_line(band, indicator, as_at),
        *_target_lines(band, indicator, default_tolerance),
        *_travel_lines(band, indicator, Against.LAST),
        *_source_lines(band.current, band.previous),
    )


def newest_value(assessed: Assessed) -> Observation | None:
    """The value that is explained; of an indicator read by band, the first band's."""
    values = [assessed.current, *(band.current for band in assessed.categories)]
    return next((value for value in values if value), None)


def _value_line(row, indicator, as_at):
    if getattr(row, "banded", False):
        answer = "It is read by band: each band has a value of its own."
    elif row.current is None:
        expected = expected_label(as_at, Frequency(indicator.frequency))
        answer = f"No value is held for {expected}. An older one is never shown in its place."
    else:
        answer = value_sentence(row.current, measure_of(indicator))
    return Explained("value", "The value", answer)


def value_sentence(observation: Observation, measure: Measure) -> str:
    """“69 ÷ 535 = 12.897…%. Supplied, judged and shown as 12.9%, for 12 months to January 2017.”"""
    reading = reading_of(observation, measure)
    said = f"{_shown_words(observation, reading, measure)}, {reading.period.phrase()}"
    if observation.as_at:
        said += f", taken on {day_label(observation.as_at)}"
    status = ObservationStatus(reading.status)
    return f"{said}." if status == ObservationStatus.FINAL else f"{said}; {status.label.lower()}."


def _shown_words(observation, reading, measure):
    """How a value was arrived at, which number decides and which is shown."""
    shown = reading_label(measure, reading)
    if reading.value is None:
        return f"{shown}: its source gave no number"
    if observation.pk is None:
        return f"{shown}, its bands added up"
    supplied = value_label(reading.value, measure.unit, reading.places)
    counted = recounted(measure.unit, reading) is not None
    division = f"{_division(measure, reading)}. " if counted else ""
    if fails_its_counts(measure.unit, reading):
        return f"{division}Supplied as {supplied}; the counts decide, shown as {shown}"
    if supplied != shown:
        return f"{division}Supplied and judged as {supplied}, shown as {shown}"
    return (
        f"{division}Supplied, judged and shown as {shown}" if counted else f"{shown}, as supplied"
    )


def _division(measure, reading):
    """“69 ÷ 535 = 12.897…%”; the dots stand for the digits left out."""
    counts = " ÷ ".join(
        number_label(count, places_of(count)) for count in (reading.numerator, reading.denominator)
    )
    result = recounted(measure.unit, reading)
    places, dots = places_of(result), ""
    if places > _WORKED_PLACES:
        places, dots = _WORKED_PLACES, "…"
        result = result.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    times = " × 10,000" if measure.unit == Unit.RATE_PER_10000 else ""
    unit = "%" if measure.unit == Unit.PERCENT else ""
    return f"{counts}{times} = {number_label(result, places)}{dots}{unit}"


def _rating_line(assessed, default_tolerance):
    rating, measure = assessed.rating, measure_of(assessed.indicator)
    if rating.rag == Rag.NOT_RATED:
        question = "Why it is not rated"
        sentences = [_NOT_RATED.get(rating.reason, _sentence(rating.reason))]
    else:
        question = f"Why {Rag(rating.rag).label}"
        sentences = [rating.reason, _amber_sentence(assessed, measure, default_tolerance)]
    if assessed.direction.movement == Movement.NONE:  # otherwise the arrow's answer says it
        sentences.append(f"{Polarity(measure.polarity).label}.")
    return Explained("rating", question, " ".join(sentences))


def _amber_sentence(assessed, measure, default_tolerance):
    """How far amber goes and whose tolerance that is."""
    target, rating = assessed.target, assessed.rating
    words, origin = tolerance_words(target, measure, default_tolerance), tolerance_origin(target)
    if "none" in (rating.amber_limit, words):
        return f"The tolerance, {origin}, comes to nothing."
    if rating.rag == Rag.GREEN:
        return f"Amber runs {rating.amber_limit}: {words}, {origin}."
    return f"Amber runs {rating.amber_limit}; that tolerance is {origin}."


def _target_lines(row, indicator, default_tolerance):
    if row.target:
        answer = target_sentence(row.target, measure_of(indicator), default_tolerance)
        return [Explained("target", "The target", answer)]
    targets = (band.target for band in getattr(row, "categories", ()) if band.target)
    target = next(targets, None)
    if target is None:
        return []
    answer = f"By band: {origin_words(target)}. In force {in_force_words(target)}."
    return [Explained("target", "The target", answer)]


def _travel_lines(row, indicator, against):
    """The arrow, with the value it compares with, and the test."""
    travel, measure = row.direction, measure_of(indicator)
    if travel.movement == Movement.NONE:
        answer, test = _no_arrow_sentence(row, measure), "Not tested, for the same reason."
    else:
        change = _change_sentence(row, measure, against)
        answer = f"{change} {_meaning_sentence(row, measure, against)}"
        test = _sentence(travel.signal)
    return [
        Explained("direction", _ARROWS[travel.movement], answer),
        Explained("signal", "More than usual variation?", test),
    ]


def _no_arrow_sentence(row, measure):
    why = _sentence(row.direction.reason)
    if row.previous is None:
        return why
    before = value_sentence(row.previous, measure)
    return f"{why} The value before it: {before[0].lower()}{before[1:]}"


def _change_sentence(row, measure, against):
    """“Down from 13.9% (71 of 510), the last value before it, for 12 months to December 2016.”"""
    change = row.direction.reason
    if against == Against.YEAR:
        change += f", {against.label.lower()}"
    run = f"; the {row.run}" if getattr(row, "run", "") else ""
    if against != Against.LAST:
        return _sentence(f"{change}{run}")
    before = reading_of(row.previous, measure)
    said = _sentence(f"{change}, the last value before it, {before.period.phrase()}{run}")
    if not fails_its_counts(measure.unit, before):
        return said
    supplied = value_label(before.value, measure.unit, before.places)
    return f"{said} Its source said {supplied}; the counts decide."


def _meaning_sentence(row, measure, against):
    meaning, way = row.direction.meaning, Polarity(measure.polarity).label
    word = Meaning(meaning).label.lower()
    if meaning == Meaning.NOT_JUDGED:
        return f"For information only: {word}."
    if meaning == Meaning.NO_CHANGE:
        return f"{_level_words(row, measure, against)}: {word}. {way}."
    if measure.polarity == Polarity.NEITHER and meaning in (Meaning.IMPROVING, Meaning.WORSENING):
        side = "nearer to" if meaning == Meaning.IMPROVING else "further from"
        return f"That is {side} the target: {word}."
    return f"{way}: {word}."


def _level_words(row, measure, against):
    if against != Against.LAST:
        return "The two differ by too little to show"
    readings = (reading_of(held, measure) for held in (row.current, row.previous))
    current, previous = (judged_value(measure.unit, reading) for reading in readings)
    if current == previous:
        return "The two are equal"
    if abs(current - previous) <= measure.level_within:
        within = gap_label(measure.level_within, measure.unit)
        return f"They differ by no more than {within}, which counts as level here"
    return "They differ by less than is shown"


def _source_lines(current, previous):
    observation = current or previous
    if observation is None:
        return []
    whose = "" if current else "The value before it: "
    words = f"{whose}{source_name(observation.pull)}, {pull_words(observation)}."
    return [Explained("source", "Where it came from", words, observation.pull.pk)]


def source_name(pull: Pull) -> str:
    """The source's name, or the file or folder that was loaded by hand."""
    if pull.source:
        return pull.source.name
    return f"{pull.origin}, loaded by hand" if pull.origin else "Loaded by hand"


def pulled_on(pull: Pull) -> date:
    """The day a pull ended, or was asked for while it has not."""
    return localtime(pull.finished_at or pull.requested_at).date()


def pull_words(observation: Observation) -> str:
    """“pull 12 on 8 February 2017, revision 2”; revision 1 is the value as first given."""
    pull = observation.pull
    on = day_label(pulled_on(pull))
    first = observation.revision == 1
    version = "as first given" if first else f"revision {observation.revision}"
    return f"pull {pull.pk} on {on}, {version}"


def _sentence(text):
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""
