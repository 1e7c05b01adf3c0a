"""The forms of the import pages."""

from django import forms

from programmes.admin.importing.holding import MAX_BYTES


class ImportFileForm(forms.Form):
    """The file to import. Its name says which format it is."""

    use_required_attribute = False

    file = forms.FileField(
        label="File",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=f"CSV or .xlsx, at most {MAX_BYTES // 1_000_000} MB.",
        error_messages={
            "required": "Choose the file to import.",
            "empty": "The file is empty. Choose another one.",
            "max_length": "Give the file a shorter name, of at most 200 characters.",
        },
    )


class ConfirmForm(forms.Form):
    """What was agreed to: that file, and those changes."""

    file_digest = forms.CharField(widget=forms.HiddenInput)
    changes_digest = forms.CharField(widget=forms.HiddenInput)
