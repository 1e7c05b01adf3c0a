"""Where two texts differ, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from programmes.wordwise import differing_words

TEXTS = st.text(alphabet="ab \n", max_size=30)


def only_here(pieces):
    return [words for words, alone in pieces if alone]


def test_the_words_of_one_text_alone_are_told():
    theirs, mine = differing_words("It met 14 families.", "It met its first.")

    assert only_here(theirs) == ["14 families."]
    assert only_here(mine) == ["its first."]


def test_equal_texts_have_no_words_of_their_own():
    assert differing_words("Same.", "Same.") == ([("Same.", False)], [("Same.", False)])


@given(TEXTS, TEXTS)
def test_the_pieces_joined_are_the_texts(one, other):
    for text, pieces in zip((one, other), differing_words(one, other), strict=True):
        assert "".join(words for words, _ in pieces) == text
