"""The form of a source with somebody else's columns: plain fields, kept as its settings."""

from typing import ClassVar

from django import forms

from indicators.admin.source_form import SourceForm, json_field, names_and_values
from indicators.admin.text_table import Head, TextTableField
from indicators.periods import YearType
from indicators.sources.base import SourceError
from indicators.sources.mapping import PASS_OVER, PERCENT_AS, MappingSettings, checked_mapping
from indicators.sources.notations import Notation
from indicators.sources.rows import COLUMNS

_OURS = {
    "code": "of the indicator",
    "area": "its name or its code",
    "category": "band or breakdown",
    "period_start": "unless one column names the period, below",
    "period_end": "unless one column names the period, below",
    "flag": "provisional, revised, not_comparable",
    "as_at": "the day of the extract",
}
_NOTHING_YET = "pass_over"
_SIGNS = [
    Head("c", "Suppressed", "withheld because it is small"),
    Head("z", "Not applicable"),
    Head("x", "Not available"),
    Head("low", "Rounds to zero"),
    Head("u", "Unreliable"),
    Head(_NOTHING_YET, "Nothing yet", "the row is passed over"),
]
_SIGN_COLUMN = [Head("texts", "What stands there, with commas between them")]
_MISTAKE = "mistake"
_SAME = {PASS_OVER: _NOTHING_YET, "k": "low"}


class MappedForm(SourceForm):
    """A source with somebody else's columns: which of them are ours, and how they are written."""

    settings = None

    columns = TextTableField(
        label="Columns",
        rows=[Head(name, name, _OURS.get(name, "")) for name in COLUMNS],
        columns=[Head("columns", "Their heading"), Head("fixed", "Or the same in every row")],
        help_text="Leave a row empty where the file has our own heading, or no such column.",
    )
    period_column = forms.CharField(
        label="Period column",
        required=False,
        max_length=200,
        help_text="Their heading of the one column that names the period, if there is one.",
    )
    notation = forms.ChoiceField(
        label="It holds",
        required=False,
        choices=Notation.choices,
        help_text="How the period column writes a period.",
    )
    year_type = forms.ChoiceField(
        label="2016/17 means",
        required=False,
        choices=[("", "It says itself"), *((year, f"The {year} year") for year in YearType)],
        help_text="Which twelve months a year written like that is.",
    )
    missing = TextTableField(
        label="Missing values",
        rows=_SIGNS,
        columns=_SIGN_COLUMN,
        help_text="Such as &lt;5, *, n/a.",
    )
    empty = forms.ChoiceField(
        label="An empty value",
        required=False,
        choices=[
            (_MISTAKE, "Is a mistake"),
            *((sign.key, f"Means {sign.label.lower()}") for sign in _SIGNS),
        ],
        help_text="A mistake is shown on the pull, and the row is left out.",
    )
    percent_as = forms.ChoiceField(
        label="Percentages",
        required=False,
        choices=[("", "12.9, without a sign"), *PERCENT_AS.items()],
        help_text="How the source writes 12.9 per cent.",
    )
    thousands = forms.BooleanField(
        label="Numbers may have £ and commas, as in £1,234",
        required=False,
        help_text="Without the tick such a number is a mistake, shown on the pull.",
    )
    further = json_field("Further settings", "What has no field of its own, as JSON.")

    own: ClassVar[list[str]] = []  # settings that are a field each
    fieldsets: ClassVar = [
        (
            "Which column is which",
            {"fields": ["columns", "period_column", ("notation", "year_type")]},
        ),
        (
            "How values are written",
            {"fields": ["missing", "empty", "percent_as", "thousands"]},
        ),
        ("Further settings", {"fields": ["further"], "classes": ["collapse"]}),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= self.as_fields(dict(self.instance.settings))

    def as_fields(self, settings: dict) -> dict:
        """The settings as values of the fields."""
        period = settings.get("period") or {}
        known = {*MappingSettings.__struct_fields__, *self.own}
        return {
            "columns": {name: settings.get(name, {}) for name in ("columns", "fixed")},
            "period_column": period.get("column", ""),
            "notation": period.get("notation", ""),
            "year_type": period.get("year_type", ""),
            **_missing_as_fields(settings.get("missing", {})),
            "percent_as": settings.get("percent_as", ""),
            "thousands": settings.get("thousands", False),
            **{name: settings.get(name, "") for name in self.own},
            "further": {name: value for name, value in settings.items() if name not in known},
        }

    def as_settings(self, answers: dict) -> dict:
        """The values of the fields as settings, without the empty ones."""
        period = {
            "column": answers["period_column"],
            "notation": answers["notation"],
            "year_type": answers["year_type"],
        }
        settings = {
            **{name: answers[name] for name in self.own},
            **answers["columns"],
            "period": _filled(period) if period["column"] else None,
            "missing": _missing_as_setting(answers),
            "percent_as": answers["percent_as"],
            "thousands": answers["thousands"],
        }
        return answers["further"] | _filled(settings)

    def clean_further(self):
        """Settings are names and values."""
        return names_and_values(self.cleaned_data["further"])

    def clean(self):
        """Put the answers together as the settings of the source."""
        cleaned = super().clean()
        if not self.errors:
            try:
                settings = self.as_settings(cleaned)
                checked_mapping(settings)
                self.refuse_new_secrets(settings)
                self.instance.settings = settings
            except SourceError as error:
                self.add_error(None, str(error))
        return cleaned


def _filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value not in ("", None, False, {})}


def _missing_as_fields(missing: dict[str, str]) -> dict:
    texts: dict[str, list[str]] = {}
    for text, sign in missing.items():
        if text:
            texts.setdefault(_SAME.get(sign, sign), []).append(text)
    empty = missing.get("", _MISTAKE)
    return {
        "missing": {"texts": {sign: ", ".join(listed) for sign, listed in texts.items()}},
        "empty": _SAME.get(empty, empty),
    }


def _missing_as_setting(answers: dict) -> dict[str, str]:
    signs: dict[str, str] = {}
    for sign, listed in answers["missing"].get("texts", {}).items():
        for text in filter(None, map(str.strip, listed.split(","))):
            if signs.setdefault(text, sign) != sign:
                raise SourceError(f"“{text}” stands for two things. Take it away from one of them.")
    if answers["empty"] not in ("", _MISTAKE):
        signs[""] = answers["empty"]
    return {text: PASS_OVER if sign == _NOTHING_YET else sign for text, sign in signs.items()}
