"""Pages that explain the site."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.models.council import council_for
from programmes import permissions, status
from programmes.choices import Role
from programmes.models import current_levels
from programmes.reports.wording import key_sentences
from programmes.risk_scheme import level_ranges
from programmes.roles import ROLES, matrix


@require_safe
@login_not_required
def how_figures_are_judged(request):
    """The rules behind ratings, arrows and evidence, as this site applies them."""
    tolerance = council_for(request.user).amber_tolerance
    context = {
        "sentences": key_sentences(tolerance),
        "slippage_days": status.AMBER_SLIPPAGE_DAYS,
        "due_soon_days": status.DUE_SOON_DAYS,
        "risk_levels": level_ranges(current_levels()),
    }
    return render(request, "programmes/how_figures_are_judged.html", context)


@require_safe
def what_each_role_may_do(request):
    """Every action and the roles that may do it."""
    names = [Role(role).label if role in Role else role for role in ROLES]
    context = {
        "roles": names,
        "matrix": {
            heading: [(line.words, list(zip(names, line.allowed, strict=True))) for line in lines]
            for heading, lines in matrix().items()
        },
        "may_change": permissions.is_performance(request.user),
    }
    return render(request, "programmes/roles.html", context)


@require_safe
@login_not_required
def accessibility(request):
    """How accessible the site is, and whom to tell."""
    return render(request, "programmes/accessibility.html")
