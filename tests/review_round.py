"""A round of seven programmes, each in another state, as an executive finds it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from programmes.models import Programme
from tests.factories import AreaFactory, DecisionFactory, ProgrammeFactory, ReportFactory
from tests.review_reports import (
    DECEMBER,
    UNUSUAL,
    commitments,
    figure,
    figures,
    hand_in,
    lines,
    risk,
    snapshot,
    status,
)
from tests.round_factories import ReminderFactory
from tests.snapshots import sample_snapshot

TITLES = {
    "1": "Early help for families",
    "2": "Health and emotional well-being",
    "3": "Learning and achievement",
    "4": "Special educational needs",
    "5": "Moving into adulthood",
    "6": "Multi-agency support and social work",
    "7": "Think-family workforce",
}
SLIPPED, DONE = "slipped", "done"


def review_round() -> dict[str, Programme]:
    """The programmes by number, with their reports for December and January."""
    area = AreaFactory(name="Anyshire")
    programmes = {
        number: ProgrammeFactory(number=number, title=title, area=area, code=f"P{number}")
        for number, title in TITLES.items()
    }
    for number, make in _STATES.items():
        make(programmes[number])
    return programmes


def _both(programme, now, before, **columns):
    hand_in(programme, replace(before, period_end=DECEMBER))
    return hand_in(programme, now, **columns)


def _turned_red(programme):
    before = [figure("T-00", "green"), figure("T-01", "green"), *figures(0, 9)[2:]]
    now = [
        figure("T-00", "red", "worsening", UNUSUAL),
        figure("T-01", "red", "worsening"),
        *before[2:],
    ]
    report = _both(
        programme,
        snapshot(
            now,
            status=status("red", "red"),
            commitments=commitments(SLIPPED, SLIPPED, SLIPPED, DONE, DONE),
            risks=(risk(),),
        ),
        snapshot(before, status=status("amber", "amber", stood=5)),
    )
    DecisionFactory(report=report, text="Fund two more caseworkers until July.", asked=2)
    DecisionFactory(report=report, text="Move the review of transport.", position=1)


def _hides_red(programme):
    past = (("amber", "amber"), ("amber", "red"))
    report = _both(
        programme,
        snapshot(
            figures(6, 12),
            status=status("amber", "red", stood=3, past=past, why="There is a plan."),
            commitments=commitments(SLIPPED, SLIPPED, DONE, DONE),
            sections=lines(3, 1),
            risks=(risk((4, 4)),),
            milestones=sample_snapshot().milestones[:4],
        ),
        snapshot(figures(6, 12), status=status("amber", "red", stood=2)),
    )
    DecisionFactory(report=report, text="Put looked-after children first on waiting lists.")


def _stands_still(programme):
    _both(
        programme,
        snapshot(
            figures(1, 7),
            status=status("green", "amber", stood=7),
            sections=lines(5, 5, 5, 5),
            risks=(risk((3, 4), "same"),),
        ),
        snapshot(figures(0, 8), status=status("green", "green", stood=6)),
        submitted_at=datetime(2017, 2, 16, 9, tzinfo=UTC),
    )


def _improves(programme):
    _both(
        programme,
        snapshot(figures(2, 9), status=status("amber", "amber"), risks=(risk((2, 4), "down"),)),
        snapshot(figures(3, 8), status=status("red", "red")),
    )


def _steady(programme):
    calm = snapshot(figures(0, 12), status=status("green", "green", stood=4))
    _both(programme, replace(calm, commitments=commitments(DONE, DONE)), calm)


def _missing(programme):
    hand_in(programme, snapshot(figures(1, 4), DECEMBER, risks=(risk((3, 3), "same"),)))
    report = ReportFactory(programme=programme, due_on=date(2017, 2, 14))
    ReminderFactory.create_batch(1, report=report)


_STATES = {
    "1": _improves,
    "2": _stands_still,
    "3": _steady,
    "4": _turned_red,
    "5": _steady,
    "6": _hides_red,
    "7": _missing,
}
