"""A programme over its reports: what is said of each, and the pictures with their numbers."""

from dataclasses import replace
from datetime import date

from lxml import html

from indicators.periods import add_months
from programmes.choices import RiskWeight
from programmes.reports.schema import PriorityRows
from programmes.reports.trend_charts import rag_strip, trends_html
from programmes.reports.trends import trends_from_parts, trends_of
from programmes.risk_scheme import Level
from tests.disclosed import monthly
from tests.markup import pick, words
from tests.snapshot_figures import HOSTILE, indicator
from tests.snapshots import sample_snapshot

SAMPLE = sample_snapshot()
MILESTONE = replace(SAMPLE.milestones[1], key="7")
RISK = replace(SAMPLE.risks[0], key="3")


def snapshot(back, *, reported="amber", evidence="red", days=0, likelihood=3, **changes):
    """The report of so many months before January 2017."""
    forecast = date.fromordinal(MILESTONE.baseline.toordinal() + days)
    return replace(
        SAMPLE,
        period_end=add_months(SAMPLE.period_end, -back),
        status=replace(SAMPLE.status, reported=reported, evidence=evidence),
        milestones=(replace(MILESTONE, forecast=forecast, slippage_days=days),),
        risks=(replace(RISK, likelihood=likelihood, impact=4, score=likelihood * 4),),
        **changes,
    )


TWO_LEVELS = (Level("Bearable", 1), Level("Grave", 8, RiskWeight.HIGH))
THREE = [
    snapshot(2, days=0, reported=None),
    snapshot(1, days=14),
    snapshot(0, days=27, likelihood=4, reported="red"),
]


def page(trends, **how):
    return html.document_fromstring(trends_html(trends, **how))


def test_a_milestone_is_told_by_each_change_of_its_date():
    [line] = trends_of(THREE).milestones

    assert line.values == (0, 14, 27)
    assert line.told == (
        "24 Jan 2017 (on its baseline) from Nov 2016; 7 Feb 2017 (14 days late) from Dec 2016; "
        "20 Feb 2017 (27 days late) from Jan 2017"
    )
    assert line.now == "27 days late"


def test_a_score_is_told_once_while_it_stays():
    [line] = trends_of(THREE).risks

    assert line.values == (12, 12, 16)
    assert line.told == "12 (3\u00a0×\u00a04) from Nov 2016; 16 (4\u00a0×\u00a04) from Jan 2017"
    assert line.now == "16, very high"


def test_a_row_is_known_by_its_key_when_its_title_changes_and_may_be_new():
    first = replace(THREE[0], risks=(), milestones=(replace(MILESTONE, title="Its old name"),))

    trends = trends_of([first, *THREE[1:]])

    assert trends.risks[0].values == (None, 12, 16)
    assert trends.milestones[0].values == (MILESTONE.slippage_days, 14, 27)


def test_the_squares_of_a_risk_are_told_once_while_it_stays_or_is_away():
    away = replace(THREE[1], risks=())

    assert trends_of(THREE).risk_squares == [[(3, 4), (4, 4)]]
    assert trends_of([snapshot(3), away, THREE[2]]).risk_squares == [[(3, 4), (4, 4)]]
    assert trends_of(THREE[:1]).risk_squares == []


def test_days_early_done_and_no_new_date_are_said():
    def told(**changes):
        row = replace(MILESTONE, **changes)
        return trends_of([replace(one, milestones=(row,)) for one in THREE]).milestones[0].told

    done = {"completed": date(2017, 1, 19), "slippage_days": -5}
    assert told(**done) == "done 19 Jan 2017 (5 days early) from Nov 2016"
    assert told(forecast=None) == "no new date from Nov 2016"


def test_reports_come_in_any_order_and_in_one_version_each():
    trends = trends_of([THREE[2], THREE[0], THREE[1], THREE[2]])

    assert [past.period_end.month for past in trends.pasts] == [11, 12, 1]


