"""Giving people roles, and handing on what somebody holds."""

from django import forms

from indicators.names import name_of
from programmes.choices import Role
from programmes.models import Programme
from programmes.people import GROUPS, Held, people

NOBODY = "nobody"
_ROLES = [*Role.choices, *((name, name) for name in GROUPS)]


class PersonChoiceField(forms.ModelChoiceField):
    """Somebody with an open account, by their name."""

    def label_from_instance(self, user) -> str:
        """“Ada Lovelace (ada)”; two people may have one name."""
        name = user.get_full_name()
        return f"{name} ({user.get_username()})" if name else user.get_username()


class RoleForm(forms.Form):
    """Who gets which role, and in which programme."""

    use_required_attribute = False

    person = PersonChoiceField(
        None,
        empty_label="Choose a person",
        error_messages={"required": "Choose the person who gets the role."},
    )
    role = forms.ChoiceField(
        choices=_ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )
    programme = forms.ModelChoiceField(
        None,
        required=False,
        empty_label="Choose a programme",
        help_text="Only for a delivery lead or a chair. The others see every programme.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people()
        self.fields["programme"].queryset = Programme.objects.all()
        self.fields["programme"].label_from_instance = lambda row: (
            f"{row}, {row.title}" if row.number else row.title
        )

    def clean(self):
        """A lead and a chair have a programme."""
        cleaned = super().clean()
        if cleaned.get("role") in GROUPS:
            cleaned["programme"] = None
        elif cleaned.get("role") and not cleaned.get("programme"):
            self.add_error("programme", "Choose the programme that they lead or chair.")
        return cleaned


class HandOverForm(forms.Form):
    """Who takes over each role of somebody, and what they own."""

    use_required_attribute = False

    def __init__(self, *args, user, held: Held, **kwargs):
        super().__init__(*args, **kwargs)
        self.held = held
        self._people = {str(row.pk): row for row in people().exclude(pk=user.pk)}
        for row in held.memberships:
            role = row.get_role_display()
            self.fields[f"membership-{row.pk}"] = self._choice(
                f"{role}, {row.programme}: {row.programme.title}"
            )
        if held.risks or held.indicators:
            self.fields["owner"] = self._choice("What bears their name as owner")

    def successors(self) -> dict:
        """Who takes over each membership, None for nobody."""
        return {
            row: self._people.get(self.cleaned_data[f"membership-{row.pk}"])
            for row in self.held.memberships
        }

    def owner(self) -> str | None:
        """The new owner's name, "" for nobody, None where there is nothing to own."""
        if "owner" not in self.fields:
            return None
        chosen = self._people.get(self.cleaned_data["owner"])
        return name_of(chosen) if chosen else ""

    def _choice(self, label):
        named = PersonChoiceField(None)
        return forms.ChoiceField(
            label=label,
            choices=[
                ("", "Choose who takes over"),
                *((key, named.label_from_instance(row)) for key, row in self._people.items()),
                (NOBODY, "Nobody for now"),
            ],
            error_messages={"required": "Choose who takes over, or “Nobody for now”."},
        )
