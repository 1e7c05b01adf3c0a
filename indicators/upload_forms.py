"""The form to upload a file for a source."""

from django import forms

from indicators.models import Source
from indicators.uploads import MAX_BYTES


class UploadForm(forms.Form):
    """A file, and the source that it is for."""

    use_required_attribute = False

    source = forms.ModelChoiceField(
        queryset=Source.objects.none(),
        empty_label="Choose a source",
        help_text="It says which column is which, and which folder the file goes into.",
        error_messages={
            "required": "Choose the source that the file is for",
            "invalid_choice": "That source is not there any more. Choose another one",
        },
    )
    file = forms.FileField(
        max_length=200,
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".csv,.xlsx"}),
        help_text=f"CSV or .xlsx, at most {MAX_BYTES // 1_000_000} MB. "
        "Totals only: no names, dates of birth, pupil or NHS numbers.",
        error_messages={
            "required": "Choose the file to upload",
            "empty": "The file is empty. Choose another one",
            "max_length": "Give the file a shorter name, of at most 200 characters",
        },
    )

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources
