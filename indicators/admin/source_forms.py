"""The forms of sources, one for each kind that has plain fields of its own."""

from typing import ClassVar

from django import forms

from indicators.admin.mapped_form import MappedForm
from indicators.admin.source_form import SourceForm
from indicators.choices import SourceKind
from indicators.models import Source
from indicators.sources.base import SourceError
from indicators.sources.credentials import variable_of
from indicators.sources.csvfiles import ENCODINGS, SEPARATORS
from indicators.sources.mapping import checked_mapping

_AUTOMATIC = ("", "Found out by looking")


class CsvForm(MappedForm):
    """A source that may give CSV files."""

    encoding = forms.ChoiceField(
        label="Encoding of CSV files",
        required=False,
        choices=[_AUTOMATIC, *ENCODINGS.items()],
        help_text="Windows-1252 is what old exports are in. It is never guessed.",
    )
    separator = forms.ChoiceField(
        label="Between their cells",
        required=False,
        choices=[_AUTOMATIC, *((word, word.capitalize()) for word in SEPARATORS)],
        help_text="What stands between one cell and the next in a CSV file.",
    )


class FolderForm(CsvForm):
    """A folder of files."""

    folder = forms.CharField(
        max_length=200,
        help_text="Its name inside the folder for sources. Uploaded files go there too.",
        error_messages={"required": "Name the folder."},
    )
    sheet = forms.CharField(
        label="Sheet of workbooks",
        required=False,
        max_length=31,
        help_text="Empty: the one called observations, or the only one.",
    )

    own: ClassVar = ["folder", "sheet", "encoding", "separator"]
    fieldsets: ClassVar = [
        ("Where it reads", {"fields": ["folder", "sheet", ("encoding", "separator")]}),
        *CsvForm.fieldsets,
    ]


class HttpForm(CsvForm):
    """A web address."""

    url = forms.CharField(
        label="Address",
        max_length=2000,
        widget=forms.TextInput(attrs={"size": 70}),
        help_text="Without any key: a key goes into the further settings, by the name of the "
        "environment variable that holds it.",
        error_messages={"required": "Give the address."},
    )
    format = forms.ChoiceField(
        required=False,
        choices=[("", "By the end of the address"), ("csv", "CSV"), ("json", "JSON")],
        help_text="What the address answers with.",
    )
    records = forms.CharField(
        required=False,
        max_length=200,
        help_text="For JSON: where the rows stand in it, such as data.rows.",
    )

    own: ClassVar = ["url", "format", "records", "encoding", "separator"]
    fieldsets: ClassVar = [
        (
            "Where it reads",
            {"fields": ["url", ("format", "records"), ("encoding", "separator")]},
        ),
        *CsvForm.fieldsets,
    ]


class SqlForm(MappedForm):
    """A query of a database, whose address an environment variable holds."""

    database = forms.CharField(
        max_length=100,
        help_text="The name of the environment variable with the address of the database.",
        error_messages={"required": "Name the environment variable."},
    )
    query = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 10, "cols": 60, "spellcheck": "false"}),
        help_text="One SELECT. It may use :period_start and :period_end.",
        error_messages={"required": "Write the query."},
    )
    months = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=240,
        help_text="How many months the period covers, up to the day of the pull. Empty: 12.",
    )

    own: ClassVar = ["query", "months"]
    fieldsets: ClassVar = [
        ("Where it reads", {"fields": ["database", "query", "months"]}),
        *MappedForm.fieldsets,
    ]

    def clean_database(self):
        """The name of a variable that sources may use; an address itself is refused."""
        name = self.cleaned_data["database"]
        if "database" in self.changed_data:
            try:
                variable_of({"env": name}, "This")
            except SourceError as error:
                raise forms.ValidationError(str(error)) from error
        return name

    def as_fields(self, settings: dict) -> dict:
        """The name of the variable stands for the address."""
        url = settings.pop("url", None)
        fields = super().as_fields(settings)
        return fields | {"database": url.get("env", "") if isinstance(url, dict) else ""}

    def as_settings(self, answers: dict) -> dict:
        """The address by the name of its variable."""
        return {"url": {"env": answers["database"]}} | super().as_settings(answers)


FORMS: dict[str, type[SourceForm]] = {
    SourceKind.FOLDER: FolderForm,
    SourceKind.HTTP: HttpForm,
    SourceKind.SQL: SqlForm,
}


def form_for(source: Source) -> type[SourceForm]:
    """The form that shows the settings of ``source``: as JSON, where they are out of order."""
    try:
        checked_mapping(source.settings)
    except SourceError:
        return SourceForm
    return FORMS.get(source.kind, SourceForm)
