"""The check constraints of a model, tried on a row without a query.

Django asks the database once a constraint and row, which is too slow for thousands of them. The
database still has the last word when the rows are written.
"""

import operator
from collections.abc import Callable, Collection, Iterator

from django.db.models import CheckConstraint, F, Model, Q

_COMPARE: dict[str, Callable] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, known: value in known,
    "range": lambda value, ends: ends[0] <= value <= ends[1],
}


def broken_checks(row: Model, wrong: Collection[str] = ()) -> Iterator[CheckConstraint]:
    """The checks that ``row`` fails, but for those on fields already known to be ``wrong``."""
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            condition = constraint.condition
            if set(_names(condition)).isdisjoint(wrong) and holds(condition, row) is False:
                yield constraint


def holds(condition: Q, row: Model) -> bool | None:
    """Whether it does; None, as in the database, where an empty value leaves that open."""
    found = [
        holds(child, row) if isinstance(child, Q) else _compare(*child, row)
        for child in condition.children
    ]
    decisive = condition.connector == Q.OR
    if decisive in found:
        result: bool | None = decisive
    else:
        result = None if None in found else not decisive
    return not result if condition.negated and result is not None else result


def _compare(lookup: str, wanted, row: Model) -> bool | None:
    name, _, kind = lookup.partition("__")
    value = getattr(row, name)
    if kind == "isnull":
        return (value is None) == wanted
    if isinstance(wanted, F):
        wanted = getattr(row, wanted.name)
    if value is None or wanted is None:
        return None
    return _COMPARE[kind or "exact"](value, wanted)


def _names(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names(child)
        else:
            yield child[0].partition("__")[0]
