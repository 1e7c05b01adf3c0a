"""Filters of the lists of targets and of indicators."""

from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from indicators.keys import key_in
from indicators.models import Indicator, Target
from programmes.models import Priority, Programme

SOON_DAYS = 60
_MOST_ORIGINS = 30


class ByDate(admin.SimpleListFilter):
    """Choices, and any day: the same name in the address holds either."""

    template = "admin/date_filter.html"
    label = "On another day"

    @property
    def day(self) -> date | None:
        """The day that was given, or none."""
        try:
            return forms.DateField().clean(self.value())
        except forms.ValidationError:
            return None

    def choices(self, changelist):
        """The choices, and once more for the form of the day: what else is filtered by."""
        self.others = [
            (name, text)
            for name, text in changelist.params.items()
            if name not in (self.parameter_name, "p")
        ]
        yield from super().choices(changelist)
        if self.day:
            yield {
                "selected": True,
                "query_string": changelist.get_query_string(),
                "display": date_format(self.day),
            }


class InForceFilter(ByDate):
    """Whether a target is in force, today or on a chosen day."""

    title = "when it is in force"
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        """The choices."""
        return [
            ("now", "Today"),
            ("ending", f"Ends within {SOON_DAYS} days, with none after it"),
            ("ended", "Ended"),
            ("coming", "Not yet"),
        ]

    def queryset(self, request, queryset):
        """The targets of the choice."""
        today = timezone.localdate()
        if self.day:
            return queryset.filter(in_force_on(self.day))
        if self.value() == "ending":
            return ending_soon(queryset, today)
        chosen = {
            "now": in_force_on(today),
            "ended": Q(effective_to__lt=today),
            "coming": Q(effective_from__gt=today),
        }
        return queryset.filter(chosen.get(self.value(), Q()))


class MissingTargetFilter(ByDate):
    """Indicators that are to be rated and have no target, today or on a chosen day."""

    title = "target"
    parameter_name = "target"
    label = "None in force on"

    def lookups(self, request, model_admin):
        """The choices."""
        return [
            ("missing", "None in force today"),
            ("ending", f"Ends within {SOON_DAYS} days, with none after it"),
        ]

    def queryset(self, request, queryset):
        """The indicators of the choice."""
        today = timezone.localdate()
        of_indicator = Target.objects.filter(indicator=OuterRef("pk"))
        if self.value() == "ending":
            return queryset.filter(Exists(ending_soon(of_indicator, today)))
        day = today if self.value() == "missing" else self.day
        if day is None:
            return queryset
        return queryset.filter(
            ~Exists(of_indicator.filter(in_force_on(day))), information_only=False
        )


class ProgrammeFilter(admin.SimpleListFilter):
    """Of a programme: what stands under one of its priorities."""

    title = "programme"
    parameter_name = "programme"
    path = "pk"

    def lookups(self, request, model_admin):
        """All programmes."""
        return [
            (str(programme.pk), f"{programme.code} {programme.title}")
            for programme in Programme.objects.only("code", "title")
        ]

    def queryset(self, request, queryset):
        """Those of the chosen one."""
        if (programme := key_in(self.value())) is None:
            return queryset
        places = Indicator.objects.filter(placements__priority__programme=programme)
        return queryset.filter(**{f"{self.path}__in": places.values("pk")})


class ProgrammeOfTargetFilter(ProgrammeFilter):
    """Targets of a programme's indicators."""

    path = "indicator"


class PriorityFilter(admin.SimpleListFilter):
    """Targets of the indicators under a priority."""

    title = "priority"
    parameter_name = "priority"

    def lookups(self, request, model_admin):
        """All priorities, or those of the programme that is chosen."""
        found = Priority.objects.select_related("programme")
        programme = key_in(request.GET.get(ProgrammeFilter.parameter_name))
        if programme is not None:
            found = found.filter(programme=programme)
        return [(str(row.pk), f"{row.programme.code}: {row}") for row in found]

    def queryset(self, request, queryset):
        """Those of the chosen one."""
        if (priority := key_in(self.value())) is None:
            return queryset
        places = Indicator.objects.filter(placements__priority=priority)
        return queryset.filter(indicator__in=places.values("pk"))


class OriginFilter(admin.SimpleListFilter):
    """Where targets come from; the search finds the rarer ones."""

    title = "where it comes from"
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        """The origins of most targets."""
        found = Target.objects.order_by().values("origin").annotate(number=Count("pk"))
        most = found.order_by("-number", "origin")[:_MOST_ORIGINS]
        return sorted((row["origin"], row["origin"]) for row in most)

    def queryset(self, request, queryset):
        """Those of the chosen one."""
        return queryset.filter(origin=self.value()) if self.value() else queryset


def in_force_on(day: date) -> Q:
    """Targets that are in force on a day."""
    return Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))


def ending_soon(targets: QuerySet[Target], today: date) -> QuerySet[Target]:
    """Targets that end within 60 days from ``today``, with none of their category after them."""
    after = Target.objects.filter(
        category=OuterRef("category"), effective_from__gt=OuterRef("effective_to")
    )
    ends = (today, today + timedelta(days=SOON_DAYS))
    return targets.filter(~Exists(after), effective_to__range=ends)
