"""The tables of the indicators app."""

from indicators.models.area import Area
from indicators.models.closed_day import ClosedDay
from indicators.models.council import Council
from indicators.models.definition import DefinitionChange, definitions_column, definitions_of
from indicators.models.disclosure import DisclosureProfile
from indicators.models.indicator import Category, Indicator
from indicators.models.neighbours import NeighbourSet
from indicators.models.observation import Observation, Revision
from indicators.models.pull import Pull, Rejection
from indicators.models.quality import Acknowledgement
from indicators.models.roll_over import RollOver, RollOverRow
from indicators.models.source import Source
from indicators.models.target import Target

__all__ = [
    "Acknowledgement",
    "Area",
    "Category",
    "ClosedDay",
    "Council",
    "DefinitionChange",
    "DisclosureProfile",
    "Indicator",
    "NeighbourSet",
    "Observation",
    "Pull",
    "Rejection",
    "Revision",
    "RollOver",
    "RollOverRow",
    "Source",
    "Target",
    "definitions_column",
    "definitions_of",
]
