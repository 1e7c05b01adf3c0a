"""Reading a page in a test: elements by CSS selector, and what they say."""

import re

from cssselect2 import ElementWrapper


def pick(element, selector):
    """The elements under ``element`` that a CSS selector finds, in order."""
    found = ElementWrapper.from_html_root(element).query_all(selector)
    return [wrapper.etree_element for wrapper in found]


def words(element):
    """All text of an element, on one line."""
    return re.sub(r"\s+", " ", element.text_content()).strip()
