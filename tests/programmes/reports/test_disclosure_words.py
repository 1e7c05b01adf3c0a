"""The sentences of a copy: none quotes a figure that was left out, and nobody's own are altered."""

from dataclasses import dataclass, fields, replace

from indicators.disclosure import PUBLIC
from programmes.reports.disclosure import CHECKS_LEFT_OUT, WORKINGS_LEFT_OUT, copy_for
from programmes.reports.schema import CategoryRow, Explanation, IndicatorRow, Snapshot
from tests.disclosed import NO_ARROW, by_age, copied, figure, row, snapshot_with
from tests.snapshots import sample_snapshot


def test_an_arrow_against_a_value_that_is_not_in_the_report_is_left_out():
    indicator = row(figure(30, 378), figure(40, 384))
    a_year_ago = replace(indicator.direction, reason="up from 0.5% (2 of 384)")

    shown = copied(replace(indicator, direction=a_year_ago, change=a_year_ago.reason))

    assert "2 of 384" not in str(shown)
    assert shown.direction.reason == "measured against a figure that is not in this copy"


def test_checks_are_left_out_beside_a_hidden_value_because_they_quote_it():
    said = "The figure for January was supplied as 0.6%, but its counts (2 of 378) give 0.5%."

    assert copied(row(figure(2, 378), None, warnings=(said,))).warnings == (CHECKS_LEFT_OUT,)
    assert copied(row(figure(29, 378), None, warnings=(said,))).warnings == (said,)


def test_a_note_keeps_what_people_wrote_and_loses_what_was_worked_out():
    written = replace(figure(None, None, value=23), note="Six of these are siblings.")
    indicator = row(
        written,
        figure(None, None, value=20),
        unit="count",
        basis="year_to_date",
        note="Six of these are siblings. A year-to-date total only grows. January alone: 3.",
    )

    assert copied(indicator).note == "Six of these are siblings."


EXPLANATION = (
    Explanation("value", "The value", "2 ÷ 378 = 0.529…%, shown as 0.5%."),
    Explanation("definition", "What it counts", "Plans open for two years."),
    Explanation("rating", "Why Green", "Meets the target."),
    Explanation("target", "The target", "At most 2.5%."),
    Explanation("direction", "Why the arrow is level", "The number is level with 0.5% (2 of 384)."),
    Explanation("source", "Where it came from", "Warehouse, pull 12.", 12),
)


def test_the_workings_of_a_hidden_figure_are_left_out():
    indicator = row(figure(2, 378), None, explanation=EXPLANATION)

    shown = copied(indicator).explanation

    assert [line.key for line in shown] == ["value", "definition", "target", "source"]
    assert shown[0].answer == WORKINGS_LEFT_OUT


def test_the_workings_of_a_figure_that_is_shown_stay_beside_a_hidden_category():
    shown = copied(by_age(explanation=EXPLANATION))

    assert shown.categories[0].current.label == "c"
    assert shown.explanation == EXPLANATION


def test_a_hidden_category_loses_its_own_workings():
    band = CategoryRow("17", None, figure(3, 5), None, NO_ARROW, explanation=EXPLANATION)

    shown = copied(replace(row(figure(124, 277), None), categories=(band,))).categories[0]

    assert shown.explanation[0].answer == WORKINGS_LEFT_OUT


def test_a_verdict_nobody_decided_about_is_left_out_beside_a_hidden_value():
    @dataclass(frozen=True)
    class Judged(IndicatorRow):
        verdict_of_tomorrow: str = ""

    def judged(indicator):
        parts = {f.name: getattr(indicator, f.name) for f in fields(IndicatorRow)}
        return Judged(**parts, verdict_of_tomorrow="2 ÷ 378 = 0.529%")

    assert copied(judged(row(figure(2, 378), None))).verdict_of_tomorrow == ""
    assert copied(judged(row(figure(29, 378), None))).verdict_of_tomorrow != ""


def test_every_part_of_a_snapshot_is_accounted_for():
    """A new part may quote figures: decide what a copy does with it, then name it here."""
    without_figures = {
        "kind", "programme", "period_end", "report_date", "version", "state", "sections",
        "milestones", "risks", "decisions", "key", "warnings", "submitted_on", "schema",
        "audience", "disclosure", "commitments", "outcomes", "exempt",
        "issued_on", "software", "correction", "council",
    }  # fmt: skip

    assert {f.name for f in fields(Snapshot)} == without_figures | {"status", "priorities"}


def test_the_evidence_counts_only_the_ratings_that_are_shown():
    snapshot = snapshot_with(
        row(figure(2, 378), None, rag="red"), row(figure(29, 378), None, rag="green")
    )

    status = copy_for(snapshot, PUBLIC).status

    assert status.evidence == snapshot.status.evidence
    assert status.evidence_reason.startswith("0 of 1 rated indicator is red and 0 amber.")
    assert status.evidence_reason.endswith(
        "The evidence also counts 1 indicator whose rating is not in this copy."
    )


def test_the_evidence_stays_as_it_was_where_no_rating_goes():
    snapshot = snapshot_with(row(figure(29, 378), None, rag="green"))

    assert copy_for(snapshot, PUBLIC).status == snapshot.status


def test_an_evidence_of_hidden_ratings_alone_says_just_that():
    bare = snapshot_with(row(figure(2, 378), None, rag="red"))

    copy = copy_for(replace(bare, milestones=(), risks=()), PUBLIC)

    assert copy.status.evidence_reason == (
        "The evidence also counts 1 indicator whose rating is not in this copy."
    )


def test_what_people_wrote_is_never_altered():
    snapshot = sample_snapshot()

    copy = copy_for(snapshot, PUBLIC)

    assert (copy.sections, copy.milestones, copy.risks, copy.decisions) == (
        snapshot.sections,
        snapshot.milestones,
        snapshot.risks,
        snapshot.decisions,
    )
    assert copy.status.reason == snapshot.status.reason
