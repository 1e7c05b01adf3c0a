"""Pages that explain the site."""

from decimal import Decimal

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes import status
from programmes.models import current_levels
from programmes.reports.wording import key_sentences
from programmes.risk_scheme import level_ranges


@require_safe
@login_not_required
def how_figures_are_judged(request):
    """The rules behind ratings, arrows and evidence, as this site applies them."""
    tolerance = Decimal(settings.DEFAULT_AMBER_TOLERANCE_PERCENT)
    context = {
        "sentences": key_sentences(tolerance),
        "slippage_days": status.AMBER_SLIPPAGE_DAYS,
        "due_soon_days": status.DUE_SOON_DAYS,
        "risk_levels": level_ranges(current_levels()),
    }
    return render(request, "programmes/how_figures_are_judged.html", context)


@require_safe
@login_not_required
def accessibility(request):
    """How accessible the site is, and whom to tell."""
    return render(request, "programmes/accessibility.html")
