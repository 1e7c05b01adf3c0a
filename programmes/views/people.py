"""Who leads, who chairs, who is on the executive: seen and changed on one page."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from indicators.keys import key_in
from indicators.names import name_of
from programmes import permissions
from programmes.choices import OPEN_STATES, PERFORMANCE_GROUP, Role
from programmes.forms.people import HandOverForm, RoleForm
from programmes.models import Membership, Report
from programmes.people import (
    GROUPS,
    give_role,
    hand_over,
    held_by,
    leave_group,
    people_by_group,
    people_by_programme,
    people_without_role,
)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request):
    """Every role and who has it; roles are given and taken away here."""
    permissions.refuse_unless(request.user, to="people")
    if request.method != "POST":
        return _page(request, RoleForm())
    if "take" in request.POST:
        _take(request, request.POST["take"])
        return redirect("people")
    if "leave" in request.POST:
        _leave(request)
        return redirect("people")
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    _give(request, **form.cleaned_data)
    return redirect("people")


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_page(request, pk):
    """Who takes over what somebody holds; their account is closed with it."""
    permissions.refuse_unless(request.user, to="people")
    leaver = get_object_or_404(get_user_model(), pk=pk)
    _refuse_own_and_superusers(request.user, leaver)
    held = held_by(leaver)
    form = HandOverForm(request.POST if request.method == "POST" else None, user=leaver, held=held)
    if form.is_valid():
        hand_over(leaver, form.successors(), form.owner())
        messages.success(
            request, f"{name_of(leaver)} can no longer sign in. What they held is handed over."
        )
        return redirect("people")
    context = {"form": form, "leaver": leaver, "name": name_of(leaver), "held": held}
    return render(request, "programmes/hand_over.html", context, status=422 if form.errors else 200)


def _refuse_own_and_superusers(user, leaver):
    if leaver == user:
        raise PermissionDenied("Somebody else in the performance team has to close your account.")
    if leaver.is_superuser and not user.is_superuser:
        raise PermissionDenied("Only a superuser can close the account of a superuser.")


def _page(request, form, status=200):
    context = {
        "form": form,
        "programmes": people_by_programme(),
        "groups": people_by_group(),
        "without": list(people_without_role()),
    }
    return render(request, "programmes/people.html", context, status=status)


def _give(request, person, role, programme):
    words = _in_words(role, programme)
    if give_role(person, role, programme):
        messages.success(request, f"{name_of(person)} is now {words}.")
    else:
        messages.info(request, f"{name_of(person)} was {words} already. Nothing changed.")


def _take(request, key):
    """Take a membership away; say so where that leaves an open report without its people."""
    found = Membership.objects.select_related("programme", "user")
    membership = found.filter(pk=key_in(key)).first()
    if membership is None:
        messages.info(request, "That role was taken away meanwhile. Nothing changed.")
        return
    membership.delete()
    words = _in_words(membership.role, membership.programme)
    messages.success(request, f"{name_of(membership.user)} is no longer {words}.")
    _warn_of_gap(request, membership.programme, membership.role)


def _warn_of_gap(request, programme, role):
    left = programme.memberships.filter(role=role, user__is_active=True).exists()
    waiting = Report.objects.filter(programme=programme, state__in=OPEN_STATES).exists()
    if waiting and not left:
        undone = "submit" if role == Role.CHAIR else "fill in"
        messages.warning(
            request,
            f"{programme} has no {Role(role).label.lower()} now, and a report to {undone}. "
            "Give somebody the role.",
        )


def _leave(request):
    """Take the executive's or the performance team's role from somebody else."""
    group, _, key = request.POST["leave"].rpartition(":")
    if group not in GROUPS:
        return
    user = get_object_or_404(get_user_model(), pk=key_in(key))
    if user == request.user and group == PERFORMANCE_GROUP:
        messages.warning(
            request,
            "Somebody else in the performance team has to take that role from you, "
            "so that one of you is always left.",
        )
    elif leave_group(user, group):
        messages.success(request, f"{name_of(user)} is no longer {_in_words(group)}.")


def _in_words(role, programme=None):
    """What somebody is: “chair of Programme 6”, “on the trust executive”."""
    if programme:
        return f"{Role(role).label.lower()} of {programme}"
    return f"{'in' if role == PERFORMANCE_GROUP else 'on'} the {role.lower()}"
