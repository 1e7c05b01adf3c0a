"""All programmes side by side, for the executive and the performance team."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.choices import Rag
from programmes import permissions
from programmes.models import Programme
from programmes.reports.standing import standing_of, worst_first
from programmes.selectors import newest_frozen_reports, newest_reports
from programmes.tables import ReviewTable


@require_safe
def review(request):
    """Every programme's newest report, the most in need of attention first."""
    if not permissions.may_review(request.user):
        raise PermissionDenied("Only the trust executive and the performance team review reports.")
    programmes = list(Programme.objects.select_related("area"))
    newest, frozen = newest_reports(programmes), newest_frozen_reports(programmes)
    standings = worst_first(
        [standing_of(row, frozen.get(row.pk), newest.get(row.pk)) for row in programmes]
    )
    context = {
        "table": ReviewTable(standings),
        "total": len(standings),
        "submitted": sum(row.frozen for row in standings),
        "red": sum(row.reported == Rag.RED for row in standings),
        "differing": sum(row.differs for row in standings),
        "waiting": sum(row.waiting or 0 for row in standings),
    }
    return render(request, "programmes/review.html", context)
