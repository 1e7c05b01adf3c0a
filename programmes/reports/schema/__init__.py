"""The snapshot: all that a report says, as plain frozen values.

Compose makes it, every renderer reads it and nothing else. Measured numbers are exact
``Decimal`` and become strings in JSON, dates become ISO text. Labels are part of it, so
that an old report keeps the words it was issued with. Fields may be added; none is renamed.
"""

from programmes.reports.schema.measured import (
    BenchmarkValue,
    CategoryRow,
    DirectionOfTravel,
    Explanation,
    IndicatorRow,
    Key,
    Point,
    PriorityRows,
    TargetFacts,
    ValueFacts,
)
from programmes.reports.schema.programme import (
    CommitmentRow,
    CouncilFacts,
    DecisionRow,
    EntryText,
    ExemptSection,
    MilestoneRow,
    PastStatus,
    ProgrammeFacts,
    RiskRow,
    SectionText,
    Status,
)
from programmes.reports.schema.snapshot import (
    INTERNAL,
    SCHEMA,
    Snapshot,
    digest_of,
    from_data,
    from_plain,
)

__all__ = [
    "BenchmarkValue",
    "CategoryRow",
    "CommitmentRow",
    "CouncilFacts",
    "DecisionRow",
    "DirectionOfTravel",
    "EntryText",
    "ExemptSection",
    "Explanation",
    "INTERNAL",
    "IndicatorRow",
    "Key",
    "MilestoneRow",
    "PastStatus",
    "Point",
    "PriorityRows",
    "ProgrammeFacts",
    "RiskRow",
    "SCHEMA",
    "SectionText",
    "Snapshot",
    "Status",
    "TargetFacts",
    "ValueFacts",
    "digest_of",
    "from_data",
    "from_plain",
]
