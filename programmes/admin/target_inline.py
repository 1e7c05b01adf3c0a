"""The targets of one indicator, on its page."""

from itertools import combinations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html

from indicators.assessed import target_in_force
from indicators.models import Target
from indicators.models.history import because
from indicators.target_changes import Change, is_in_year
from programmes.admin.confirming import TICK, unconfirmed
from programmes.admin.target_forms import TargetForm, offer_own_bands


class TargetFormSet(forms.BaseInlineFormSet):
    """The targets of one indicator, compared with each other as they will be once saved.

    So one can be ended and the next one started in a single step.
    """

    to_confirm = None

    @cached_property
    def forms(self):
        """The forms, whose targets know of each other."""
        forms = super().forms
        together = frozenset(form.instance.pk for form in forms if form.instance.pk)
        for form in forms:
            form.instance.edited_together = together
            form.why = self.data.get("why", "").strip()
        return forms

    def clean(self):
        """Refuse two targets of a band in force on one day; ask why, and show what it touches."""
        super().clean()
        deleted = [form for form in self.initial_forms if self._should_delete_form(form)]
        kept = [form for form in self.forms if form not in deleted and _is_filled(form)]
        for earlier, later in combinations(kept, 2):
            if later.instance.overlaps(earlier.instance):
                later.add_error("effective_from", earlier.instance.overlap_sentence())
        changes = [form.change for form in kept if form.has_changed()]
        changes += [_deletion(form) for form in deleted]
        if not any(form.errors for form in kept):
            self.to_confirm = unconfirmed(changes, self.data)
            if self.to_confirm:
                raise ValidationError(TICK)

    def save(self, commit=True):
        """Save all; the history says why a target was deleted."""
        for form in self.deleted_forms:
            because(form.instance, form.new_reason)
        return super().save(commit)


def _deletion(form):
    """The change that a deletion is. A target that is or was in force goes for a reason."""
    change = Change(form.before, None)
    if is_in_year(change, timezone.localdate()) and not form.new_reason:
        raise ValidationError(
            f"{form.before} is or was in force. Say in its box “Why it was set, or why it "
            "changes” why it is deleted."
        )
    return change


def _is_filled(form):
    return form.is_valid() and form.has_changed() | bool(form.instance.pk)


class TargetInline(admin.StackedInline):
    """The targets of one indicator, each with its dates, the newest first."""

    model = Target
    form = TargetForm
    formset = TargetFormSet
    extra = 1
    ordering = ["category__position", "category__name", "-effective_from"]
    fields = [
        "standing",
        "category",
        ("value", "lower", "upper"),
        "closer",
        ("effective_from", "effective_to"),
        ("origin", "vintage"),
        ("amber_tolerance", "tolerance_kind"),
        "indicative",
        "reason",
    ]
    readonly_fields = ["standing"]

    @admin.display(description="In force")
    def standing(self, target):
        """Whether it is in force today, and the way to the next one."""
        if target.pk is None:
            return "Not saved yet"
        words = standing_words(target)
        if target.followed:
            return words
        url = reverse("admin:indicators_target_next", args=[target.pk])
        link = '<strong>{}.</strong> <a href="{}">{}</a>'
        return format_html(link, words, url, next_words(target))

    def get_queryset(self, request):
        """With what their headings name."""
        found = super().get_queryset(request).select_related("indicator", "category")
        return with_followed(found)

    def get_formset(self, request, obj=None, **kwargs):
        """Offer only this indicator's bands, the headline first."""
        formset = super().get_formset(request, obj, **kwargs)
        offer_own_bands(formset.form.base_fields["category"], obj)
        return formset


def standing_words(target: Target) -> str:
    """“In force today”, “Ended” or “Not yet in force”."""
    today = timezone.localdate()
    if target_in_force([target], today):
        return "In force today"
    return "Not yet in force" if target.effective_from > today else "Ended"


def next_words(target: Target) -> str:
    """What the link to the page of the next one says."""
    ended = target.effective_to and target.effective_to < timezone.localdate()
    return "Start the next" if ended else "Close and start the next"


def with_followed(targets: QuerySet[Target]) -> QuerySet[Target]:
    """With ``followed``: whether a later target of the category is there already."""
    later = Target.objects.filter(
        category=OuterRef("category"), effective_from__gt=OuterRef("effective_from")
    )
    return targets.annotate(followed=Exists(later))
