"""The history of a programme and its people, for the performance team."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes import permissions
from programmes.models import Programme
from programmes.programme_history import history_of_programmes

STEPS_A_PAGE = 50


@require_safe
def programme_history(request, code):
    """Every change of a programme and of its people, also once they are deleted."""
    if not permissions.is_performance(request.user):
        permissions.programme_or_404(request.user, code)
    permissions.refuse_unless(request.user, to="read history")
    programme = Programme.objects.filter(code=code).first()
    pks = set(Programme.history.filter(code=code, history_type="-").values_list("id", flat=True))
    pks |= {programme.pk} if programme else set()
    if not pks:
        raise Http404("There is no programme with that code.")
    steps = Paginator(history_of_programmes(pks), STEPS_A_PAGE)
    context = {
        "programme": programme,
        "code": code,
        "steps": steps.get_page(request.GET.get("page")),
    }
    return render(request, "programmes/history.html", context)
