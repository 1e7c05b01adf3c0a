"""A form field that is a small table of text boxes, for names that stand for each other."""

from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.template.loader import render_to_string

Texts = dict[str, dict[str, str]]

LONGEST = 200  # characters


class Head(NamedTuple):
    """A row or a column: what it is called in the value, on the page, and what it is for."""

    key: str
    label: str
    hint: str = ""


class TextTable(forms.MultiWidget):
    """A text box for each row and column. The value is the texts by row, by column."""

    template_name = "admin/text_table.html"

    def __init__(self, rows: list[Head], columns: list[Head]):
        self.rows, self.columns = rows, columns
        labels = [(row, column) for row in rows for column in columns]
        super().__init__(
            {
                f"{row.key}-{column.key}": forms.TextInput(
                    attrs={"aria-label": f"{row.label}: {column.label}", "maxlength": LONGEST}
                )
                for row, column in labels
            }
        )

    def decompress(self, value: Mapping | None) -> list[str]:
        """The texts row by row."""
        value = value or {}
        return [value.get(column.key, {}).get(row.key, "") for row, column in self.places]

    @property
    def places(self) -> list[tuple[Head, Head]]:
        """The row and the column of each box, in order."""
        return [(row, column) for row in self.rows for column in self.columns]

    def get_context(self, name, value, attrs):
        """The boxes of each row beside the row."""
        context = super().get_context(name, value, attrs)
        boxes = iter(context["widget"]["subwidgets"])
        context["columns"] = self.columns
        context["rows"] = [
            (row, [{**next(boxes), "label": column.label} for column in self.columns])
            for row in self.rows
        ]
        return context

    def render(self, name, value, attrs=None, renderer=None):
        """From the site's own templates, which Django's renderer of forms does not look at."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class TextTableField(forms.Field):
    """The filled boxes of a TextTable."""

    def __init__(self, *, rows: list[Head], columns: list[Head], **kwargs):
        super().__init__(required=False, widget=TextTable(rows, columns), **kwargs)

    def to_python(self, value: list[str] | None) -> Texts:
        """The texts without the empty ones. Raises ValidationError for one that is too long."""
        texts: Texts = {column.key: {} for column in self.widget.columns}
        for (row, column), text in zip(self.widget.places, value or [], strict=False):
            if len(text or "") > LONGEST:
                raise forms.ValidationError(
                    f"{row.label}: shorten the text to {LONGEST} characters."
                )
            if text and text.strip():
                texts[column.key][row.key] = text.strip()
        return texts
