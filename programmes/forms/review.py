"""Which programmes the review shows, and in what order."""

from collections.abc import Callable, Sequence
from datetime import date

from django import forms

from indicators.periods import month_label
from programmes.choices import ReportedRag
from programmes.review import ReviewRow

_SHOW: dict[str, tuple[str, Callable[[ReviewRow], bool]]] = {
    "exceptions": ("Exceptions only", lambda row: row.exception),
    "turned": ("Colour changed", lambda row: row.turned),
    "differs": ("Differs from evidence", lambda row: row.differs),
    "late": ("Late or missing", lambda row: row.missing or row.lateness.late),
    "decisions": ("Decision wanted", lambda row: bool(row.decisions)),
}
_NO_HEADLINE = 99
_COLOURS = {rag: place for place, rag in enumerate(ReportedRag.values)}  # red is 0


def _worst(row: ReviewRow):
    """What stands out most at the top; then where anything does at all."""
    rank = row.headline.rank if row.headline else _NO_HEADLINE
    reported = row.standing.reported if row.standing else None
    return rank, not row.exception, _COLOURS.get(reported, len(_COLOURS)), -_red(row)


def _red(row):
    return row.standing.red.count if row.standing else 0


_SORT: dict[str, tuple[str, Callable[[ReviewRow], tuple]]] = {
    "": ("Where to look first", _worst),
    "number": ("Programme number", lambda row: ()),
    "red": ("Red figures", lambda row: (-_red(row),)),
    "time": ("Time in colour", lambda row: (-row.standing.stood if row.standing else 0,)),
}


def _select(label):
    widget = forms.Select(attrs={"class": "govuk-select"})
    return forms.ChoiceField(label=label, required=False, widget=widget)


class ReviewForm(forms.Form):
    """The round, what of it is shown, and the order. What nobody offers counts as not chosen."""

    round = _select("Round")
    show = _select("Show")
    sort = _select("Sort by")

    def __init__(self, data, *, rounds: Sequence[date]):
        super().__init__(data)
        self.fields["round"].choices = [(end.isoformat(), month_label(end)) for end in rounds]
        self.fields["sort"].choices = [(key, label) for key, (label, _) in _SORT.items()]
        self.fields["show"].choices = [("", ""), *((key, key) for key in _SHOW)]
        self.is_valid()
        self._rounds = rounds

    @property
    def round_end(self) -> date | None:
        """The end of the round asked for; the newest that was reported on, where none is."""
        chosen = self.cleaned_data.get("round")
        return date.fromisoformat(chosen) if chosen else next(iter(self._rounds), None)

    def chosen(self, rows: Sequence[ReviewRow]) -> list[ReviewRow]:
        """The rows to show, in order. Each choice then says how many it would show."""
        counts = {key: sum(rule(row) for row in rows) for key, (_, rule) in _SHOW.items()}
        plural = "" if len(rows) == 1 else "s"
        self.fields["show"].choices = [
            ("", f"All {len(rows)} programme{plural}"),
            *((key, f"{label} ({counts[key]})") for key, (label, _) in _SHOW.items()),
        ]
        show, sort = self.cleaned_data.get("show"), self.cleaned_data.get("sort") or ""
        found = [row for row in rows if not show or _SHOW[show][1](row)]
        return sorted(found, key=_SORT[sort][1])
