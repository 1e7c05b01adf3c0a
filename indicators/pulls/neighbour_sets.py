"""Sources that name a set of statistical neighbours in place of listing its members."""

from datetime import date

from indicators.categories import same_name
from indicators.choices import SourceKind
from indicators.models import NeighbourSet
from indicators.sources.base import SourceError, SourceReader
from indicators.sources.problems import quoted
from indicators.sources.register import reader_for

_DFE = "dfe_code", "number at the Department for Education"
_OFFICIAL = "code", "official code"


def source_reader(kind: str, settings: dict, as_at: date | None = None) -> SourceReader:
    """The reader of a source whose settings may name a set of neighbours that is kept here.

    Raises SourceError where there is no such set, or where it cannot be looked for.
    """
    return reader_for(kind, with_members(kind, settings), as_at)


def with_members(kind: str, settings: dict) -> dict:
    """The settings with the members of the set that they name; others as they are.

    Raises SourceError as ``source_reader`` does. Two queries where a set is named.
    """
    named = settings.get("neighbours")
    if not isinstance(named, str):
        return settings
    found = _set_called(named)
    members = {"name": found.area.name, "set": found.model, "members": _codes_of(found, kind)}
    return settings | {"neighbours": members}


def _set_called(name):
    rows = NeighbourSet.objects.select_related("area").prefetch_related("members")
    known = {same_name(str(row)): row for row in rows}
    if found := known.get(same_name(name)):
        return found
    listed = ", ".join(quoted(str(row)) for row in known.values()) or "none"
    raise SourceError(
        f"There is no set of statistical neighbours called {quoted(name)}. Kept in the admin: "
        f"{listed}."
    )


def _codes_of(found, kind):
    """The codes of the members, as a source of that kind writes them."""
    column, called = _DFE if kind == SourceKind.DFE else _OFFICIAL
    members = list(found.members.all())
    if not members:
        raise SourceError(f"The set {quoted(str(found))} has no members. Add them in the admin.")
    if lacking := [area.name for area in members if not getattr(area, column)]:
        raise SourceError(
            f"{', '.join(lacking)} in the set {quoted(str(found))} lacks the {called}. "
            "Give it in the admin, under Areas."
        )
    return [getattr(area, column) for area in members]
