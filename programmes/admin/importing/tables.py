"""Which table each page of the admin imports and exports."""

from programmes.admin.importing.measures import IndicatorResource, TargetResource
from programmes.admin.importing.pages import ImportPages
from programmes.admin.importing.promises import MilestoneResource, PlaceResource, RiskResource


class IndicatorImports(ImportPages):
    """Import and export of indicators."""

    resource_classes = [IndicatorResource]


class TargetImports(ImportPages):
    """Import and export of targets."""

    resource_classes = [TargetResource]


class PlaceImports(ImportPages):
    """Import and export of the places of indicators in programmes."""

    resource_classes = [PlaceResource]


class MilestoneImports(ImportPages):
    """Import and export of milestones."""

    resource_classes = [MilestoneResource]


class RiskImports(ImportPages):
    """Import and export of risks."""

    resource_classes = [RiskResource]
