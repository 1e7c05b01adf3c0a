from hypothesis import example, given
from hypothesis import strategies as st

from programmes.admin.importing.guarding import guarded, unguarded

START = st.text("'=+-@\t\r\n ab＝", max_size=6)


@given(START, st.text(max_size=5))
@example("", "")
@example("''=", "1")
@example("'", "tis")
def test_every_text_comes_back_as_it_was(start, rest):
    assert unguarded(guarded(start + rest)) == start + rest


@given(START)
def test_no_text_begins_like_a_formula(text):
    written = guarded(text)

    assert not written.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not written.startswith(("\t", "\r", "\n"))


def test_only_what_needs_it_is_guarded():
    assert [guarded(text) for text in ("=1", "'=1", "'tis", "a=1", " -2")] == [
        "'=1",
        "''=1",
        "'tis",
        "a=1",
        "' -2",
    ]
    assert unguarded("'tis") == "'tis"
