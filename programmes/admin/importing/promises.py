"""Imports and exports of what programmes promise: their indicators, milestones and risks."""

from programmes.admin.importing import columns
from programmes.admin.importing.columns import shared
from programmes.admin.importing.fields import (
    ColumnField,
    IndicatorWidget,
    PriorityWidget,
    ProgrammeWidget,
)
from programmes.admin.importing.measures import indicators_by_code
from programmes.admin.importing.resources import ExchangeResource
from programmes.models import Milestone, Priority, Programme, ProgrammeIndicator, Risk


def programmes_by_code() -> dict[str, Programme]:
    """Every programme."""
    return Programme.objects.in_bulk(field_name="code")


class PlaceResource(ExchangeResource):
    """The places of indicators in programmes, found by programme, priority and indicator."""

    programme = ColumnField(
        "priority__programme", columns.PROGRAMME, ProgrammeWidget, readonly=True
    )
    priority = ColumnField("priority", columns.PRIORITY, PriorityWidget)
    code = ColumnField("indicator", columns.CODE, IndicatorWidget)
    position = ColumnField("position", columns.POSITION, keeps=True)

    class Meta:
        model = ProgrammeIndicator
        import_id_fields = ["programme", "priority", "code"]
        fields = ["programme", "priority", "code", "position"]

    def in_order(self, rows):
        """In the order of the reports."""
        rows = rows.select_related("priority__programme", "indicator")
        return rows.order_by(
            "priority__programme__code", "priority__number", "position", "indicator__code"
        )

    def before_import(self, dataset, **kwargs):
        """Read the programmes, their priorities and the indicators."""
        programmes = programmes_by_code()
        numbered: dict[str, dict[int, Priority]] = {code: {} for code in programmes}
        for priority in Priority.objects.select_related("programme"):
            numbered[priority.programme.code][priority.number] = priority
        self.fields["programme"].widget.known = programmes
        self.fields["priority"].widget.known = numbered
        self.fields["code"].widget.known = indicators_by_code()


class PromiseResource(ExchangeResource):
    """Rows of a programme that are found by their title."""

    def in_order(self, rows):
        """In the order of the reports."""
        return rows.select_related("programme").order_by("programme__code", "position", "title")

    def before_import(self, dataset, **kwargs):
        """Read the programmes."""
        self.fields["programme"].widget.known = programmes_by_code()


class MilestoneResource(PromiseResource):
    """Milestones, found by programme and title."""

    programme = ColumnField("programme", columns.PROGRAMME, ProgrammeWidget)
    title = ColumnField("title", shared("milestones", "title"))
    planned_on = ColumnField("baseline_on", shared("milestones", "planned_on"))
    forecast_on = ColumnField("forecast_on", shared("milestones", "forecast_on"))
    completed_on = ColumnField("completed_on", shared("milestones", "completed_on"))
    progress = ColumnField("progress", shared("milestones", "progress"))
    remedy = ColumnField("remedy", columns.REMEDY)
    position = ColumnField("position", columns.POSITION, keeps=True)

    class Meta:
        model = Milestone
        import_id_fields = ["programme", "title"]
        fields = [
            "programme", "title", "planned_on", "forecast_on", "completed_on", "progress",
            "remedy", "position",
        ]  # fmt: skip


class RiskResource(PromiseResource):
    """Risks, found by programme and title."""

    programme = ColumnField("programme", columns.PROGRAMME, ProgrammeWidget)
    title = ColumnField("title", shared("risks", "title"))
    likelihood = ColumnField("likelihood", shared("risks", "likelihood"))
    impact = ColumnField("impact", shared("risks", "impact"))
    owner = ColumnField("owner", shared("risks", "owner"))
    mitigation = ColumnField("mitigation", shared("risks", "mitigation"))
    closed_on = ColumnField("closed_on", columns.CLOSED_ON)
    closed_reason = ColumnField("closed_reason", columns.CLOSED_REASON)
    position = ColumnField("position", columns.POSITION, keeps=True)

    class Meta:
        model = Risk
        import_id_fields = ["programme", "title"]
        fields = [
            "programme", "title", "likelihood", "impact", "owner", "mitigation", "closed_on",
            "closed_reason", "position",
        ]  # fmt: skip
