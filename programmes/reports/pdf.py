"""The PDF of a report's HTML, tagged for PDF/UA-1. It reaches no network and no file.

WeasyPrint is imported inside functions: it takes half a second, which a web process need not
spend, and it needs Pango.
"""

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import fontpkg
from django.conf import settings

from programmes.reports.render import stylesheet

MOST_INDICATORS = 640
_INDICATOR = '<tbody class="report-indicator'  # a person's text cannot hold it: “<” is escaped
_TYPEFACE = "Atkinson Hyperlegible"
_one_at_a_time = threading.Lock()  # Pango's fonts are shared and rendering holds the GIL anyway


class RenderError(Exception):
    """A PDF could not be made. The message says why and what to do."""


@dataclass(frozen=True)
class _Engine:
    """What WeasyPrint can prepare once a process."""

    fonts: Any
    style: Any
    style_text: str


def render_pdf(html: str) -> bytes:
    """The PDF of a document that ``report_html`` made. The same HTML gives the same bytes.

    Raises ``RenderError`` when the report is too long, or refers to anything outside itself.
    """
    if (count := html.count(_INDICATOR)) > MOST_INDICATORS:
        raise RenderError(
            f"This report has {count} indicators and a PDF can hold {MOST_INDICATORS}. "
            "Split the programme, or use the web page or the spreadsheet."
        )
    with _one_at_a_time:
        return _write(html, _engine(os.getpid()))


def _write(html, engine):
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    bare = html.replace(f"<style>{engine.style_text}</style>", "", 1)
    try:
        return HTML(string=bare, url_fetcher=_no_fetcher()).write_pdf(
            stylesheets=[engine.style] if bare != html else [],
            font_config=engine.fonts,
            pdf_variant="pdf/ua-1",
            finisher=_scope_headers,
        )
    except FatalURLFetchingError as error:  # a BaseException: “except Exception” misses it
        raise RenderError(
            "The PDF was not made: the report refers to something outside itself. "
            "Take links to pictures, files and style sheets out of its text."
        ) from error


@cache
def _engine(pid: int) -> _Engine:
    """Fonts and parsed style, once for each process: a fork must not share its parent's."""
    with _bundled_fonts():
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
    text = stylesheet()
    return _Engine(fonts, CSS(string=text, font_config=fonts, url_fetcher=_no_fetcher()), text)


atexit.register(_engine.cache_clear)  # before Python takes apart what letting go of fonts needs


def _no_fetcher():
    """A fetcher that refuses every address: all that a report shows is inside it."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


@contextmanager
def _bundled_fonts() -> Iterator[None]:
    """Make Fontconfig know the report's typeface and no font of the machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_font_settings())
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _font_settings() -> Path:
    """Fontconfig's settings file; written aside and moved, as two workers may start at once."""
    folder = settings.DATA_DIR / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    typeface = fontpkg.path(_TYPEFACE, 400).parent
    path = folder / "fonts.conf"
    draft = folder / f"fonts.conf.{os.getpid()}"
    draft.write_text(
        '<?xml version="1.0"?>\n<fontconfig>\n'
        f"<dir>{escape(str(typeface))}</dir>\n<cachedir>{escape(str(folder))}</cachedir>\n"
        "</fontconfig>\n",
        encoding="utf-8",
    )
    return draft.replace(path)


def _scope_headers(document, pdf) -> None:
    """Say of each table header whether it heads a column or a row, which WeasyPrint leaves out."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            group = _parent(pdf, _parent(pdf, element))
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _parent(pdf, element):
    """The structure element above: its reference reads “12 0 R”."""
    return pdf.objects[int(element["P"].split()[0])]
