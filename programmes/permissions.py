"""Who may do what with a programme and its reports: decided where the row is fetched.

An outsider gets a 404, so that nothing is learnt; somebody with the wrong role gets a 403
that says why.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, ReportState, Role
from programmes.models import Membership, Programme, Report

CLOSED = "This report is {state}, so it can no longer be changed."

_WRITERS = {Role.LEAD, Role.CHAIR}
_ALLOWED = {
    "write": _WRITERS,
    "judge": {Role.CHAIR},
    "submit": {Role.CHAIR},
    "return": {EXECUTIVE_GROUP},
    "reopen": {PERFORMANCE_GROUP},
}
_OF_SUBMITTED = {"return", "reopen"}
_REFUSED = {
    "write": "Only the delivery lead and the chair of this programme can write in its report.",
    "judge": "Only the chair of this programme can set its status.",
    "submit": "Only the chair of this programme can submit its report.",
    "return": "Only the trust executive can return a report.",
    "reopen": "Only the performance team can open a submitted report again.",
}


def group_names(user) -> frozenset[str]:
    """The names of somebody's groups, asked for once a request."""
    if not hasattr(user, "_group_names"):
        user._group_names = frozenset(user.groups.values_list("name", flat=True))
    return user._group_names


def is_executive(user) -> bool:
    """Whether somebody is on the trust executive."""
    return EXECUTIVE_GROUP in group_names(user)


def is_performance(user) -> bool:
    """Whether somebody is in the performance team. A superuser counts as one."""
    return user.is_superuser or PERFORMANCE_GROUP in group_names(user)


def may_review(user) -> bool:
    """Whether somebody may see all programmes side by side."""
    return is_executive(user) or is_performance(user)


def memberships_of(user) -> list[Membership]:
    """Somebody's roles, each with its programme, asked for once a request."""
    if not hasattr(user, "_own_memberships"):
        user._own_memberships = list(
            user.memberships.select_related("programme").order_by("programme__number", "role")
        )
    return user._own_memberships


def roles_in(user, programme: Programme) -> set[str]:
    """What somebody does for one programme."""
    return {m.role for m in memberships_of(user) if m.programme_id == programme.pk}


def may_write(user, programme: Programme) -> bool:
    """Whether somebody may write in the programme's open reports."""
    return bool(roles_in(user, programme) & _WRITERS)


def is_chair(user, programme: Programme) -> bool:
    """Whether somebody sets the status of the programme and submits its reports."""
    return Role.CHAIR in roles_in(user, programme)


def programme_or_404(user, code: str) -> Programme:
    """A programme that somebody may see. Raises ``Http404`` for anyone else."""
    visible = Programme.objects.visible_to(user).select_related("area")
    return get_object_or_404(visible, code=code)


def report_for(user, code: str, period_end: date, *, to: str, even_closed: bool = False) -> Report:
    """The newest version of a programme's report, for somebody who wants ``to`` do that.

    ``to`` is “read” or a key of ``_ALLOWED``. Raises ``Http404`` where there is no such report
    or the programme is not theirs, and ``PermissionDenied`` for the wrong role or, unless
    ``even_closed``, a report whose state does not allow it.
    """
    programme = programme_or_404(user, code)
    report = programme.reports.filter(period_end=period_end).order_by("-version").first()
    if report is None:
        raise Http404("There is no report for that period.")
    report.programme = programme
    if to != "read":
        _refuse_unless_allowed(user, report, to)
        if not even_closed:
            _refuse_unless_possible(report, to)
    return report


def may(user, report: Report, *, to: str) -> bool:
    """Whether somebody may do that with a report they can see, as it stands now."""
    return bool(_roles(user, report.programme) & _ALLOWED[to]) and _is_possible(report, to)


def _refuse_unless_allowed(user, report, to):
    if not _roles(user, report.programme) & _ALLOWED[to]:
        raise PermissionDenied(_REFUSED[to])


def _roles(user, programme):
    """Somebody's roles in the programme, and the groups that act on every programme."""
    groups = {EXECUTIVE_GROUP} & group_names(user)
    return (
        roles_in(user, programme)
        | groups
        | ({PERFORMANCE_GROUP} if is_performance(user) else set())
    )


def _refuse_unless_possible(report, to):
    if _is_possible(report, to):
        return
    if to in _OF_SUBMITTED:
        raise PermissionDenied("This can only be done to a report that is submitted.")
    raise PermissionDenied(CLOSED.format(state=report.get_state_display().lower()))


def _is_possible(report, to):
    return report.state == ReportState.SUBMITTED if to in _OF_SUBMITTED else report.is_open
