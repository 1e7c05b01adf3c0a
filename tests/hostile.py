"""Text that reaches for what it should not, and a snapshot with it wherever somebody can type."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from programmes.reports.schema import INTERNAL, Snapshot
from tests.round_snapshots import round_snapshot
from tests.snapshots import sample_snapshot

SECRET = "the secret of the file"
REFERENCES = {
    "an image": '<img src="{url}" alt="x">',
    "an image of the disk": '<img src="{file}" alt="x">',
    "an image inside a drawing": '<svg><title>x</title><image href="{url}"/></svg>',
    "a use of another drawing": '<svg><title>x</title><use href="{url}#a"/></svg>',
    "an object": '<object data="{url}">x</object>',
    "an embedded file": '<embed src="{url}">',
    "a style sheet": '<link rel="stylesheet" href="{url}">',
    "an imported style sheet": '<style>@import "{url}";</style>',
    "a background": '<p style="background: url({url})">x</p>',
    "a bullet": '<ul style="list-style-image: url({url})"><li>x</ul>',
    "generated content": "<style>p::before {{ content: url({url}) }}</style><p>x",
    "a font": "<style>@font-face {{ font-family: f; src: url({url}) }}</style><p>x",
    "a background of the page": "<style>@page {{ background: url({url}) }}</style>",
    "an attached file": '<link rel="attachment" href="{file}">',
    "an attached page": '<link rel="attachment" href="{url}">',
    "an attachment behind a link": '<a rel="attachment" href="{file}">x</a>',
    "another base": '<base href="{url}"><img src="x.png" alt="x">',
    "a picture in an address": '<img src="data:image/svg+xml,%3Csvg/%3E" alt="x">',
    "no scheme": '<img src="//127.0.0.1:{port}/x" alt="x">',
}
# Words that only the rules choose from a fixed list; nobody can type into these.
_FIXED = {
    "kind", "state", "audience", "key", "rag", "reported", "evidence", "trend", "movement",
    "meaning", "signal", "unit", "polarity", "frequency", "basis", "status", "outcome", "variance",
    "code", "number", "verdict", "within",
}  # fmt: skip


def typed_into(texts: Iterator[str]) -> Snapshot:
    """A full report in which every text that is not a fixed word is the next of ``texts``."""
    whole = replace(round_snapshot(), priorities=sample_snapshot().priorities)
    whole = replace(whole, risks=(*whole.risks, *sample_snapshot().risks))
    return replace(_typed(whole, texts), audience=INTERNAL)


def _typed(value, texts):
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, tuple):
        return tuple(_typed(item, texts) for item in value)
    if not is_dataclass(value):
        return value
    return replace(
        value,
        **{
            field.name: _typed(getattr(value, field.name), texts)
            for field in fields(value)
            if field.name not in _FIXED or is_dataclass(getattr(value, field.name))
        },
    )
