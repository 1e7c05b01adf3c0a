"""Asking the API of Explore Education Statistics for the figures of some areas."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from indicators.sources.base import SourceError
from indicators.sources.official.dfe_answers import (
    LEVELS,
    MOST_PAGES,
    Document,
    Meta,
    Page,
    api_table,
    read_answer,
)
from indicators.sources.official.dfe_table import level_of
from indicators.sources.official.fitting import listed
from indicators.sources.problems import did_you_mean, quoted
from indicators.sources.tables import Table, spelled
from indicators.sources.web import download, typed_place

ADDRESS = "https://api.education.gov.uk/statistics/v1"
PAGE_SIZE = 1000  # results


def asked_table(
    address: str, data_set: str, codes: Iterable[str], columns: Sequence[str], settings: dict
) -> Table:
    """What the API answers for the areas ``codes`` and the indicators ``columns``, as a table.

    Filters are not asked for: they are looked at afterwards, so that an error can list their
    values. One page is held at a time. Raises SourceError.
    """
    base = f"{address.rstrip('/')}/data-sets/{quote(data_set, safe='')}"
    meta = _asked(f"{base}/meta", Meta, settings)
    question = [("indicators", id) for id in _ids_of(columns, meta, data_set)]
    question += [("locations.in", _location(code)) for code in codes]
    question += [("pageSize", str(PAGE_SIZE))]
    return api_table(f"data set {data_set}", meta, _pages(f"{base}/query", question, settings))


def _ids_of(columns: Sequence[str], meta: Meta, data_set: str) -> list[str]:
    ids = {spelled(measured.name): measured.id for measured in meta.indicators}
    for column in columns:
        if spelled(column) not in ids:
            hint = did_you_mean(column, ids) or f" There is: {listed(ids)}."
            raise SourceError(f"The data set {data_set} has no indicator {quoted(column)}.{hint}")
    return list(dict.fromkeys(ids[spelled(column)] for column in columns))


def _location(code: str) -> str:
    """How the API is asked for an area: LA|oldCode|933."""
    level = next(short for short, level in LEVELS.items() if level == level_of(code))
    return f"{level}|{'oldCode' if level == 'LA' else 'code'}|{code}"


def _pages(address: str, question: list[tuple[str, str]], settings: dict) -> Iterator[Page]:
    for number in range(1, MOST_PAGES + 1):
        url = f"{address}?{urlencode([*question, ('page', str(number))], quote_via=quote)}"
        page = _asked(url, Page, settings)
        if page.paging.page != number:
            raise SourceError(
                f"The API was asked for page {number} and gave page {page.paging.page}."
            )
        yield page
        if number >= page.paging.total_pages:
            return
    raise SourceError(
        f"The answer of the API has more than {MOST_PAGES:,} pages. Name fewer areas, or read the "
        "release's CSV file instead."
    )


def _asked(url: str, kind: type[Document], settings: dict) -> Document:
    with TemporaryDirectory(prefix="source-") as folder:
        return read_answer(download(typed_place(url), settings, Path(folder)).path, kind)
