"""The form to upload a workbook that is to be loaded."""

from django import forms

from programmes.exchange.uploads import MAX_BYTES


class LoadForm(forms.Form):
    """A workbook in the exchange format."""

    use_required_attribute = False

    file = forms.FileField(
        label="Workbook",
        max_length=200,
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".xlsx"}),
        help_text=f"An .xlsx workbook, at most {MAX_BYTES // 1_000_000} MB. "
        "Totals only: no names, dates of birth, pupil or NHS numbers.",
        error_messages={
            "required": "Choose the workbook to load",
            "empty": "The file is empty. Choose another one",
            "max_length": "Give the file a shorter name, of at most 200 characters",
        },
    )
