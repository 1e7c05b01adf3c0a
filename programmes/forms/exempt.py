"""Marking a section of a report as exempt from publication."""

from django import forms

from programmes.choices import Section
from programmes.models import Exemption
from programmes.reports.exempt import PARAGRAPHS


class ExemptForm(forms.Form):
    """Which section, under which paragraph, and why."""

    use_required_attribute = False

    section = forms.ChoiceField(
        choices=[("", "Choose a section"), *Section.choices],
        error_messages={"required": "Choose the section that is exempt."},
    )
    paragraph = forms.TypedChoiceField(
        label="Why the law lets it be kept from the public",
        coerce=int,
        choices=[
            ("", "Choose a paragraph"),
            *((number, f"{number}: information {about}") for number, about in PARAGRAPHS.items()),
        ],
        help_text="The paragraphs of Part 1 of Schedule 12A of the Local Government Act 1972.",
        error_messages={"required": "Choose the paragraph it is exempt under."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=Exemption._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 3}),
        help_text="The public reads it. Say why keeping it back serves the public better than "
        "printing it, without telling what it is.",
        error_messages={"required": "Give the reason. The public reads it."},
    )
