"""The words and levels by which risks are scored: one page, with the matrix as it would look."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from indicators.admin.base import SettingAdmin
from programmes.admin.pages import page_context
from programmes.admin.scheme_forms import SchemeForm
from programmes.models import RiskLevel, current_scheme, save_scheme
from programmes.risk_scheme import RiskScheme, level_of, level_ranges, shade_of

CHANGES_SHOWN = 10


@admin.register(RiskLevel)
class RiskSchemeAdmin(SettingAdmin):
    """The whole scheme on one page, in place of lists of its words and levels.

    Open reports follow a change at once; submitted ones keep theirs.
    """

    index_name = "Risk scheme: words, levels and what they weigh"

    def has_add_permission(self, request):
        """Nobody: levels are added on the page of the scheme."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody: levels are taken away on the page of the scheme."""
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of the scheme, in place of one of a level."""
        return redirect("admin:programmes_risklevel_changelist")

    def changelist_view(self, request, extra_context=None):
        """The scheme. “Show the matrix” saves nothing."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        kept = current_scheme()
        if request.method != "POST":
            return self._page(request, SchemeForm(None, kept), kept)
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = SchemeForm(request.POST, kept)
        if not form.is_valid():
            return self._page(request, form, kept)
        if "_matrix" in request.POST:
            return self._page(request, form, form.scheme(), shown=True)
        if self._save(request, kept, form.scheme()):
            return redirect(request.path)
        form.refuse_as_changed(current_scheme())
        return self._page(request, form, kept)

    def _save(self, request, kept: RiskScheme, scheme: RiskScheme) -> bool:
        if scheme == kept:
            messages.info(request, "Nothing was changed.")
            return True
        if not save_scheme(scheme, instead_of=kept):
            return False
        LogEntry.objects.log_actions(
            request.user.pk,
            [RiskLevel.objects.first()],
            CHANGE,
            change_message=f"From {_said(kept)} to {_said(scheme)}",
            single_object=True,
        )
        messages.success(request, "The risk scheme is saved. Open reports follow it at once.")
        return True

    def _page(self, request, form, scheme, *, shown=False):
        changes = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(RiskLevel)
        ).select_related("user")
        context = page_context(self, request, "Risk scheme") | {
            "form": form,
            "shown": shown,
            "matrix": _matrix(scheme),
            "impacts": scheme.impacts,
            "ranges": level_ranges(scheme.levels),
            "may_change": self.has_change_permission(request),
            "changes": changes.order_by("-pk")[:CHANGES_SHOWN],
        }
        status = 422 if form.problems or form.words.errors or any(form.levels.errors) else 200
        return TemplateResponse(request, "admin/risk_scheme.html", context, status=status)


def _matrix(scheme):
    """The rows from the greatest likelihood down: its word, and the squares of each impact."""
    return [
        (
            scheme.likelihoods[likelihood - 1],
            [_square(likelihood * impact, scheme) for impact in range(1, 6)],
        )
        for likelihood in range(5, 0, -1)
    ]


def _square(score, scheme):
    return score, level_of(score, scheme.levels).name, shade_of(score, scheme.levels)


def _said(scheme):
    """“low 1 to 4, …; rare, …; minor, …”."""
    weights = {level.name: level.weight for level in scheme.levels}
    spans = (
        f"{name} {first} to {last}"
        + (f" (counts as {weights[name].label.lower()})" if weights[name] else "")
        for name, first, last in level_ranges(scheme.levels)
    )
    return "; ".join(", ".join(words) for words in (spans, scheme.likelihoods, scheme.impacts))
