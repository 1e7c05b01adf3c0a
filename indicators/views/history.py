"""The history of an indicator and its targets, for the performance team."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.histories import history_of_indicators
from indicators.models import Indicator
from indicators.views.permissions import refuse_without

STEPS_A_PAGE = 50


@require_safe
def indicator_history(request, code):
    """Every change of an indicator and its targets, also once they are deleted."""
    refuse_without(request.user, "indicators.view_indicatorhistory", "read the history")
    indicator = Indicator.objects.filter(code=code).first()
    pks = set(Indicator.history.filter(code=code, history_type="-").values_list("id", flat=True))
    pks |= {indicator.pk} if indicator else set()
    if not pks:
        raise Http404("There is no indicator with that code.")
    steps = Paginator(history_of_indicators(pks), STEPS_A_PAGE)
    context = {
        "indicator": indicator,
        "code": code,
        "steps": steps.get_page(request.GET.get("page")),
    }
    return render(request, "indicators/history.html", context)
