"""A list of records that a server gives out as JSON, whole or page by page."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted
from indicators.sources.tables import Table, make_table
from indicators.sources.web.documents import cells_of, part_of, read_document, records_of
from indicators.sources.web.fetching import (
    MAX_UNPACKED,
    Fetched,
    download,
    linked_place,
    with_parameter,
)
from indicators.sources.web.hosts import Place

MAX_PAGES = 1000


class Pages(Struct, kw_only=True, forbid_unknown_fields=True):
    """How the next page is asked for: by a link in the answer, or by number.

    ``next`` is the place of the link in the document, such as links.next. Or ``number`` is the
    query parameter that counts the pages from ``first`` on: up to the number that stands at the
    place ``last`` or, without that, up to the first page with no records. Where there are more
    than ``most`` pages, none is taken.
    """

    next: str = ""
    number: str = ""
    first: int = 1
    last: str = ""
    most: int = 100


class Page(NamedTuple):
    """One page: its file, how many records it has, and the headings of their values."""

    path: Path
    label: str
    count: int
    headings: list[str]


def download_pages(
    place: Place, paging: Pages | None, settings: dict, folder: Path, records: str = ""
) -> Iterator[Page]:
    """Every page of the list from ``place`` on; a single one where there is no ``paging``.

    ``records`` is where the records stand in a page. Raises SourceError.
    """
    _check(paging)
    if paging and paging.number:
        place = with_parameter(place, paging.number, str(paging.first))
    size, before = 0, None
    for count in range(1, (paging.most if paging else 1) + 1):
        file = download(place, settings, folder / str(count))
        document = read_document(file.path)
        found = records_of(document, records, file.path.name)
        size += file.path.stat().st_size
        if found and found == before:
            raise SourceError(
                f"Page {count} of {quoted(file.place.label)} is the same as the one before. "
                "Check in “pages” how the next page is asked for."
            )
        if size > MAX_UNPACKED:
            raise SourceError(f"{quoted(file.place.label)} gives out more than can be taken.")
        yield _page(file, found, count if paging else 0)
        following = paging and _following(paging, file, document, count)
        if not found or following is None:
            return
        place, before = following, found
    raise SourceError(
        f"{quoted(place.label)} has more than {count} pages. Ask for less, or allow more of them "
        f"with “most” in “pages” (up to {MAX_PAGES:,})."
    )


def records_table(pages: Sequence[Page], records: str) -> Table:
    """The records of all ``pages``, one a row, with every heading that any of them has.

    Raises SourceError where there is none.
    """
    headings = list(dict.fromkeys(heading for page in pages for heading in page.headings))
    if not headings:
        raise SourceError(f"There are no records in {pages[0].label} yet.", retry=True)
    whole = sum(page.count for page in pages)
    done = 0

    def rows() -> Iterator[tuple[str, list[str]]]:
        nonlocal done
        yield pages[0].label, headings
        for page in pages:
            found = records_of(read_document(page.path), records, page.label)
            for number, record in enumerate(found, start=1):
                done += 1
                cells = cells_of(record)
                yield f"{page.label} record {number}", [cells.get(name, "") for name in headings]

    return make_table(pages[0].label, rows(), lambda: done / whole)


def _check(paging: Pages | None) -> None:
    if paging is None:
        return
    if bool(paging.next) == bool(paging.number):
        raise SourceError(
            "“pages” must give either “next”, the place of the link to the next page, or “number”, "
            "the query parameter that counts the pages."
        )
    if not 1 <= paging.most <= MAX_PAGES:
        raise SourceError(f"“most” in “pages” must be from 1 to {MAX_PAGES:,}.")


def _page(file: Fetched, found: list[dict], number: int) -> Page:
    label = f"{file.path.name} page {number}" if number else file.path.name
    headings = dict.fromkeys(heading for record in found for heading in cells_of(record))
    return Page(file.path, label, len(found), list(headings))


def _following(paging: Pages, file: Fetched, document: object, count: int) -> Place | None:
    """Where the next page is; none where this was the last one."""
    if paging.next:
        link = part_of(document, paging.next)
        return linked_place(file.place, link) if isinstance(link, str) and link else None
    number = paging.first + count
    if paging.last:
        last = part_of(document, paging.last)
        if not (isinstance(last, str) and last.isascii() and last.isdigit()):
            raise SourceError(
                f"The number of the last page does not stand at {quoted(paging.last)} in "
                f"{file.path.name}. Mend “last” in “pages”."
            )
        if number > int(last):
            return None
    return with_parameter(file.place, paging.number, str(number))
