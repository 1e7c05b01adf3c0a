"""Rows of figures for snapshots made by hand, the awkward ones included."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from programmes.reports.schema import (
    BenchmarkValue,
    CategoryRow,
    DirectionOfTravel,
    IndicatorRow,
    Point,
    PriorityRows,
    TargetFacts,
    ValueFacts,
)

HOSTILE = '<script>alert("x")</script><img src="http://127.0.0.1:9/x"> & {{ secret }} {% now "Y" %}'
NO_ARROW = DirectionOfTravel(
    "none", "not_known", "not tested: no earlier value", "no earlier value"
)


def value(text: str, label: str, end: date = date(2017, 1, 31), **changes) -> ValueFacts:
    """A value at the end of a month."""
    facts = ValueFacts(
        value=Decimal(text),
        numerator=None,
        denominator=None,
        start=end,
        end=end,
        period=f"at {end.day} {end:%B %Y}",
        label=label,
        status="final",
        period_short=f"at {end.day} {end:%b %Y}",
    )
    return replace(facts, **changes)


def target(text: str | None, label: str, **changes) -> TargetFacts:
    """A target of one value."""
    number = None if text is None else Decimal(text)
    facts = TargetFacts(number, None, None, "internal", "2016/17", label, "to 21.735%")
    return replace(facts, **changes)


def indicator(code: str, **changes) -> IndicatorRow:
    """A monthly percentage that improves and meets its target."""
    row = IndicatorRow(
        code=code,
        name="Plans begun again within two years",
        unit="percent",
        polarity="lower",
        frequency="monthly",
        basis="snapshot",
        target=target("20.7", "at most 20.7%"),
        current=value("12.9", "12.9%", counts="69 of 535"),
        previous=value("13.9", "13.9%", date(2016, 12, 31), counts="71 of 510"),
        benchmarks=(),
        categories=(),
        rag="green",
        rag_reason="Meets the target of at most 20.7%.",
        direction=DirectionOfTravel(
            "down", "improving", "not tested: mostly the same people", "down from 13.9% (71 of 510)"
        ),
        change="down from 13.9% (71 of 510)",
        expected_period="January 2017",
    )
    return replace(row, **changes)


def sample_priorities():
    """Rated rows, awkward rows, and a priority without any."""
    return (
        PriorityRows(1, "Help for families", (indicator("T4-01", series=_series()), *_judged())),
        PriorityRows(2, "Awkward figures", _awkward()),
        PriorityRows(3, "Workforce", ()),
    )


def _series():
    values = ("14.1", "13.2", None, "15.0", "13.9", "12.9")
    months = (
        (2016, 8, 31),
        (2016, 9, 30),
        (2016, 10, 31),
        (2016, 11, 30),
        (2016, 12, 31),
        (2017, 1, 31),
    )
    return tuple(
        Point(date(*month), None if text is None else Decimal(text), joined=text != "15.0")
        for text, month in zip(values, months, strict=True)
    )


def _judged():
    worse = DirectionOfTravel(
        "up", "worsening", "beyond usual variation (p = 0.012, Fisher’s exact test)", "up from 22"
    )
    level = DirectionOfTravel("same", "no_change", "not tested: two values", "level with 92.4%")
    return (
        indicator(
            "T4-02",
            name="Visits made on time",
            polarity="higher",
            rag="amber",
            rag_reason="Misses the target of at least 95% by no more than 5% of it (4.75 points).",
            target=target("95", "at least 95%", amber_limit="from 90.25%"),
            direction=level,
            change="level with 92.4%",
        ),
        indicator(
            "T4-03",
            name="Cases without a visit",
            unit="count",
            rag="red",
            rag_reason="Misses the target of 0, which has no amber band.",
            target=target("0", "0", amber_limit="none"),
            current=value("33", "33", status="revised"),
            direction=worse,
            change="up from 22",
            warnings=("A newer value was due and has not come.", HOSTILE),
            note="46 cases of which 13 are left out.",
        ),
        indicator(
            "T4-04",
            name="Caseload of each worker",
            unit="ratio",
            target=replace(target(None, "between 12 and 18"), lower=Decimal(12), upper=Decimal(18)),
            current=value(
                "15.25", "15.3", status="provisional", period_short="Jan 2017, provisional"
            ),
        ),
    )


def _awkward():
    spent = DirectionOfTravel(
        "up", "not_judged", "not tested: one running total", "up from £4,305,094"
    )
    broken = DirectionOfTravel(
        "none", "not_known", "not tested: definition revised", "definition revised"
    )
    not_rated = {"rag": "not_rated", "target": None}
    return (
        indicator(
            "T4-05",
            name="Placements made",
            unit="count",
            current=None,
            previous=value("3", "3", date(2016, 12, 31), note="Approximate."),
            direction=NO_ARROW,
            rag_reason="no value for January 2017",
            information_only=True,
            **not_rated,
        ),
        indicator("T4-06", name="Homes", direction=broken, change="definition revised"),
        indicator(
            "T4-07",
            name="Spend, year to date",
            unit="pounds",
            polarity="neither",
            basis="year_to_date",
            current=value("4943674", "£4,943,674"),
            previous=value("4305094", "£4,305,094", date(2016, 12, 31)),
            direction=spent,
            change="up from £4,305,094",
            rag_reason="information only",
            information_only=True,
            **not_rated,
        ),
        indicator(
            "T4-08",
            name=f"Enquiries for each 10,000 {HOSTILE}",
            unit="rate_per_10000",
            frequency="quarterly",
            benchmarks=(
                BenchmarkValue("England", Decimal("52.5"), "2015/16", "52.5"),
                BenchmarkValue("South West", None, "2015/16", "Suppressed"),
            ),
        ),
        indicator("T4-09", name="Pupils at the standard", frequency="annual", unit="percent"),
        _banded(),
    )


def _banded():
    down = DirectionOfTravel("down", "decreasing", "not tested: two values", "down from 14%")
    return indicator(
        "T4-10",
        name="Days to assessment",
        target=None,
        current=None,
        previous=None,
        rag="not_rated",
        rag_reason="read by band",
        direction=DirectionOfTravel(
            "none", "not_known", "not tested: read by band", "read by band"
        ),
        change="read by band",
        categories=(
            CategoryRow(
                "1 to 10",
                target("17.88", "17.9%"),
                value("13.3", "13.3%"),
                value("14", "14%", date(2016, 12, 31)),
                down,
            ),
            CategoryRow(
                "11 and over", None, value("86.7", "86.7%", counts="13 of 15"), None, NO_ARROW
            ),
            CategoryRow("Not recorded", target("1", "1%"), None, None, NO_ARROW),
            CategoryRow(HOSTILE, None, None, None, NO_ARROW),
        ),
    )
