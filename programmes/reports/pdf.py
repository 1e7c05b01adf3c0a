"""A report as PDF: tagged for PDF/UA-1 to be read, or PDF/A-3a to be kept. It fetches nothing.

WeasyPrint is imported inside functions: it takes half a second, which a web process need not
spend, and it needs Pango.
"""

import atexit
import gc
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

from programmes.reports.render import RenderError, stylesheet

TAGGED, ARCHIVE = "pdf/ua-1", "pdf/a-3a"
MOST_INDICATORS = 640
_INDICATOR = '<tr class="report-row'  # a person's text cannot hold it: “<” is escaped
_TYPEFACE = "Atkinson Hyperlegible"
_one_at_a_time = threading.Lock()  # Pango's fonts are shared and rendering holds the GIL anyway


@dataclass(frozen=True)
class _Engine:
    """What WeasyPrint can prepare once a process."""

    document: Any  # a class
    fonts: Any
    style: Any
    style_text: str


def render_pdf(html: str, *, variant: str = TAGGED, most: int = MOST_INDICATORS) -> bytes:
    """The PDF of a document that ``report_html`` made. The same HTML gives the same bytes.

    ``variant``: ``TAGGED`` for reading, ``ARCHIVE`` for keeping; no PDF can be both.
    Raises ``RenderError`` when it holds more than ``most`` indicators, or refers to anything
    outside itself.
    """
    if (count := html.count(_INDICATOR)) > most:
        raise RenderError(
            f"This document has {count} indicators and a PDF can hold {most}. Make it of fewer "
            "programmes or split the programme, or use the web page or the spreadsheet."
        )
    with _one_at_a_time:
        engine = _engine(os.getpid())
        with _collection_put_off():
            return _write(html, engine, variant)


def _write(html, engine, variant):
    from weasyprint.urls import FatalURLFetchingError

    bare = html.replace(f"<style>{engine.style_text}</style>", "", 1)
    try:
        return engine.document(bare).write_pdf(
            stylesheets=[engine.style] if bare != html else [],
            font_config=engine.fonts,
            pdf_variant=variant,
            finisher=_mend_tags,
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

        from programmes.reports.paper import Document, no_fetcher

        fonts = FontConfiguration()
    text = stylesheet()
    style = CSS(string=text, font_config=fonts, url_fetcher=no_fetcher())
    engine = _Engine(Document, fonts, style, text)
    gc.collect()
    gc.freeze()  # what is loaded by now stays, so no collection need look at it again
    return engine


atexit.register(_engine.cache_clear)  # before Python takes apart what letting go of fonts needs


@contextmanager
def _collection_put_off() -> Iterator[None]:
    """Collect garbage once at the end: a layout grows all the while, and holds hardly any.

    Looking through it again and again took a third of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


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


def _mend_tags(document, pdf) -> None:
    """Say what WeasyPrint leaves out: what a header heads, and which value is of which term."""
    for element in pdf.objects:
        if not isinstance(element, dict):
            continue
        if element.get("S") == "/TH":
            group = _parent(pdf, _parent(pdf, element))
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        elif element.get("S") == "/Div" and _parent(pdf, element)["S"] == "/L":
            _join_term_and_values(pdf, element)


def _join_term_and_values(pdf, group) -> None:
    """Make one item of a list from a group of its own, which no list may hold."""
    group["S"] = "/LI"
    for number, wrapper in enumerate(_children(pdf, group)):
        wrapper["S"] = "/NonStruct"
        if number == 0:
            for body in _children(pdf, wrapper):
                body["S"] = "/Lbl"


def _children(pdf, element):
    return [pdf.objects[int(kid.split()[0])] for kid in element["K"] if isinstance(kid, bytes)]


def _parent(pdf, element):
    """The structure element above: its reference reads “12 0 R”."""
    return pdf.objects[int(element["P"].split()[0])]
