"""The kinds of columns that a table of the exchange format has."""

from dataclasses import replace

from django.db.models import Model, TextChoices

from indicators.sources.cells import CellError, to_text, to_whole, to_word
from indicators.sources.problems import quoted
from programmes.exchange.typed import Column


def text(name: str, model: type[Model] | None = None, stored_as: str = "", **kwargs) -> Column:
    """A column of text that fits the field of ``model`` it is stored in."""
    longest = model and model._meta.get_field(stored_as or name).max_length

    def convert(cell: str) -> str:
        if longest and len(cell) > longest:
            raise CellError(f"This is longer than {longest} characters. Shorten it.")
        return to_text(cell)

    return Column(name, convert, empty="", **kwargs)


def line(name: str, model: type[Model], **kwargs) -> Column:
    """A column of text that is kept on one line."""
    column = text(name, model, **kwargs)
    return replace(column, convert=lambda cell: column.convert(" ".join(cell.split())))


def whole(name: str, limits: tuple[int, int], message: str, **kwargs) -> Column:
    """A column of whole numbers between two limits; ``message`` says what they are."""
    least, most = limits

    def convert(cell: str) -> int:
        number = to_whole(cell)
        if not least <= number <= most:
            raise CellError(message)
        return number

    return Column(name, convert, limits=limits, **kwargs)


def word(name: str, words: type[TextChoices], **kwargs) -> Column:
    """A column of the words of one list of choices."""
    return Column(name, to_word(words), words=dict(words.choices), **kwargs)


def yes_or_no(text: str) -> bool:
    """What “yes” and “no” say. Raises CellError for any other word."""
    words = {"yes": True, "no": False}
    if text.casefold() not in words:
        raise CellError(f"{quoted(text)} is neither yes nor no. Write one of them.")
    return words[text.casefold()]
