"""Files and records from the web, from listed hosts and within limits of time and size."""

from indicators.sources.web.fetching import (
    MAX_SECONDS,
    Fetched,
    RequestSettings,
    download,
    fetched,
    typed_place,
)
from indicators.sources.web.hosts import Place
from indicators.sources.web.pages import Page, Pages, download_pages, records_table

__all__ = [
    "MAX_SECONDS",
    "Fetched",
    "Page",
    "Pages",
    "Place",
    "RequestSettings",
    "download",
    "download_pages",
    "fetched",
    "records_table",
    "typed_place",
]
