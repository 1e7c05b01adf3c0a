"""The columns of the exchange format, and what may stand in them; ``sheets`` adds the values.

The one list of them: the reader checks by it, and the empty workbook is made from it.
"""

from indicators.choices import Basis, Frequency, Polarity, TargetKind, ToleranceKind, Unit
from indicators.models import Area, Category, DefinitionChange, Indicator, Target
from indicators.sources.cells import to_date, to_number
from programmes.exchange.kinds import line, text, whole, word, yes_or_no
from programmes.exchange.typed import Column
from programmes.models import Milestone, Priority, Programme, Risk

_POSITIONS = ((0, 999), "Numbers of priorities go up to 999.")
_DECIMALS = ((0, 4), "At most 4 digits are kept after the point.")
_LEVELS = ((1, 5), "Likelihood and impact are each from 1 to 5.")
_INDICATOR = ("indicators", "code")

COLUMNS: dict[str, tuple[Column, ...]] = {
    "programme": (
        text(
            "code",
            Programme,
            filled=True,
            guide="A short code of your own that never changes. It stands in web addresses.",
            example="EH",
        ),
        text("number", Programme, guide="Its number in your plan, if it has one.", example="3"),
        text(
            "title",
            Programme,
            filled=True,
            guide="Its name, as it stands at the head of the report.",
            example="Early help for families",
        ),
        text(
            "area",
            Area,
            "name",
            filled=True,
            guide="Your council, as the sheet observations names it.",
            example="Exampleshire",
        ),
        text(
            "delivery_group",
            Programme,
            guide="Who delivers it.",
            example="Early help delivery group",
        ),
        text(
            "plan",
            Programme,
            guide="The plan that it belongs to.",
            example="Children and young people's plan",
        ),
        text("year", Programme, guide="The year of the plan.", example="2026/27"),
    ),
    "priorities": (
        whole("number", *_POSITIONS, filled=True, guide="Its number.", example="1"),
        text(
            "title",
            Priority,
            filled=True,
            guide="What it is to achieve.",
            example="Families get help early",
        ),
    ),
    "indicators": (
        text(
            "code",
            Indicator,
            filled=True,
            guide="A short code of your own that never changes. Targets and values name it.",
            example="EH-01",
        ),
        whole(
            "priority",
            *_POSITIONS,
            filled=True,
            guide="The number of the priority that it stands under.",
            example="1",
            named_in=("priorities", "number"),
        ),
        text(
            "name",
            Indicator,
            filled=True,
            guide="What is measured, as a reader of the report should see it.",
            example="Early help assessments finished within 45 working days",
        ),
        word("unit", Unit, filled=True, guide="What a value counts.", example="percent"),
        whole(
            "decimals",
            *_DECIMALS,
            filled=True,
            guide="How many digits after the point its values have.",
            example="1",
        ),
        word("polarity", Polarity, filled=True, guide="Which way is good.", example="higher"),
        word(
            "frequency",
            Frequency,
            filled=True,
            guide="How often there is a new value.",
            example="monthly",
        ),
        word(
            "basis",
            Basis,
            filled=True,
            guide="What span of time one value covers.",
            example="rolling_12_months",
        ),
        text(
            "note",
            guide="How it is defined. Write “for information only” for one that is not rated.",
            example="Of all assessments finished in the period",
        ),
    ),
    "definition_changes": (
        text(
            "code",
            Indicator,
            filled=True,
            guide="The indicator.",
            example="EH-01",
            named_in=_INDICATOR,
        ),
        Column(
            "effective_from",
            to_date,
            filled=True,
            guide="The first day of the new definition. No value is compared over it.",
            example="2026-04-01",
        ),
        line(
            "sentence",
            DefinitionChange,
            filled=True,
            guide="What changed, as the report is to print it.",
            example="Assessments that were stopped early are now counted.",
        ),
    ),
    "targets": (
        text(
            "code",
            Indicator,
            filled=True,
            guide="The indicator.",
            example="EH-01",
            named_in=_INDICATOR,
        ),
        text(
            "category",
            Category,
            "name",
            guide="The band or group that it is for. Empty: the indicator as a whole.",
        ),
        Column("value", to_number, guide="The target: digits only, no % or £.", example="85"),
        Column(
            "effective_from",
            to_date,
            filled=True,
            guide="The first day it is in force.",
            example="2026-04-01",
        ),
        Column(
            "effective_to",
            to_date,
            guide="The last day it is in force. Empty: until further notice.",
            example="2027-03-31",
        ),
        text(
            "origin",
            Target,
            filled=True,
            guide="Where it comes from: internal, or the average of your statistical neighbours.",
            example="internal",
        ),
        text("note", Target, "reason", guide="Why it was set or changed."),
        Column(
            "lower",
            to_number,
            required=False,
            guide="For a range to stay in: its lower end, and no value.",
        ),
        Column("upper", to_number, required=False, guide="For a range: its upper end."),
        Column(
            "amber_tolerance",
            to_number,
            required=False,
            guide="How far off is still amber. Empty: the indicator's own, or the default.",
        ),
        word(
            "tolerance_kind",
            ToleranceKind,
            required=False,
            guide="How the tolerance is measured.",
        ),
        text(
            "vintage",
            Target,
            required=False,
            guide="The period that a borrowed figure is for, such as 2025/26.",
        ),
        word("kind", TargetKind, required=False, guide="The shape of the target."),
        Column(
            "indicative",
            yes_or_no,
            required=False,
            guide="Whether it was set for another group or period than the values.",
            words={"yes": "Its ratings are indicative", "no": "It fits the values"},
        ),
    ),
    "milestones": (
        text(
            "title",
            Milestone,
            filled=True,
            guide="What will be done.",
            example="Family hub opens in the north",
        ),
        Column(
            "planned_on",
            to_date,
            filled=True,
            guide="The day it was first promised for. It never moves.",
            example="2026-09-30",
        ),
        Column(
            "forecast_on",
            to_date,
            guide="The day it is now expected, where that is another.",
            example="2026-11-15",
        ),
        Column("completed_on", to_date, guide="The day it was done."),
        text("progress", Milestone, guide="How far it is.", example="The lease is signed"),
    ),
    "risks": (
        text(
            "title",
            Risk,
            filled=True,
            guide="What may happen.",
            example="Too few family workers are recruited",
        ),
        whole(
            "likelihood", *_LEVELS, filled=True, guide="From 1, rare, to 5, certain.", example="3"
        ),
        whole("impact", *_LEVELS, filled=True, guide="From 1, slight, to 5, severe.", example="4"),
        text(
            "owner",
            Risk,
            guide="Who looks after it: a post, not a name.",
            example="Head of early help",
        ),
        text("mitigation", Risk, guide="What is done about it.", example="A campaign in spring"),
    ),
}
