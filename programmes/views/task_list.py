"""The task list of an open report: what is done, what is left, what stops submission."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models.closed_day import calendar_for
from indicators.names import name_of
from indicators.templatetags.moments import moment
from programmes import permissions
from programmes.choices import CommitmentOutcome, Section
from programmes.form_pages import CLASH, place_url
from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.issue import problems_of
from programmes.reports.schema import Snapshot
from programmes.round import duty_of
from programmes.tasklist import GROUPS, counted, segments, tasks_of
from programmes.views.form_context import remarks_of


@require_safe
def edit_report(request, code, period_end):
    """Every section with its state; what stops submission, each with a link to its place."""
    report = permissions.report_for(request.user, code, period_end, to="write")
    return render(request, "programmes/task_list.html", task_list_of(request.user, report))


def task_list_of(user, report: Report) -> dict:
    """The context of ``programmes/task_list.html``."""
    snapshot = compose(report, timezone.localdate())
    return {
        "report": report,
        "duty": duty_of(report, timezone.localdate(), calendar_for(user)),
        "clashes": report.waiting_clashes,
        "remarks": remarks_of(report),
        **progress_of(user, report, snapshot),
    }


def progress_of(user, report: Report, snapshot: Snapshot) -> dict:
    """How far each section is, and what stops submission or is worth a look, with its link."""
    problems = problems_of(report, snapshot)
    chair = permissions.is_chair(user, report.programme)
    tasks = tasks_of(
        holds=_holds(report, snapshot),
        nil={nil.section for nil in report.nil_returns.all()},
        touched=_touched(report),
        stopped={problem.section for problem in problems if problem.blocks},
        hints=_hints(report, snapshot),
    )
    counts = counted(list(tasks.values()))
    return {
        "groups": [(title, [tasks[section] for section in sections]) for title, sections in GROUPS],
        "chair": chair,
        "counts": counts,
        "segments": segments(counts),
        "stops": _linked(report, problems, chair, blocks=True),
        "looks": _linked(report, problems, chair, blocks=False),
    }


def _linked(report, problems, chair, *, blocks):
    """Sentence and address of each problem; no address where this person may not mend it."""
    return [
        (problem.sentence, _url(report, problem, chair))
        for problem in problems
        if problem.blocks == blocks
    ]


def _url(report, problem, chair):
    section = Section(problem.section)
    if section == Section.STATUS and not chair and not problem.place.startswith(CLASH):
        return ""
    return place_url(report, section, problem.place)


def _touched(report):
    """Who changed each section last, and when."""
    return {
        change.section: f"{_name(change.by)}, {moment(change.at)}"
        for change in report.latest_changes
        if change.section
    }


def _name(user):
    return name_of(user) if user else "opened with the report"


def _holds(report, snapshot):
    held = {section.key: len(section.entries) for section in snapshot.sections}
    return held | {
        Section.COMMITMENTS: len(report.commitments.all()),
        Section.MILESTONES: len(snapshot.milestones),
        Section.RISKS: len(snapshot.risks),
        Section.DECISIONS: len(report.decisions.all()),
        Section.COMMENTS: len(report.comments.all()),
        Section.STATUS: int(bool(report.rag or report.reason)),
    }


def _hints(report, snapshot):
    holds = _holds(report, snapshot)
    answered = sum(row.outcome != CommitmentOutcome.OPEN for row in report.commitments.all())
    nouns = {
        Section.ACHIEVEMENTS: "line",
        Section.VOICE: "line",
        Section.SLIPPAGE: "line",
        Section.NEXT_ACTIONS: "action",
        Section.VARIANCES: "variance",
        Section.DECISIONS: "decision",
        Section.COMMENTS: "comment",
        Section.MILESTONES: "milestone",
        Section.RISKS: "open risk",
    }
    hints = {section: _counted(holds.get(section, 0), noun) for section, noun in nouns.items()}
    hints[Section.COMMITMENTS] = f"{answered} of {holds[Section.COMMITMENTS]} answered"
    hints[Section.STATUS] = "Only a chair can set it"
    return hints


def _counted(count, noun):
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""
