"""Names of persons in what people typed, as far as a pattern can tell them."""

import re
from collections.abc import Iterable
from pathlib import Path

from indicators.periods import MONTHS
from programmes.reports.quoting import without_quotations
from programmes.reports.sentences import sentences

_WORD = r"(?:O[’']|Mc|Mac)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_PAIR = re.compile(rf"(?<![\w’'&-])({_WORD}) ({_WORD})(?![\w&])(?!-[a-z])")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.? {_WORD}")
_OPENING = re.compile(r"^[\W\d_]*")
_AFTER_STOP = re.compile(r"[:;•–—(“\"‘]\s*$")
# Words of the field that are written with a capital and are no name of a person.
_ORDINARY = frozenset(Path(__file__).with_name("ordinary_words.txt").read_text("utf-8").split())
_CALENDAR = frozenset(word for month in MONTHS for word in (month.lower(), month[:3].lower()))


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of titles, places and names of indicators, which are no names of persons."""
    return frozenset(
        form for text in texts for word in re.findall(r"[^\W\d_]+", text) for form in _forms(word)
    )


def names_in(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Two capitalised words that may name a person, or a title and a name, in order.

    Not where a sentence begins, and not where either word is ordinary in this field or
    ``known`` to the report.
    """
    plain = without_quotations(text)
    found = _TITLED.findall(plain)
    for sentence in sentences(plain):
        start = _OPENING.match(sentence).end()
        found += [
            match[0]
            for match in _PAIR.finditer(sentence)
            if match.start() > start and not _AFTER_STOP.search(sentence[: match.start()])
            if not any(_is_ordinary(word, known) for word in match.groups())
        ]
    return list(dict.fromkeys(found))


def _is_ordinary(word, known):
    forms = {form for part in word.split("-") for form in _forms(part)}
    return any(not forms.isdisjoint(words) for words in (_ORDINARY, _CALENDAR, known))


def _forms(word):
    """The word in lower case, and without the endings of its plural."""
    low = word.lower()
    return {low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y"}
