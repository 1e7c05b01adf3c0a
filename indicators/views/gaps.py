"""What has not come, and targets that do not fit: what no stored value shows."""

from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from indicators import selectors
from indicators.councils import councils
from indicators.gaps import gaps_in
from indicators.models import Indicator
from indicators.models.council import council_for
from indicators.quality_tables import GapTable
from indicators.views.permissions import refuse_without

PER_PAGE = 25


@require_safe
def gaps_page(request):
    """The gaps of the council with the most figures, as known for its last day."""
    refuse_without(request.user, "indicators.view_pull", "see what is wrong with figures")
    area = councils().first()
    tolerance = council_for(request.user).amber_tolerance
    gaps = _gaps(area, tolerance) if area else []
    table = GapTable(gaps)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "indicators/gaps.html", {"area": area, "gaps": gaps, "table": table})


def _gaps(area, tolerance):
    indicators = Indicator.objects.all()
    rows = selectors.assess(indicators, area, area.as_at, tolerance, details=False)
    return gaps_in(rows, area.as_at)
