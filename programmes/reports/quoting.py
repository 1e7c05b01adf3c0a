"""Figures in what people typed: [[P6-09]] reads as the value that the table prints.

Plain values in, text out. A code is found whatever its case and the spaces around it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import Unit
from programmes.reports.schema import IndicatorRow, Snapshot, ValueFacts
from programmes.reports.sentences import sentences
from programmes.reports.texts import rewritten

_QUOTED = re.compile(r"\[\[([^\[\]\n]{1,60})\]\]")
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,9}(?:\.\d{1,9})?)\s?(?:%|per\s?cent\b)", re.IGNORECASE)
_DASHES = re.compile("[‐‑‒–—−]")


@dataclass(frozen=True)
class Figure:
    """What a text may say of an indicator.

    ``words``: how a quotation reads; ``known``: whether there is a value behind it;
    ``percentages``: every one that the report prints of it, at the printed precision.
    """

    code: str
    name: str
    words: str
    known: bool
    percentages: frozenset[Decimal]


@dataclass(frozen=True)
class Stray:
    """A percentage typed by hand that is no figure of the indicator in its sentence."""

    code: str
    percentage: str


def figures_of(rows: Iterable[IndicatorRow]) -> dict[str, Figure]:
    """The figures that a text can quote, by code in the form that ``_key`` gives it."""
    return {
        _key(row.code): Figure(
            row.code,
            row.name,
            value_words(row.current) if row.current else _missing(row),
            row.current is not None,
            _percentages(row),
        )
        for row in rows
    }


def value_words(facts: ValueFacts) -> str:
    """“54.5% (12 months to January 2017)”."""
    return f"{facts.label} ({facts.period})"


def quote(text: str, figures: Mapping[str, Figure]) -> str:
    """The text with each quotation read as its figure; an unknown code stays as it was typed."""

    def words(match):
        figure = figures.get(_key(match[1]))
        return figure.words if figure else match[0]

    return _QUOTED.sub(words, text)


def reads_as(text: str, figures: Mapping[str, Figure]) -> str:
    """The sentences of a text that quote a figure, as they will read. None: nothing."""
    quoting = (sentence for sentence in sentences(text) if _QUOTED.search(sentence))
    return " … ".join(quote(sentence, figures) for sentence in quoting)


def quoted(snapshot: Snapshot) -> Snapshot:
    """The snapshot with every quotation in it read as the figure it prints."""
    figures = figures_of(snapshot.indicators)
    return rewritten(snapshot, lambda text: quote(text, figures))


def without_quotations(text: str) -> str:
    """The text without its quotations."""
    return _QUOTED.sub(" ", text)


def unknown_codes(text: str, figures: Mapping[str, Figure]) -> list[str]:
    """The quotations, brackets and all, whose code is of no indicator of the report."""
    found = (match for match in _QUOTED.finditer(text) if _key(match[1]) not in figures)
    return list(dict.fromkeys(match[0] for match in found))


def without_value(text: str, figures: Mapping[str, Figure]) -> list[Figure]:
    """The figures quoted that have no value to print."""
    found = (figures.get(_key(match[1])) for match in _QUOTED.finditer(text))
    return list(dict.fromkeys(figure for figure in found if figure and not figure.known))


def stray_percentages(text: str, figures: Mapping[str, Figure]) -> list[Stray]:
    """Each percentage typed in a sentence that names indicators, and that none of them has.

    Named: by code, in brackets or bare, or by its whole name.
    """
    strays = []
    for sentence in sentences(text):
        if not (typed := _PERCENT.findall(sentence)):
            continue
        named = _named(sentence, figures)
        held = frozenset().union(*(figure.percentages for figure in named))
        strays += [
            Stray(named[0].code, percentage)
            for percentage in typed
            if named and Decimal(percentage) not in held
        ]
    return list(dict.fromkeys(strays))


def _named(sentence, figures):
    plain = f" {_key_text(sentence)} "
    return [
        figure
        for key, figure in figures.items()
        if figure.percentages
        and (
            f"[[{key}]]" in plain.replace(" ", "")
            or _key_text(figure.name) in plain
            or _names_code(plain, _key_text(figure.code))
        )
    ]


def _names_code(plain, code):
    """Whether the code stands there by itself; a bare number or word is not taken for one."""
    if not (any(sign.isdigit() for sign in code) and any(sign.isalpha() for sign in code)):
        return False
    return bool(re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", plain))


def _key(code: str) -> str:
    return "".join(_key_text(code).split())


def _key_text(text: str) -> str:
    return " ".join(_DASHES.sub("-", text).casefold().split())


def _missing(row):
    if any(band.current for band in row.categories):
        return f"no single value for {row.expected_period}"
    return f"no value for {row.expected_period}"


def _percentages(row):
    if row.unit != Unit.PERCENT:
        return frozenset()
    labels = [value.label for value in row.benchmarks]
    for band in (row, *row.categories):
        facts = (band.current, band.previous, band.target)
        labels += [fact.label for fact in facts if fact]
    limits = (row.target.value, row.target.lower, row.target.upper) if row.target else ()
    printed = {Decimal(number) for label in labels for number in _PERCENT.findall(label)}
    return frozenset(printed | {limit for limit in limits if limit is not None})
