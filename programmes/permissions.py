"""Who may do what with a programme and its reports: decided where the row is fetched.

An outsider gets a 404, so that nothing is learnt; somebody with the wrong role gets a 403
that says why.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, FilteredRelation, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from indicators.models.closed_day import calendar_column, calendar_in
from indicators.models.council import council_column, council_in
from programmes.actions import OF_REPORTS, OF_THE_SITE
from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from programmes.models import Membership, Programme, Report

CLOSED = "This report is {state}, so it can no longer be changed."


@dataclass(frozen=True)
class Roles:
    """What somebody is here; each membership has its programme."""

    executive: bool = False
    performance: bool = False
    memberships: tuple[Membership, ...] = ()


def user_with_roles(pk: int):
    """Somebody with their ``roles``, or None where there is nobody. One query.

    It brings what every page asks for too: the settings of the ``council``, and its ``calendar``.
    """
    user_model = get_user_model()
    rows = list(
        user_model.objects.filter(pk=pk)
        .annotate(
            on_executive=_is_in(user_model, EXECUTIVE_GROUP),
            in_performance=_is_in(user_model, PERFORMANCE_GROUP),
            membership=FilteredRelation("memberships"),
            council_text=council_column(),
            calendar_text=calendar_column(),
        )
        .select_related("membership__programme")
        .order_by("membership__programme__number", "membership__role")
    )
    if not rows:
        return None
    user = rows[0]  # a row for each membership; without one it has no such attribute
    held = tuple(row.membership for row in rows if hasattr(row, "membership"))
    user.roles = Roles(user.on_executive, user.in_performance, held)
    user.council = council_in(user.council_text)
    user.calendar = calendar_in(user.calendar_text)
    return user


def _is_in(user_model, group):
    members = user_model.groups.through.objects.filter(user=OuterRef("pk"))
    return Exists(members.filter(group__name=group))


def roles_of(user) -> Roles:
    """What somebody is here, asked for once a request: ``sign_in.RolesBackend`` brings it."""
    if not hasattr(user, "roles"):
        user.roles = user_with_roles(user.pk).roles
    return user.roles


def is_executive(user) -> bool:
    """Whether somebody is on the trust executive."""
    return roles_of(user).executive


def is_performance(user) -> bool:
    """Whether somebody is in the performance team. A superuser counts as one."""
    return user.is_superuser or roles_of(user).performance


def may_review(user) -> bool:
    """Whether somebody may see all programmes side by side."""
    return is_executive(user) or is_performance(user)


def roles_in(user, programme: Programme) -> set[str]:
    """What somebody does for one programme."""
    return {row.role for row in roles_of(user).memberships if row.programme_id == programme.pk}


def may_write(user, programme: Programme) -> bool:
    """Whether somebody may write in the programme's open reports."""
    return bool(roles_in(user, programme) & OF_REPORTS["write"].roles)


def is_chair(user, programme: Programme) -> bool:
    """Whether somebody sets the status of the programme and submits its reports."""
    return Role.CHAIR in roles_in(user, programme)


def programmes_of(user) -> QuerySet[Programme]:
    """What somebody may see: all of them for those who review, else their own."""
    programmes = Programme.objects.select_related("area")
    if may_review(user):
        return programmes
    return programmes.filter(pk__in={row.programme_id for row in roles_of(user).memberships})


def programme_or_404(user, code: str) -> Programme:
    """A programme that somebody may see. Raises ``Http404`` for anyone else."""
    return get_object_or_404(programmes_of(user), code=code)


def report_for(
    user,
    code: str,
    period_end: date,
    *,
    to: str,
    even_closed: bool = False,
    version: int | None = None,
) -> Report:
    """A programme's report, for somebody who wants ``to`` do that.

    The newest version, unless another is named. ``to`` is “read” or a key of
    ``actions.OF_REPORTS``. Raises ``Http404`` where there is no such report or the programme is
    not theirs, and ``PermissionDenied`` for the wrong role or, unless ``even_closed``, a report
    whose state does not allow it.
    """
    report = Report.objects.with_earlier(programmes_of(user).filter(code=code), period_end, version)
    if report is None:
        raise Http404("There is no report for that period.")
    if to != "read":
        _refuse_unless_allowed(user, report, to)
        if not even_closed:
            _refuse_unless_possible(report, to)
    return report


def may(user, report: Report, *, to: str) -> bool:
    """Whether somebody may do that with a report they can see, as it stands now."""
    return bool(_roles(user, report.programme) & OF_REPORTS[to].roles) and _is_possible(report, to)


def _refuse_unless_allowed(user, report, to):
    if not _roles(user, report.programme) & OF_REPORTS[to].roles:
        raise PermissionDenied(OF_REPORTS[to].refused)


def _roles(user, programme):
    """Somebody's roles in the programme, and the groups that act on every programme."""
    return roles_in(user, programme) | _groups(user)


def _groups(user):
    groups = {EXECUTIVE_GROUP: is_executive(user), PERFORMANCE_GROUP: is_performance(user)}
    return {name for name, held in groups.items() if held}


def _refuse_unless_possible(report, to):
    if _is_possible(report, to):
        return
    if needed := OF_REPORTS[to].needed:
        raise PermissionDenied(f"This can only be done to a report that is {needed.label.lower()}.")
    raise PermissionDenied(CLOSED.format(state=report.get_state_display().lower()))


def _is_possible(report, to):
    needed = OF_REPORTS[to].needed
    return report.state == needed if needed else report.is_open


def refuse_unless(user, *, to: str) -> None:
    """Raise ``PermissionDenied`` for somebody who may not do that, a key of ``OF_THE_SITE``."""
    if not _groups(user) & OF_THE_SITE[to].roles:
        raise PermissionDenied(OF_THE_SITE[to].refused)


def reports_to_issue(user) -> QuerySet[Report]:
    """The reports that somebody may have issued. Raises ``PermissionDenied`` for most."""
    if not is_executive(user):
        raise PermissionDenied(OF_REPORTS["issue"].refused)
    return Report.objects.filter(programme__in=programmes_of(user)).defer("snapshot")
