"""The list pages of programmes, as declarations."""

import django_tables2 as tables
from django.db.models import F

from indicators.tables import NOWRAP, NUMBER, PICK, WIDE, Cell, PageTable
from programmes.models import Decision, Programme


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


class TickCell(Cell):
    """A box to tick. Its heading is not seen, only heard."""

    header_hidden = True


class ReviewTable(PageTable):
    """The programmes of a round; the rows are ``review.ReviewRow``."""

    select = TickCell(template_name="programmes/cells/review_select.html", attrs=PICK)
    programme = Cell(template_name="programmes/cells/review_programme.html")
    reported = Cell(template_name="programmes/cells/review_reported.html")
    evidence = Cell(template_name="programmes/cells/review_evidence.html")
    red = Cell(
        template_name="programmes/cells/review_red.html", verbose_name="Red figures", attrs=NUMBER
    )
    moved = Cell(
        template_name="programmes/cells/review_moved.html", verbose_name="Since the last report"
    )
    slipped = Cell(template_name="programmes/cells/review_slipped.html", attrs=NUMBER)
    late = Cell(
        template_name="programmes/cells/review_late.html",
        verbose_name="Late milestones",
        attrs=NUMBER,
    )
    unchanged = Cell(
        template_name="programmes/cells/review_unchanged.html", verbose_name="Unchanged text"
    )
    state = Cell(template_name="programmes/cells/review_state.html", verbose_name="Handed in")
    decisions = Cell(
        template_name="programmes/cells/review_decisions.html",
        verbose_name="Decisions wanted",
        attrs=NUMBER,
    )

    caption = "Programmes of the round"
    row_header = "programme"

    class Meta(PageTable.Meta):
        attrs = {"class": "app-table app-stack app-stack--3 app-review"}
        empty_text = "No programme is like that. Show all programmes to see the others."


class ChaseTable(PageTable):
    """The reports expected now; the rows are ``round.Expected``."""

    select = TickCell(template_name="programmes/cells/chase_select.html", attrs=PICK)
    report = Cell(template_name="programmes/cells/chase_report.html")
    state = Cell(template_name="programmes/cells/chase_state.html", attrs=WIDE)
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


class DecisionTable(PageTable):
    """The ledger; each record has its text ``worded``, set for one page of rows."""

    text = Cell(template_name="programmes/cells/decision_text.html", verbose_name="Decision")
    programme = Cell(
        template_name="programmes/cells/decision_programme.html",
        accessor="report__programme",
        orderable=True,
    )
    report = Cell(
        template_name="programmes/cells/decision_report.html",
        order_by=("report__period_end", "report__programme__number"),
        orderable=True,
    )
    outcome = tables.Column(orderable=True)
    decided = Cell(
        template_name="programmes/cells/decision_decided.html",
        verbose_name="When and by whom",
        accessor="decided_on",
        empty_values=(),
        orderable=True,
    )
    note = Cell("{{ value|linebreaksbr }}", default="–")

    caption = "All decisions"

    class Meta(PageTable.Meta):
        model = Decision
        fields = ("text", "programme", "report", "outcome", "decided", "note")
        empty_text = "No decision is like that. Change what you look for, or show all."

    def order_programme(self, queryset, is_descending):
        """By number, the newest first within one."""
        sign = "-" if is_descending else ""
        return queryset.order_by(
            f"{sign}report__programme__number", f"{sign}report__programme__code", "-pk"
        ), True

    def order_outcome(self, queryset, is_descending):
        """Those that wait first, the newest first within an outcome."""
        return queryset.order_by(f"{'-' if is_descending else ''}outcome", "-pk"), True

    def order_decided(self, queryset, is_descending):
        """By day; those that wait come last."""
        day = F("decided_on")
        by = day.desc(nulls_last=True) if is_descending else day.asc(nulls_last=True)
        return queryset.order_by(by, "-pk"), True


class PackTable(PageTable):
    """Meeting packs, the newest first."""

    title = Cell(template_name="programmes/cells/pack.html", verbose_name="Pack")
    state = tables.Column()
    reports = Cell(template_name="programmes/cells/pack_reports.html")
    by = Cell(
        "{{ record.by.get_full_name|default:record.by.username }}", verbose_name="Asked for by"
    )
    asked_at = Cell(
        "{% load moments %}{{ record.asked_at|moment }}", verbose_name="When", attrs=NOWRAP
    )

    caption = "Meeting packs, the newest first"

    class Meta(PageTable.Meta):
        empty_text = "No pack has been made yet."