def test_one_report_has_no_history_but_its_indicators_have():
    trends = trends_of(THREE[:1])

    assert not trends.compared
    assert trends.milestones == trends.risks == []
    assert pick(page(trends), "#trend-indicators")
    assert not pick(page(trends), "#trend-status")


def test_without_a_report_nothing_is_shown():
    assert trends_html(trends_of([])) == ""
    assert trends_html(trends_of([snapshot(0, priorities=())])) == ""


def test_every_rated_indicator_stands_with_its_numbers():
    december = replace(monthly(4)[0], end=date(2015, 12, 31))
    rows = (
        indicator("T4-01", series=(december, *monthly(1, 2, None, 3))),
        indicator("T4-02", rag="not_rated"),
    )
    trends = trends_of([snapshot(0, priorities=(PriorityRows(1, "Help", rows),))])

    shown = [words(row) for row in pick(page(trends), "tbody tr")]
    assert len(shown) == 1
    assert "2015: Dec 4; 2016: Jan 1, Feb 2, Mar –, Apr 3" in shown[0]
    assert len(pick(page(trends), ".chart-spark")) == 1


def test_the_strip_has_twelve_reports_a_row_the_newest_row_full():
    found = page(trends_of([snapshot(back) for back in range(15)]))

    strips = pick(found, ".chart-strip")
    assert [len(pick(strip, "rect")) for strip in strips] == [6, 24]


def test_every_picture_says_what_it_shows_and_has_its_numbers_in_a_table():
    found = page(trends_of(THREE))

    assert [words(title) for title in pick(found, ".chart-course title")] == [
        "Days late over 3 reports: 0, 14, 27",
        "Score over 3 reports: 12, 12, 16",
    ]
    [square] = pick(found, ".chart-paths title")
    assert words(square) == (
        "Risk matrix over time: risk 1, likelihood 3 impact 4, then likelihood 4 impact 4"
    )
    [title] = pick(found, ".chart-strip title")
    assert words(title) == (
        "Ratings: November 2016 reported not set, evidence red; "
        "December 2016 reported amber, evidence red; January 2017 reported red, evidence red"
    )
    [table] = pick(found, ".trend__words")
    assert [words(cell) for cell in pick(table, "tbody tr:first-child *")] == [
        "30 Nov 2016", "Not set", "Red",
    ]  # fmt: skip
    assert not pick(found, "details")
    assert pick(page(trends_of(THREE), folded=True), "details")


def test_letters_tell_ratings_apart_without_colour():
    letters = rag_strip(trends_of(THREE).pasts).split("</text>")

    assert [text[-1] for text in letters if 'font-size="12"' in text] == list("–RARRR")


def test_what_people_wrote_is_shown_as_text():
    hostile = [
        replace(
            one,
            milestones=(replace(MILESTONE, title=HOSTILE),),
            risks=(replace(RISK, title=HOSTILE),),
        )
        for one in THREE
    ]

    found = page(trends_of(hostile))

    assert not pick(found, "script")
    assert not pick(found, "img")
    heads = [words(head) for head in pick(found, "tbody th")]
    shown = " ".join(HOSTILE.split())
    assert (heads.count(shown), heads.count(f"1 {shown}")) == (1, 1)


def test_parts_of_stored_snapshots_say_the_same_as_whole_ones():
    parts = [
        {
            "period_end": one.period_end,
            "reported": one.status.reported,
            "evidence": one.status.evidence,
            "milestones": one.to_data()["milestones"],
            "risks": one.to_data()["risks"],
        }
        for one in THREE
    ]

    newest = levels_of_our_own(THREE[-1]).to_data()
    whole = trends_of([*THREE[:2], levels_of_our_own(THREE[-1])])
    assert trends_from_parts(parts, newest["priorities"], newest["key"]) == whole


def levels_of_our_own(one):
    """The same report, judged by two levels."""
    return replace(one, key=replace(one.key, risk_levels=TWO_LEVELS))
