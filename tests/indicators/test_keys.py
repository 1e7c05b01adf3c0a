import pytest

from indicators.keys import key_in, keys_in


@pytest.mark.parametrize(("text", "key"), [("7", 7), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_a_text_of_digits_is_a_key(text, key):
    assert key_in(text) == key


@pytest.mark.parametrize("text", [None, "", "-1", "1.0", "²", "seven", " 7", "9" * 19])
def test_any_other_text_is_none(text):
    assert key_in(text) is None


def test_what_is_no_key_is_passed_over():
    assert keys_in(["1", "x", "9" * 30, "2"]) == [1, 2]
