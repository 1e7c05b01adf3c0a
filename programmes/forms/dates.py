"""A date in three boxes: day, month and year. Nobody has to guess which comes first."""

from datetime import date

from django import forms

from indicators.periods import MONTHS

BOXES = ("Day", "Month", "Year")
_WIDTHS = (2, 2, 4)
_YEARS = range(2000, 2100)
_NUMBERS = {
    word: number
    for number, name in enumerate(MONTHS, 1)
    for word in (name.lower(), name[:3].lower())
}


class DateBoxes(forms.MultiWidget):
    """Three text boxes; their ids end in _0, _1 and _2."""

    is_date = True  # for templates

    def __init__(self, attrs=None):
        boxes = [
            forms.TextInput(
                {
                    "class": f"govuk-input govuk-date-input__input govuk-input--width-{width}",
                    "inputmode": "numeric",
                }
            )
            for width in _WIDTHS
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value: date | str | None) -> list[str]:
        """The text of each box for a stored date, as a date or in ISO notation."""
        if not value:
            return ["", "", ""]
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return [str(day.day), str(day.month), str(day.year)]

    def get_context(self, name, value, attrs):
        """Each box with its label."""
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], BOXES, strict=True):
            box["label"] = label
        return context


class DateBoxesField(forms.Field):
    """A date typed in three boxes. ``name`` is what errors call it: “Forecast”.

    A month may be a number or a name. Its cleaned value is a date, or None where it is empty.
    """

    widget = DateBoxes

    def __init__(self, *, name: str, **kwargs):
        super().__init__(**kwargs)
        self.name = name
        self.error_messages.setdefault("missing", f"Enter the {name.lower()}, such as 28 2 2017.")

    def clean(self, value) -> date | None:
        """The date. Raises ``ValidationError`` with what to do about it."""
        parts = [(part or "").strip() for part in value or ("", "", "")]
        if not any(parts):
            if self.required:
                raise forms.ValidationError(self.error_messages["missing"], "required")
            return None
        missing = [box.lower() for box, part in zip(BOXES, parts, strict=True) if not part]
        if missing:
            raise forms.ValidationError(f"{self.name} must include a {_and(missing)}.", "missing")
        return self._date(*parts)

    def has_changed(self, initial, data) -> bool:
        """Whether the boxes say anything else than the date that was there."""
        return self.widget.decompress(initial) != [(part or "").strip() for part in data or ()]

    def _date(self, day, month, year):
        if year.isdecimal() and len(year) != 4:
            raise forms.ValidationError(
                f"{self.name} must have a year of 4 figures, such as 2017.", "year"
            )
        try:
            found = date(int(year), _NUMBERS.get(month.lower()) or int(month), int(day))
        except (ValueError, OverflowError) as error:
            raise self._unreal() from error
        if found.year not in _YEARS:
            raise forms.ValidationError(
                f"{self.name} must be between {_YEARS[0]} and {_YEARS[-1]}.", "year"
            )
        return found

    def _unreal(self):
        return forms.ValidationError(f"{self.name} must be a real date, such as 28 2 2017.", "date")


def _and(words):
    return " and ".join(words)
