"""LG Inform: the cross-tab that its web service gives out as CSV, one file a metric.

Settings of a source of this kind::

    {"url": "https://webservices.esd.org.uk/data.csv",
     "query": {"ApplicationKey": {"env": "LG_INFORM_KEY"}},
     "areas": {"E06000066": "Somerset", "E92000001": "England"},
     "metrics": [{"code": "P6-03", "metric_type": "891", "year_type": "financial",
                  "position": true}]}

- Where the files are: ``url`` of the service, which is asked for each ``metric_type``, for the
  areas wanted and the ``periods`` (latest:8 unless said otherwise); the application key comes
  from an environment variable. Or ``folder``, and ``file`` with each metric: a pattern; the
  file put there last is read.
- ``areas``: which areas to keep, by nine-character code, and what they are called here. An
  area whose code has changed is given with both codes and the one name.
- ``metrics``: our ``code`` and, for a band or breakdown, ``category``; ``year_type`` is
  financial, academic or calendar, where the labels are of years or quarters; ``position``
  where the value is one on the last day of the period.
- ``neighbours``: areas whose simple mean is kept under the name of an area here:
  {"name": "Statistical neighbours", "set": "2025 model", "members": ["E06000022"]}, or the name
  of a set that is kept in the admin: “Statistical neighbours, 2025 model”.
- ``missing``: what further signs stand for, such as {"-": "c"}. An empty cell is kept
  as not available, unless it says otherwise.

The first columns are area, area label and area long label; every other is a period, and a
second row of headings is passed over.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from msgspec import Meta, Struct

from indicators.choices import Basis
from indicators.periods import Period, YearType, parse_period
from indicators.sources.base import SourceError
from indicators.sources.neighbours import Text
from indicators.sources.official.crosstab import Crosstab
from indicators.sources.official.files import newest_file
from indicators.sources.official.reader import Name, OfficialReader, OfficialSettings
from indicators.sources.official.selection import Result
from indicators.sources.official.wanted import Take
from indicators.sources.problems import quoted
from indicators.sources.typed_settings import typed_settings
from indicators.sources.web import fetched


class Metric(Struct, kw_only=True, forbid_unknown_fields=True):
    """One of our indicators, and which metric of theirs it is."""

    code: Text
    category: Name = ""
    metric_type: str = ""
    file: str = ""
    year_type: YearType | None = None
    position: bool = False

    def take(self) -> Take:
        """What is wanted of the metric's file."""
        return Take(self.code, self.category, "", "", "", {})

    def period(self, label: str) -> Period:
        """The period that a heading names, or its last day. Raises PeriodError."""
        period = parse_period(label, self.year_type)
        return Period(period.end, period.end, Basis.SNAPSHOT) if self.position else period


class LgInformSettings(OfficialSettings, kw_only=True, forbid_unknown_fields=True):
    """What a source of this kind may be told; the module says what each means."""

    metrics: Annotated[list[Metric], Meta(min_length=1)]
    periods: str = "latest:8"

    def check(self) -> None:
        """Raise SourceError for settings that do not go together."""
        super().check()
        self.refuse_unless_one()
        needed = "metric_type" if self.url else "file"
        for metric in self.metrics:
            if not getattr(metric, needed):
                raise SourceError(
                    f"The metric {quoted(metric.code)} needs “{needed}”, for the settings name a "
                    f"“{'url' if self.url else 'folder'}”. Add it."
                )

    def address(self, metric: Metric) -> str:
        """What the service is asked for one metric."""
        areas = ",".join(self.codes())
        question = {
            "metricType": metric.metric_type,
            "area": areas,
            "period": self.periods,
            "value.valueType": "raw",
            "columnGrouping": "period",
            "rowGrouping": "area",
        }
        return f"{self.url}{'&' if '?' in self.url else '?'}{urlencode(question)}"


class LgInformReader(OfficialReader):
    """Reads the cross-tab of each metric."""

    def results(self) -> Iterator[tuple[Sequence[Result], float]]:
        """What comes of each row of each file. Raises SourceError."""
        settings = typed_settings(self.settings, LgInformSettings)
        settings.check()
        for number, metric in enumerate(settings.metrics, start=1):
            with self._file(settings, metric) as path:
                wanted = settings.wanted_of(path.name, [metric.take()], {"": "x"})
                crosstab = Crosstab(path, wanted, metric.period)
                for results in crosstab.results():
                    yield results, number / len(settings.metrics)
                self.remark_on(crosstab.areas, path.name)

    @contextmanager
    def _file(self, settings: LgInformSettings, metric: Metric) -> Iterator[Path]:
        if settings.url:
            with fetched(settings.address(metric), self.settings) as path:
                yield path
        else:
            yield newest_file(settings.folder, metric.file)
