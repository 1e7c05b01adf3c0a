"""How far each section of a report is."""

import pytest

from programmes.choices import Section
from programmes.tasklist import TaskState, counted, segments, tasks_of


def state(section=Section.SLIPPAGE, *, holds=0, nil=False, touched=False, stopped=False):
    tasks = tasks_of(
        holds={section: holds},
        nil={section} if nil else (),
        touched={section: "Delivery lead, today"} if touched else {},
        stopped={section} if stopped else (),
        hints={section: "2 lines"},
    )
    return tasks[section].state


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"stopped": True}, TaskState.NOT_STARTED),
        ({"stopped": True, "touched": True}, TaskState.IN_PROGRESS),
        ({"stopped": True, "holds": 2}, TaskState.IN_PROGRESS),
        ({"stopped": True, "nil": True, "holds": 2}, TaskState.IN_PROGRESS),
        ({"holds": 2}, TaskState.COMPLETE),
        ({"nil": True}, TaskState.NIL),
    ],
)
def test_the_state_follows_from_what_is_there(facts, expected):
    assert state(**facts) is expected


def test_promises_that_nobody_touched_are_not_begun():
    assert state(Section.COMMITMENTS, holds=4, stopped=True) is TaskState.NOT_STARTED


def test_the_hint_says_what_it_holds_and_who_touched_it():
    tasks = tasks_of(
        holds={},
        nil=(),
        touched={Section.VOICE: "Chair, Monday"},
        stopped=(),
        hints={Section.VOICE: "1 line"},
    )

    assert tasks[Section.VOICE].hint == "1 line · Chair, Monday"
    assert tasks[Section.RISKS].hint == ""


def test_sections_are_counted_by_how_far_they_are():
    tasks = tasks_of(
        holds={Section.VOICE: 1},
        nil={Section.SLIPPAGE},
        touched={},
        stopped={Section.VOICE, Section.STATUS},
        hints={},
    )

    assert counted(list(tasks.values())) == {"all": 11, "done": 9, "begun": 1, "left": 1}


def test_the_bar_has_a_part_for_each_section_done_ones_first():
    parts = segments({"all": 4, "done": 2, "begun": 1, "left": 1})

    assert [kind for *_, kind in parts] == ["done", "done", "part", "none"]
    assert [left for left, *_ in parts] == ["0.0%", "25.0%", "50.0%", "75.0%"]
    assert {width for _, width, _ in parts} == {"24.4%"}
