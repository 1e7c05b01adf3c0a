"""What every page knows: whose site it is, who is signed in, and where they may go."""

from dataclasses import dataclass

from django.urls import reverse

from indicators import brand
from indicators.models.council import council_for, current_council
from programmes import permissions
from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu; ``here`` while one of its pages is shown."""

    title: str
    url: str
    here: bool


_FORM_PAGES = (
    "report-milestones",
    "report-milestone",
    "report-milestone-add",
    "report-risks",
    "report-risk",
    "report-risk-add",
)
_LOAD_PAGES = ("load", "load-check", "loaded", "report-open")
_PROGRAMME_PAGES = (
    "programme",
    "programme-history",
    "report",
    "report-edit",
    *_FORM_PAGES,
    *_LOAD_PAGES,
)
_PAGES = {
    "Home": ("home", ()),
    "Review": ("review", ()),
    "Decisions": ("decisions", ("decision-add",)),
    "Packs": ("packs", ("pack", "make-pack")),
    "Chase": ("chase", ("chase-reminder",)),
    "People": ("people", ("hand-over",)),
    "Programmes": ("programmes", _PROGRAMME_PAGES),
    "Indicators": ("indicators", ("indicator", "indicator-history")),
    "Pulls": ("pulls", ("pull", "upload", "uploaded")),
    "Data quality": ("data-quality", ("data-quality-finding", "data-quality-gaps")),
    "Admin": ("admin:index", ()),
}


def site(request):
    """The council's name and colours, for every page; a person's roles and menu."""
    user = getattr(request, "user", None)
    council = current_council() if user is None else council_for(user)
    context = {
        "council_name": council.name,
        "brand": council.colour,
        "brand_digest": brand.digest_of(brand.stylesheet(council.colour)),
    }
    if user is not None and user.is_authenticated:
        context |= {
            "role_words": _role_words(user),
            "menu": _menu(request, user),
            "may_see_pulls": permissions.is_performance(user),
            "may_see_history": permissions.is_performance(user),
        }
    return context


def _menu(request, user):
    allowed = {
        "Review": permissions.may_review(user),
        "Decisions": permissions.may_review(user),
        "Packs": permissions.may_review(user),
        "Chase": permissions.is_performance(user),
        "People": permissions.is_performance(user),
        "Pulls": permissions.is_performance(user),
        "Data quality": permissions.is_performance(user),
        "Admin": user.is_staff,
    }
    shown = request.resolver_match.url_name if request.resolver_match else None
    return [
        MenuItem(title, reverse(name), shown in (name, *below))
        for title, (name, below) in _PAGES.items()
        if allowed.get(title, True)
    ]


def _role_words(user):
    """“Chair, Programme 6”: what somebody is here, in words; their name where they are nothing."""
    roles = permissions.roles_of(user)
    groups = {EXECUTIVE_GROUP: roles.executive, PERFORMANCE_GROUP: roles.performance}
    words = [group for group, held in groups.items() if held]
    words += [
        f"{membership.get_role_display()}, {membership.programme}"
        for membership in roles.memberships
    ]
    if len(words) > 2:
        return f"{words[0]} and {len(words) - 1} other roles"
    return " · ".join(words) or user.get_username()
