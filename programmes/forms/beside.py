"""What stands beside the fields of a form: problems, and how a text reads with its figures."""

from collections.abc import Iterable, Mapping

from django import forms

from programmes.reports.checks import Problem
from programmes.reports.quoting import Figure, reads_as

_SQUARE = ("likelihood", "impact")


def show_readings(form: forms.Form, figures: Mapping[str, Figure]) -> None:
    """Give each field whose text quotes figures its ``reading``."""
    for bound in form:
        text = bound.value()
        if isinstance(text, str):
            bound.reading = reads_as(text, figures)


def quotes(form: forms.Form) -> bool:
    """Whether any text of a form quotes a figure."""
    return any(isinstance(bound.value(), str) and "[[" in bound.value() for bound in form)


def show_problems(forms_by_place: Iterable[forms.Form], problems: Iterable[Problem]) -> list:
    """Show problems beside the fields of forms that came in; return those of no field.

    One that stops submission is the field's error, the others are its ``notes``.
    """
    fields = {
        form.add_prefix(place): (form, name)
        for form in forms_by_place
        for name in form.fields
        for place in (_SQUARE if name == "score" else (name,))
    }
    left = []
    for problem in problems:
        if problem.place not in fields:
            left.append(problem)
            continue
        form, name = fields[problem.place]
        if problem.blocks:
            form.add_error(name, problem.sentence)
        else:
            bound = form[name]
            bound.notes = [*getattr(bound, "notes", ()), problem.sentence]
    return left
