"""The background papers of a report: the pulls that its figures came from.

The Local Government Act 1972, section 100D, asks a report that is open to the public to list the
documents it relies on to a material extent. Text out of the snapshot.
"""

from dataclasses import dataclass
from datetime import date

from indicators.periods import day_label
from programmes.reports.exempt import withheld_in
from programmes.reports.schema import Snapshot

LAW_WORDS = (
    "What the figures of this report rely on, as section 100D of the Local Government Act 1972 "
    "asks. The performance team keeps each pull for inspection."
)


@dataclass(frozen=True)
class Paper:
    """What one source gave in one pull; ``taken``: the first and the last day of its figures."""

    source: str
    pull: int
    figures: int
    taken: tuple[date, date] | None = None
    pulled: date | None = None

    @property
    def when(self) -> str:
        """“3 February 2017, pulled 9 February 2017”, as far as it is known."""
        said = [_days(*self.taken)] if self.taken else []
        if self.pulled:
            said.append(f"pulled {day_label(self.pulled)}")
        return ", ".join(said) or "not recorded"


def background_papers(snapshot: Snapshot) -> list[Paper]:
    """Each pull that a current or previous figure came from, by source and number."""
    used = {}
    for facts in _figures(snapshot):
        if facts.pull is not None:
            used.setdefault((facts.source, facts.pull), []).append(facts)
    return [
        Paper(source, pull, len(figures), _span(figures), figures[0].pulled)
        for (source, pull), figures in sorted(used.items())
    ]


def none_words(snapshot: Snapshot) -> str:
    """What stands in place of the list where it has no row."""
    if withheld_in(snapshot):
        return "No figure in this copy came from a source. What is exempt need not be listed."
    return "No figure of this report came from a source, so there is no paper to list."


def paper_line(paper: Paper) -> str:
    """The same in one line: “Case system, pull 12: pulled 9 February 2017 (40 values)”."""
    noun = "value" if paper.figures == 1 else "values"
    return f"{paper.source}, pull {paper.pull}: {paper.when} ({paper.figures} {noun})"


def _figures(snapshot):
    for row in snapshot.indicators:
        for band in (row, *row.categories):
            yield from filter(None, (band.current, band.previous))


def _span(figures):
    days = [facts.taken for facts in figures if facts.taken]
    return (min(days), max(days)) if days else None


def _days(first, last):
    return day_label(first) if first == last else f"{day_label(first)} to {day_label(last)}"
