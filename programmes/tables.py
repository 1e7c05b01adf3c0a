"""The list pages of programmes, as declarations."""

import django_tables2 as tables

from indicators.tables import NOWRAP, NUMBER, PICK, Cell, PageTable
from programmes.models import Programme


class ProgrammeTable(PageTable):
    """Programmes with their newest report: each record has it as ``newest``, or None."""

    title = Cell(
        template_name="programmes/cells/title.html", verbose_name="Programme", orderable=True
    )
    area = tables.Column()
    delivery_group = tables.Column(default="–")
    report = Cell(
        template_name="programmes/cells/newest.html",
        verbose_name="Newest report",
    )
    reported = Cell(template_name="programmes/cells/reported.html")

    caption = "Programmes"

    class Meta(PageTable.Meta):
        model = Programme
        fields = ("title", "area", "delivery_group", "report", "reported")
        empty_text = "You have no programme yet. The performance team gives people their roles."

    def order_title(self, queryset, is_descending):
        """By title, and by code where two have one title, so that pages never shuffle."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}title", "code"), True


class ReviewTable(PageTable):
    """Every programme's newest report, worst first; the rows are ``reports.standing.Standing``."""

    programme = Cell(template_name="programmes/cells/review_programme.html")
    reported = Cell(template_name="programmes/cells/review_reported.html")
    evidence = Cell(template_name="programmes/cells/review_evidence.html")
    red = tables.Column(verbose_name="Red figures", attrs=NUMBER, default="–")
    late = tables.Column(verbose_name="Late milestones", attrs=NUMBER, default="–")
    very_high = tables.Column(verbose_name="Very high risks", attrs=NUMBER, default="–")
    waiting = tables.Column(verbose_name="Decisions waiting", attrs=NUMBER, default="–")
    state = Cell(template_name="programmes/cells/review_state.html")

    caption = "Programmes, most in need of attention first"

    class Meta(PageTable.Meta):
        empty_text = "There is no programme yet."


class TickCell(Cell):
    """A box to tick. Its heading is not seen, only heard."""

    header_hidden = True


class ChaseTable(PageTable):
    """The reports expected now; the rows are ``round.Expected``."""

    select = TickCell(template_name="programmes/cells/chase_select.html", attrs=PICK)
    report = Cell(template_name="programmes/cells/chase_report.html")
    state = Cell(template_name="programmes/cells/chase_state.html")
    held_by = tables.Column(verbose_name="With")
    due = Cell(
        '{% if record.due_on %}{{ record.due_on|date:"j M" }}{% else %}–{% endif %}', attrs=NOWRAP
    )
    lateness = Cell(
        template_name="programmes/cells/chase_late.html", verbose_name="How late", attrs=NOWRAP
    )
    touched = Cell(template_name="programmes/cells/chase_touched.html", verbose_name="Last touched")
    reminded = Cell(template_name="programmes/cells/chase_reminded.html")

    caption = "Reports expected"
    row_header = "report"

    class Meta(PageTable.Meta):
        attrs = {"class": "app-table app-stack app-stack--3"}
        empty_text = "There is no programme yet."
