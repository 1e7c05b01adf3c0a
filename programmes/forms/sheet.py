"""A page of the report's form: the rows of its sections, drawn from what is stored or came in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django import forms

from programmes import drafting
from programmes.choices import NIL_SECTIONS, Section
from programmes.drafting import ALL, Place
from programmes.drafting.lines import ENTRY_FIELDS, ROW_NAMES
from programmes.form_pages import FormPage
from programmes.forms.beside import quotes, show_problems, show_readings
from programmes.forms.lines import FORMS, LineForm, NilForm
from programmes.models import Report
from programmes.reports.checks import Problem
from programmes.reports.quoting import Figure

FIXED = (Section.COMMITMENTS, Section.COMMENTS, Section.STATUS)
"""Sections whose rows are given: nobody adds or takes away one."""

_NIL_LABELS = {
    Section.ACHIEVEMENTS: "Nil return: nothing was achieved",
    Section.VOICE: "Nil return: children told us nothing new",
    Section.SLIPPAGE: "Nil return: nothing slipped",
    Section.NEXT_ACTIONS: "Nil return: no actions for the next period",
    Section.VARIANCES: "Nil return: nothing changes the plan",
    Section.DECISIONS: "Nil return: no decision is wanted",
}
_ADD_LABELS = {
    Section.ACHIEVEMENTS: "Add an achievement",
    Section.VOICE: "Add what children said",
    Section.SLIPPAGE: "Add slippage",
    Section.NEXT_ACTIONS: "Add an action",
    Section.VARIANCES: "Add a variance",
    Section.DECISIONS: "Add a decision",
}


class Block(NamedTuple):
    """One section of the page."""

    section: Section
    rows: list[LineForm]
    nil: NilForm | None
    add_label: str


class Sheet:
    """All forms of one page of an open report.

    ``data`` is what came in, if anything; ``added`` are places' beginnings (“slippage-a1b2”) of
    empty rows to draw. ``report`` comes fetched.
    """

    def __init__(
        self,
        report: Report,
        page: FormPage,
        data: Mapping[str, str] | None = None,
        *,
        added: Collection[str] = (),
    ):
        self.report, self.page, self.data = report, page, data
        self.stopped: list[tuple[str, str]] = []
        self.looks: list[tuple[str, str]] = []
        self._stored = _stored_rows(report, page.sections)
        self.blocks = [self._block(section, added) for section in page.sections]
        for form in self.forms:
            form.full_clean()

    @property
    def forms(self) -> Iterable[forms.Form]:
        """Every form of the page, as it is read."""
        for block in self.blocks:
            yield from block.rows
            if block.nil:
                yield block.nil

    def posted(self) -> dict[str, str]:
        """What came in, by place, without what cannot be understood; that is an error shown."""
        return {
            form.add_prefix(name): _plain(value)
            for form in self.forms
            for name, value in form.cleaned_data.items()
            if self._came(form, name)
        }

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong with what came in: the id of its field, and a sentence."""
        return [*self.stopped] + [
            (_target(form[name]), message)
            for form in self.forms
            for name, messages in form.errors.items()
            for message in messages
        ]

    def show(self, problems: Iterable[Problem]) -> None:
        """Show problems beside the fields they are about, or at the head of their section.

        Needs a sheet that has data.
        """
        for problem in show_problems(self.forms, problems):
            if problem.section in self.page.sections:
                at_head = self.stopped if problem.blocks else self.looks
                at_head.append((problem.section, problem.sentence))

    def read(self, figures: Mapping[str, Figure]) -> None:
        """Say beside each text that quotes figures how it reads with them."""
        for form in self.forms:
            show_readings(form, figures)

    @property
    def quotes(self) -> bool:
        """Whether any text of the page quotes a figure."""
        promised = (row.action.text for row in self._stored.values() if hasattr(row, "action"))
        return any(map(quotes, self.forms)) or any("[[" in text for text in promised)

    def as_data(self) -> dict[str, str]:
        """What is stored, in the shape of what a browser would send."""
        sent = {}
        for form in self.forms:
            sent |= drawn(form)
        return sent

    def _came(self, form, name):
        widget = form.fields[name].widget
        return not widget.value_omitted_from_data(self.data, {}, form.add_prefix(name))

    def _block(self, section, added):
        lines = drafting.lines_of(self.report, section)
        values = lines.values()
        new = [key for key in self._new_keys(section, added) if key not in values]
        if section not in FIXED and not values and not new and self.data is None:
            new = [f"first{section.replace('_', '')}"]
        rows = [
            self._row(section, number, key, values.get(key))
            for number, key in enumerate([*values, *new], start=1)
        ]
        nil = self._nil(section) if section in NIL_SECTIONS else None
        return Block(section, rows, nil, _ADD_LABELS.get(section, ""))

    def _new_keys(self, section, added):
        names = [*(self.data or ()), *(f"{place}-text" for place in added)]
        places = [place for place in map(Place.parse, names) if place and place.section == section]
        return dict.fromkeys(place.key for place in places if place.key != ALL)

    def _row(self, section, number, key, stored):
        form = FORMS[section](self.data, prefix=f"{section}-{key}", initial=stored)
        form.key, form.row = key, self._stored.get((section, key))
        named = key if section in FIXED else number
        form.title = f"{ROW_NAMES.get(section, '')} {named}".strip()
        if list(form.fields) == ["text"]:
            form.fields["text"].label = form.title
        return form

    def _nil(self, section):
        stored = drafting.lines_of(self.report, section, ALL).values()[ALL]["nil"]
        return NilForm(
            self.data,
            prefix=f"{section}-{ALL}",
            label=_NIL_LABELS[section],
            initial={"nil": bool(stored)},
        )


def drawn(form: forms.Form) -> dict[str, str]:
    """What a browser would send of a form as it is drawn."""
    sent = {}
    for bound in form:
        sent |= _sent(bound)
    return sent


def _stored_rows(report, sections):
    """What is stored of each row, by its section and key."""
    rows = {}
    if not set(ENTRY_FIELDS).isdisjoint(sections):
        rows |= {(entry.section, entry.key): entry for entry in report.entries.all()}
    if Section.DECISIONS in sections:
        rows |= {(Section.DECISIONS, row.key): row for row in report.decisions.all()}
    if Section.COMMITMENTS in sections:
        rows |= {(Section.COMMITMENTS, str(row.pk)): row for row in report.commitments.all()}
    return rows


def _plain(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return drafting.plain(value or "")


def _target(bound) -> str:
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


def _sent(bound):
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: "on"} if value else {}
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        return {f"{bound.html_name}{name}": part or "" for name, part in parts}
    return {bound.html_name: value or ""}
