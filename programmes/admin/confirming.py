"""Showing which open reports a change of targets touches, before it is saved."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django import forms
from django.db import IntegrityError, OperationalError

from indicators.overlaps import refuse_overlaps
from indicators.target_changes import Change
from programmes.touched import Touched, digest_of, judged_before, touched_by

FIELD = "touched"
TICK = (
    "This changes the target that open reports are judged by. Read which under “Open reports that "
    "this touches”, tick the box there and save again."
)


class Shown(NamedTuple):
    """The touched figures of open reports, to be confirmed by a tick in a box of this value."""

    rows: list[Touched]
    value: str
    name: str = FIELD


def unconfirmed(changes: Iterable[Change], data: Mapping[str, str]) -> Shown | None:
    """What has to be confirmed first: what reports are judged by now would be something else.

    None where no open report is, or where just this was confirmed.
    """
    touched = judged_before(touched_by(changes))
    shown = Shown(touched, digest_of(touched))
    return None if not touched or data.get(FIELD) == shown.value else shown


class ConfirmedForm(forms.ModelForm):
    """A form that shows which open reports its change touches, before it is saved."""

    to_confirm: Shown | None = None

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self.to_confirm = unconfirmed([self.change], self.data)
            if self.to_confirm:
                self.add_error(None, TICK)


class TargetPages:
    """Pages of the admin on which targets are saved."""

    change_form_template = "admin/target_page.html"

    def changeform_view(self, request, *args, **kwargs):
        """Once more where somebody saved at the same moment: its checks then see what, and say."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, OperationalError):
            return super().changeform_view(request, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        """Have the database look now, while nobody has been told that all is saved."""
        super().save_related(request, form, formsets, change)
        refuse_overlaps()

    def render_change_form(self, request, context, *args, **kwargs):
        """With what has to be confirmed."""
        inlines = [inline.formset for inline in context["inline_admin_formsets"]]
        parts = [context["adminform"].form, *inlines]
        shown = [part.to_confirm for part in parts if getattr(part, "to_confirm", None)]
        context["to_confirm"] = next(iter(shown), None)
        return super().render_change_form(request, context, *args, **kwargs)
