"""The list of programmes, and the page of each."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from indicators.names import name_of
from programmes import permissions
from programmes.choices import Role
from programmes.models import levels_column, levels_of
from programmes.reports.trend_charts import trends_html
from programmes.selectors import newest_reports, priorities_of, trends_of_programme
from programmes.status import MilestoneFacts, milestone_standing, risk_band
from programmes.tables import ProgrammeTable

PER_PAGE = 25


@require_safe
def programme_list(request):
    """The programmes somebody may see, with their newest reports."""
    table = ProgrammeTable(permissions.programmes_of(request.user))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    shown = [row.record for row in table.page]
    newest = newest_reports(shown)
    for programme in shown:
        programme.newest = newest.get(programme.pk)
    context = {"table": table, "may_load": permissions.is_performance(request.user)}
    return render(request, "programmes/programmes.html", context)


@require_safe
def programme_page(request, code):
    """What a programme promises, how it goes now, and its reports."""
    programme = permissions.programme_or_404(request.user, code)
    today = timezone.localdate()
    priorities = list(priorities_of(programme))
    context = {
        "programme": programme,
        "people": _people_by_role(programme),
        "priorities": priorities,
        "indicator_count": sum(len(priority.placements.all()) for priority in priorities),
        "milestones": [_milestone(row, today) for row in programme.milestones.all()],
        "risks": _risks(programme),
        "reports": programme.reports.defer("snapshot").order_by("-period_end", "-version"),
        "trends": trends_html(trends_of_programme(programme), folded=True),
        "may_write": permissions.may_write(request.user, programme),
        "may_open": permissions.is_performance(request.user),
    }
    return render(request, "programmes/programme.html", context)


def _people_by_role(programme):
    members = programme.memberships.select_related("user")
    by_role = {role: [] for role in Role}
    for member in members:
        by_role[Role(member.role)].append(name_of(member.user))
    return [(role.label, ", ".join(names) or "Nobody yet") for role, names in by_role.items()]


def _milestone(milestone, today):
    facts = MilestoneFacts(
        milestone.baseline_on,
        milestone.forecast_on,
        milestone.completed_on,
        started=bool(milestone.progress),
    )
    return milestone, milestone_standing(facts, today)


def _risks(programme):
    """Open risks, the most serious first, each with the word for its score."""
    still_open = programme.risks.filter(closed_on__isnull=True).annotate(levels=levels_column())
    risks = sorted(still_open, key=lambda row: -row.score)
    return [(risk, risk_band(risk.score, levels_of(risk.levels))) for risk in risks]
