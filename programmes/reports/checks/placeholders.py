"""What a draft should have lost before anybody else reads it. Text in, what stands there out."""

import re
from collections.abc import Iterator

from programmes.choices import Section
from programmes.reports.quoting import without_quotations

_FLAGS = re.IGNORECASE
_WORDS = (
    re.compile(r"\bdelete (?:as|where|if) (?:appropriate|applicable|necessary|required)\b", _FLAGS),
    re.compile(r"\bto be (?:confirmed|determined|advised)\b", _FLAGS),
    re.compile(r"\b(?:TB[CDA]|t\.b\.[cda])\b", _FLAGS),
    re.compile(r"(?<![^\W\d_])(?:X{2,}|x{3,})(?![^\W\d_])"),
    re.compile(r"\?{2,}|_{3,}"),
)
_BRACKETS = (
    re.compile(
        r"\[(?:insert|add|enter|type|name|number|figure|date|delete|select|choose|tb[cda]|x+|your)"
        r"\b[^\[\]\n]{0,80}\]",
        _FLAGS,
    ),
    re.compile(r"\((?:insert|enter|delete|select|tb[cda])\b[^()\n]{0,80}\)", _FLAGS),
    re.compile(r"\[[\s.…_]*\]"),
    re.compile(r"</?[a-z!][^<>\n]{0,80}>", _FLAGS),
    re.compile(r"\{\{|\}\}|\{%|%\}"),
    re.compile(r"\[\[|\]\]"),
)
# A name or role, then what is still to come from it. With an object it is an ordinary action,
# unless the object is the text of the report itself.
_WHO = (
    r"(?:[A-Z][\w’'-]*|(?i:team|lead|manager|officer|analyst|chair|director|head|service|author))"
)
_NOT_WHO = (
    r"(?!(?:Able|Unable|Ready|Continued?|Continuing|Fail(?:ed|ing)?|Agreed?|Need(?:s|ed)?|Plan(?:s|ned)?"
    r"|Aim(?:s|ed)?|Work(?:s|ing)?|Ability|Capacity|How|Due|Where|What|When|Try|Trying|I|We|They)\b)"
)
_TO_PROVIDE = (
    rf"\b(?:[A-Z][\w’'-]* )*{_NOT_WHO}{_WHO}"
    r" to (?:provide|supply|add|update|insert|send|fill in|complete)\b"
)
_END = r"(?=\s*(?:$|[.;:,)\]–—]))"
_OBJECT = (
    r"(?: (?:the|some|more|an?|latest|new|missing|this|these|our|their))*"
    r" (?:narrative|commentary|comments?|text|words?|wording|numbers?|figures?|data|details?"
    r"|information|info|update|this|section|paragraph)"
)
_BARE = re.compile(_TO_PROVIDE + _END, re.MULTILINE)
_OF_TEXT = re.compile(_TO_PROVIDE + _OBJECT + _END, re.MULTILINE)
_PROMISES = (Section.NEXT_ACTIONS, Section.COMMITMENTS, Section.DECISIONS)


def left_over(section: str, text: str) -> Iterator[str]:
    """The placeholders of a text, as they stand there: “TBC”, “[insert figure]”."""
    plain = without_quotations(text)
    waiting = (_BARE,) if section in _PROMISES else (_OF_TEXT, _BARE)
    found = [
        match[0].strip()
        for pattern in (*_WORDS, *_BRACKETS, *waiting)
        for match in pattern.finditer(plain)
    ]
    unique = dict.fromkeys(found)
    # The brackets of “[insert TBC]” say it all.
    yield from (one for one in unique if not any(one != more and one in more for more in unique))
