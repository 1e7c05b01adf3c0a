"""The numbers behind a programme's trends, as rows of a spreadsheet."""

from programmes.reports import plain
from programmes.reports.cells import Cell, Sheet
from programmes.reports.trends import Past, Trends, expected_words, score_words

NAME = "Trends"
_HEADINGS = ("Of", "Name", "Period to", "Number", "In words")
_ORDER = _STATUS, _MILESTONE, _RISK = ("Status", "Milestone, days late", "Risk, score")


def trend_sheet(trends: Trends) -> Sheet:
    """Ratings, days late and scores of every report that is looked back on, the oldest first.

    The number of a milestone is in days after its baseline, of a risk its score of 1 to 25. The
    values of indicators stand on a sheet of their own.
    """
    if not trends.compared:
        return _HEADINGS, []
    rows = [row for past in trends.pasts for row in _rows(past)]
    return _HEADINGS, sorted(rows, key=lambda row: _ORDER.index(row[0]))


def _rows(past: Past) -> list[tuple[Cell, ...]]:
    reported = plain.label(past.reported or "", "rag") or "Not set"
    day = past.period_end
    return [
        (_STATUS, "Reported", day, None, reported),
        (_STATUS, "Evidence", day, None, plain.label(past.evidence, "rag")),
        *(
            (_MILESTONE, row.title, day, row.slippage_days, expected_words(row))
            for row in past.milestones
        ),
        *((_RISK, row.title, day, row.score, score_words(row)) for row in past.risks),
    ]
