"""All programmes side by side, for the executive and the performance team."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models.closed_day import calendar_for
from indicators.periods import month_label
from programmes import permissions
from programmes.forms.review import ReviewForm
from programmes.review import look_first, review_rows, rounds
from programmes.tables import ReviewTable


@require_safe
def review(request):
    """The programmes of a round, the most in need of attention first."""
    permissions.refuse_unless(request.user, to="review")
    today = timezone.localdate()
    form = ReviewForm(request.GET, rounds=rounds())
    round_end = form.round_end
    rows = review_rows(round_end or today, today, calendar_for(request.user))
    context = {
        "form": form,
        "table": ReviewTable(form.chosen(rows)),
        "round": month_label(round_end) if round_end else "",
        "first": look_first(rows),
        "total": len(rows),
        "reported": sum(bool(row.report) and not row.missing for row in rows),
        "executive": permissions.is_executive(request.user),
        "any_to_issue": any(row.may_issue for row in rows),
    }
    return render(request, "programmes/review.html", context)
