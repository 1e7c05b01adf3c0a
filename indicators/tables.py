"""The list pages of indicators and pulls, as declarations."""

import django_tables2 as tables
from django.utils.safestring import mark_safe

from indicators.models import Indicator, Rejection

NUMBER = {"td": {"class": "num"}}
WIDE = {"td": {"class": "wide"}}
NOWRAP = {"td": {"class": "app-nowrap"}}
PICK = {"td": {"class": "pick"}}  # a box to tick


class Cell(tables.TemplateColumn):
    """A cell from a template. One with nothing to say is truly empty, so that it can be hidden."""

    def render(self, *args, **kwargs):
        """The template's text without the space around it."""
        return mark_safe(super().render(*args, **kwargs).strip())  # noqa: S308 - a template's own


class PageTable(tables.Table):
    """What every table shares: its look, and a caption that says what it lists.

    ``row_header`` names the column that says what a row is about, where it is not the first.
    """

    caption = ""
    caption_hidden = True
    row_header = ""

    class Meta:
        attrs = {"class": "app-table app-stack"}
        orderable = False


class IndicatorTable(PageTable):
    """Indicators as they stand: each record has its ``assessed``, set for one page of rows."""

    name = Cell(
        template_name="indicators/cells/name.html", verbose_name="Indicator", orderable=True
    )
    value = Cell(template_name="indicators/cells/value.html", attrs=NUMBER)
    target = Cell(template_name="indicators/cells/target.html", attrs=NUMBER)
    change = Cell(template_name="indicators/cells/change.html")
    rating = Cell(template_name="indicators/cells/rating.html")
    frequency = tables.Column(verbose_name="How often", orderable=True)

    caption = "Indicators"

    class Meta(PageTable.Meta):
        model = Indicator
        fields = ("name", "value", "target", "change", "rating", "frequency")
        empty_text = "No indicator matches. Change the words above, or show all."
        order_by = "code"

    def order_name(self, queryset, is_descending):
        """By name, and by code where two have one name, so that pages never shuffle."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}name", "code"), True

    def order_frequency(self, queryset, is_descending):
        """By frequency, then code."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}frequency", "code"), True


class SourceTable(PageTable):
    """Sources with their pulls; the rows are ``source_list.SourceLine``."""

    name = Cell(template_name="indicators/cells/source.html", verbose_name="Source")
    last_success = Cell(template_name="indicators/cells/last_success.html")
    state = Cell(template_name="indicators/cells/state.html")
    came = tables.Column(verbose_name="What came", attrs=WIDE)
    next_due = Cell(template_name="indicators/cells/next_due.html")
    pull = Cell(template_name="indicators/cells/pull_now.html", verbose_name="Pull")

    caption = "Sources"

    class Meta(PageTable.Meta):
        empty_text = "No source has been set up yet. Add one in Admin."


class PullTable(PageTable):
    """Pulls, newest first."""

    pull = Cell(template_name="indicators/cells/pull.html")
    requested_at = Cell("{% load moments %}{{ value|moment }}", verbose_name="Asked for")
    state = Cell(template_name="indicators/cells/pull_state.html")
    came = Cell(
        template_name="indicators/cells/came.html",
        verbose_name="What came",
        attrs=WIDE,
    )

    caption = "Latest pulls"
    caption_hidden = False

    class Meta(PageTable.Meta):
        empty_text = "Nothing has been pulled yet."


class RejectionTable(PageTable):
    """The rows that a pull could not take."""

    message = tables.Column(verbose_name="What is wrong")
    text = Cell(
        "{% if value %}<code>{{ value }}</code>{% else %}–{% endif %}",
        verbose_name="It says",
    )
    field = tables.Column(verbose_name="Column", default="–")
    place = tables.Column(verbose_name="Where", attrs=WIDE)

    caption = "Rejected rows"
    caption_hidden = False

    class Meta(PageTable.Meta):
        model = Rejection
        fields = ("message", "text", "field", "place")
        empty_text = "No row was rejected."


class RevisedTable(PageTable):
    """The values a pull revised: each record has its ``revised`` and ``said``, set for one page."""

    indicator = Cell(template_name="indicators/cells/revised.html")
    period = Cell("{{ record.said.period }}")
    was = Cell(
        "{{ record.said.was.value }}<small>{{ record.said.was.counts }}</small>", attrs=NUMBER
    )
    now = Cell(
        "{{ record.said.now.value }}<small>{{ record.said.now.counts }}</small>",
        attrs=NUMBER,
        verbose_name="This pull brought",
    )
    parts = Cell('{{ record.revised.parts|join:", "|capfirst }}', verbose_name="What changed")

    caption = "Revised values"
    caption_hidden = False

    class Meta(PageTable.Meta):
        pass
