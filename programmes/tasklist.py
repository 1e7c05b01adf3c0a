"""The task list of a report: each section, what it holds and how far it is. Plain values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from programmes.choices import Section

GROUPS = (
    (
        "Since the last report",
        (
            Section.COMMITMENTS,
            Section.ACHIEVEMENTS,
            Section.VOICE,
            Section.SLIPPAGE,
            Section.MILESTONES,
            Section.COMMENTS,
        ),
    ),
    (
        "Looking ahead",
        (Section.NEXT_ACTIONS, Section.RISKS, Section.VARIANCES, Section.DECISIONS),
    ),
    ("Judgement", (Section.STATUS,)),
)


_GAP = 0.6  # between two parts of the bar, in hundredths of its width


class TaskState(Enum):
    """How far a section is."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETE = "Complete"
    NIL = "Nil return"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self in (TaskState.COMPLETE, TaskState.NIL)


@dataclass(frozen=True)
class Task:
    """One line of the list."""

    section: Section
    state: TaskState
    hint: str


def task_of(
    section: Section,
    *,
    holds: int,
    nil: bool,
    touched: bool,
    stopped: bool,
    hint: str = "",
) -> Task:
    """How far a section is.

    ``holds``: how many rows it has; ``nil``: somebody stated that it has none; ``touched``:
    somebody changed it in this report; ``stopped``: something in it stops submission.
    """
    if nil and not stopped:
        return Task(section, TaskState.NIL, hint)
    if not stopped:
        return Task(section, TaskState.COMPLETE, hint)
    started = touched or (holds and section != Section.COMMITMENTS)
    return Task(section, TaskState.IN_PROGRESS if started else TaskState.NOT_STARTED, hint)


def counted(tasks: Sequence[Task]) -> dict[str, int]:
    """How many are done, begun and not begun."""
    done = sum(task.state.is_done for task in tasks)
    begun = sum(task.state is TaskState.IN_PROGRESS for task in tasks)
    return {"all": len(tasks), "done": done, "begun": begun, "left": len(tasks) - done - begun}


def filled_of(number: int) -> dict[str, int]:
    """The counts where only that is known: in how many sections something stands."""
    every = sum(len(sections) for _, sections in GROUPS)
    return {"all": every, "done": number, "begun": 0, "left": every - number}


def segments(counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Left edge, width and class of each part of the bar: done, then begun, then not begun."""
    kinds = [*["done"] * counts["done"], *["part"] * counts["begun"], *["none"] * counts["left"]]
    step = 100 / len(kinds)
    width = f"{step - _GAP:.1f}%"
    return [(f"{place * step:.1f}%", width, kind) for place, kind in enumerate(kinds)]


def tasks_of(
    *,
    holds: Mapping[Section, int],
    nil: Collection[Section],
    touched: Mapping[Section, str],
    stopped: Collection[Section],
    hints: Mapping[Section, str],
) -> dict[Section, Task]:
    """Every section. ``touched`` says who touched it last, and when."""
    return {
        section: task_of(
            section,
            holds=holds.get(section, 0),
            nil=section in nil,
            touched=section in touched,
            stopped=section in stopped,
            hint=" · ".join(filter(None, (hints.get(section, ""), touched.get(section, "")))),
        )
        for _, sections in GROUPS
        for section in sections
    }
