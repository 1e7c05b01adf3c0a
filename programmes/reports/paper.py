"""WeasyPrint's document, spared what no document of ours needs.

Imported inside functions only, as WeasyPrint takes half a second and needs Pango. What is left
out changes no byte of a PDF.
"""

import re
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA
from weasyprint.urls import URLFetcher

NOTES = re.compile(r"^::(?:foot)?note-\w+ {.*}$", re.MULTILINE)
MARKERS = ("\n::marker {", "\nli::marker {")
_EMPTY = re.compile(r"<((?:br|meta)\b[^>]*)>")  # elements of HTML that nothing closes
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" '

# WeasyPrint's own style sheet has five rules for the notes of every element and one for its marker,
# whether it has any or not, and works out a style for each.
_STYLE = CSS(string=NOTES.sub("", UA).replace(*MARKERS), counter_style=CounterStyle())


def no_fetcher() -> URLFetcher:
    """A fetcher that refuses every address: all that a report shows is inside it."""
    return URLFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


class Document(HTML):
    """A document without footnotes that fetches nothing."""

    def __init__(self, html: str):
        fetcher = no_fetcher()
        root = elements_of(html)
        if root is None:
            super().__init__(string=html, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms=False):
        return [_STYLE]


def elements_of(html: str) -> ElementTree.Element | None:
    """The elements of HTML that is well-formed, as ours is; else nothing.

    An XML parser takes a thirtieth of the time of one that forgives.
    """
    whole = _EMPTY.sub(r"<\1/>", html).replace("<svg ", _SVG)
    try:
        return ElementTree.fromstring(whole)  # noqa: S314 - HTML that we made
    except ElementTree.ParseError:
        return None
