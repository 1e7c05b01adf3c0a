"""What can be done, and by which roles: the one list behind the refusals and the page of roles."""

from dataclasses import dataclass

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, ReportState, Role


@dataclass(frozen=True)
class Action:
    """Something that ``roles`` may do: memberships of a programme and groups, by their names.

    ``words`` say it on the page of roles, ``refused`` to whoever may not. ``needed`` is the state
    that a report has to be in; None means open for an action that changes one.
    """

    words: str
    roles: frozenset[str]
    refused: str
    needed: ReportState | None = None


_WRITERS = frozenset({Role.LEAD, Role.CHAIR})
_CHAIR = frozenset({Role.CHAIR})
_EXECUTIVE = frozenset({EXECUTIVE_GROUP})
_PERFORMANCE = frozenset({PERFORMANCE_GROUP})
_BOTH = _EXECUTIVE | _PERFORMANCE

EVERYBODY = _WRITERS | _BOTH
"""Whoever has a role at all: leads and chairs in their own programmes, groups in each."""

OF_REPORTS = {
    "write": Action(
        "Write in an open report, with its milestones and risks",
        _WRITERS,
        "Only the delivery lead and the chair of this programme can write in its report.",
    ),
    "judge": Action(
        "Set the status", _CHAIR, "Only the chair of this programme can set its status."
    ),
    "submit": Action(
        "Submit the report", _CHAIR, "Only the chair of this programme can submit its report."
    ),
    "return": Action(
        "Return a submitted report with comments",
        _EXECUTIVE,
        "Only the trust executive can return a report.",
        ReportState.SUBMITTED,
    ),
    "reopen": Action(
        "Open a submitted report again",
        _PERFORMANCE,
        "Only the performance team can open a submitted report again.",
        ReportState.SUBMITTED,
    ),
    "issue": Action(
        "Issue a submitted report",
        _EXECUTIVE,
        "Only the trust executive can issue reports.",
        ReportState.SUBMITTED,
    ),
    "correct": Action(
        "Correct an issued report by a new version",
        _BOTH,
        "Only the performance team and the trust executive can correct an issued report.",
        ReportState.ISSUED,
    ),
    "share": Action(
        "Mark sections as exempt and make copies for others",
        _BOTH,
        "Only the performance team and the trust executive decide what others see.",
    ),
}
OF_THE_SITE = {
    "review": Action(
        "Review all programmes side by side",
        _BOTH,
        "Only the trust executive and the performance team review reports.",
    ),
    "pack": Action(
        "Make meeting packs",
        _BOTH,
        "Only the trust executive and the performance team make meeting packs.",
    ),
    "see decisions": Action(
        "See all decisions",
        _BOTH,
        "Only the trust executive and the performance team see decisions.",
    ),
    "decide": Action("Record decisions", _EXECUTIVE, "Only the trust executive records decisions."),
    "chase": Action(
        "Chase reports and send reminders",
        _PERFORMANCE,
        "Only the performance team chases reports.",
    ),
    "read history": Action(
        "Read who changed indicators, targets, programmes and roles",
        _PERFORMANCE,
        "Only the performance team can read the history.",
    ),
    "load": Action(
        "Load programmes from workbooks",
        _PERFORMANCE,
        "Only the performance team can load programmes.",
    ),
    "open": Action(
        "Open a report of a chosen period",
        _PERFORMANCE,
        "Only the performance team can open reports.",
    ),
    "people": Action(
        "Give people their roles", _PERFORMANCE, "Only the performance team gives people roles."
    ),
}
