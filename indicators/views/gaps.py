"""What has not come, and targets that do not fit: what no stored value shows."""

from decimal import Decimal

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from indicators import selectors
from indicators.councils import councils
from indicators.gaps import gaps_in
from indicators.models import Indicator
from indicators.quality_tables import GapTable
from indicators.views.permissions import refuse_without

PER_PAGE = 25


@require_safe
def gaps_page(request):
    """The gaps of the council with the most figures, as known for its last day."""
    refuse_without(request.user, "indicators.view_pull", "see what is wrong with figures")
    area = councils().first()
    gaps = _gaps(area) if area else []
    table = GapTable(gaps)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "indicators/gaps.html", {"area": area, "gaps": gaps, "table": table})


def _gaps(area):
    tolerance = Decimal(settings.DEFAULT_AMBER_TOLERANCE_PERCENT)
    indicators = Indicator.objects.all()
    rows = selectors.assess(indicators, area, area.as_at, tolerance, details=False)
    return gaps_in(rows, area.as_at)
