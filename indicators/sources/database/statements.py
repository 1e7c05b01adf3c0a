"""The one statement that a source may ask a database.

This is the first lock of several, and the plainest: the transaction is read only, its time is
limited, and the account that asks should have no right to change anything in the first place.
"""

import re

from sqlalchemy import Date, TextClause, bindparam, text

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted

PERIOD_PARAMETERS = ("period_start", "period_end")

# In this order, each to its end: what stands in quotation marks or in a comment.
_ASIDES = re.compile(
    r"'(?:[^']|'')*'"
    r'|"(?:[^"]|"")*"'
    r"|--[^\n]*"
    r"|/\*.*?\*/",
    re.DOTALL,
)
# Databases differ over where such quotations end, so what follows one cannot be told.
_UNCLEAR = re.compile(r"\\['\"]|\$\w*\$")
_FIRST_WORD = re.compile(r"[\s(]*(\w+)")


def readable_statement(query: str) -> TextClause:
    """``query`` with its period parameters declared. Raises SourceError unless it is one SELECT."""
    if unclear := _UNCLEAR.search(query):
        raise SourceError(
            f"The query holds {quoted(unclear[0])}. Write texts in single quotation marks, and a "
            "quotation mark inside one twice."
        )
    bare = _ASIDES.sub(" ", query).strip().removesuffix(";")
    first = _FIRST_WORD.match(bare)
    if first is None or first[1].casefold() not in ("select", "with"):
        raise SourceError("The query must begin with SELECT, or with WITH. Mend the query.")
    if ";" in bare:
        raise SourceError(
            "The query must be one statement. Take out the semicolon and what follows it."
        )
    return _with_parameters(text(query.strip().removesuffix(";")))


def _with_parameters(statement: TextClause) -> TextClause:
    names = statement.compile().params
    for name in names:
        if name not in PERIOD_PARAMETERS:
            raise SourceError(
                f"The query asks for {quoted(f':{name}')}. Only :period_start and :period_end are "
                "filled in; before a colon that is meant as itself write a backslash."
            )
    return statement.bindparams(*(bindparam(name, type_=Date) for name in names))
