"""What is wrong with the settings of a source, in words that name the setting."""

from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from indicators.periods import YearType
from indicators.sources.base import SourceError
from indicators.sources.typed_settings import typed_settings


class Inner(Struct, kw_only=True, forbid_unknown_fields=True):
    code: str
    members: Annotated[list[Annotated[str, Meta(max_length=5)]], Meta(min_length=1)] | None = None


class Outer(Struct, kw_only=True, forbid_unknown_fields=True):
    folder: str = ""
    enabled: bool = False
    timeout: float = 1
    most: Annotated[int, Meta(le=9)] = 1
    names: dict[str, str] = {}
    inner: Inner | None = None
    inners: list[Inner] = []
    year_type: YearType | None = None
    format: Literal["", "csv", "json"] = ""


def test_settings_that_fit_are_typed():
    typed = typed_settings({"folder": "monthly", "inner": {"code": "A"}}, Outer)

    assert (typed.folder, typed.inner.code, typed.most) == ("monthly", "A", 1)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (None, "The settings must be names and values in braces. Mend it."),
        ({"folder": 7}, "The setting “folder” must be text in quotation marks. Mend it."),
        ({"enabled": "yes"}, "The setting “enabled” must be true or false. Mend it."),
        ({"timeout": "long"}, "The setting “timeout” must be a number. Mend it."),
        ({"most": 1.5}, "The setting “most” must be a whole number. Mend it."),
        ({"most": 10}, "The setting “most” must be at most 9. Mend it."),
        ({"names": {"a": 1}}, "The setting “names” must be text in quotation marks. Mend it."),
        ({"names": []}, "The setting “names” must be names and values in braces. Mend it."),
        ({"inners": {}}, "The setting “inners” must be a list in square brackets. Mend it."),
        ({"inner": "A"}, "The setting “inner” must be names and values in braces. Mend it."),
        ({"inner": {}}, "The setting “inner” must give “code”. Add it."),
        ({"inners": [{}]}, "The setting “inners[0]” must give “code”. Add it."),
        (
            {"inner": {"code": "A", "members": []}},
            "The setting “inner.members” must not be empty. Fill it in.",
        ),
        (
            {"inner": {"code": "A", "members": ["abcdef"]}},
            "The setting “inner.members[0]” is longer than 5 characters. Shorten it.",
        ),
        (
            {"year_type": "tax"},
            "The setting “year_type” has a value that it does not know. "
            "Write one of: financial, academic, calendar.",
        ),
        (
            {"format": "xml"},
            "The setting “format” has a value that it does not know. Write one of: csv, json.",
        ),
        ({"foldr": "a"}, "There is no setting “foldr”. Did you mean folder?"),
        ({"xyz": "a"}, "There is no setting “xyz”. Take it out, or mend its name."),
        ({"inner": {"cod": ""}}, "There is no setting “cod” in “inner”. Did you mean code?"),
    ],
)
def test_settings_that_do_not_fit_say_what_to_mend(settings, message):
    with pytest.raises(SourceError) as refusal:
        typed_settings(settings, Outer)

    assert str(refusal.value) == message
    assert not refusal.value.retry
