"""Fetch what a report's form holds, what was said of it and what the council has set, at once."""

from collections.abc import Sequence

from indicators.models import Council
from indicators.models.council import CouncilSettings, current_council
from programmes.models import Report
from programmes.models.together import together

_RELATED = {
    "entries": ("carried_from__report", "commitment__action"),
    "nil_returns": ("by",),
    "commitments": ("action",),
    "decisions": ("carried_from",),
    "comments": ("indicator",),
    "remarks": ("by",),
    "exemptions": (None,),
}


def fetch(report: Report, last: Sequence[Report] = ()) -> Report:
    """The report with its texts, nil returns, remarks, waiting clashes and latest changes.

    ``last`` may hold the last report; then the decisions that it asked for come too.
    One query, or none where it has all that. Rows that were read before stay as they were: after
    writing, pass a report read afresh.
    """
    owned = [(report, name) for name in _RELATED]
    owned += [(earlier, "decisions") for earlier in last]
    missing = {f"{name} of {owner.pk}": (owner, name) for owner, name in owned}
    missing = {key: place for key, place in missing.items() if _lacks(*place)}
    querysets = {
        key: getattr(owner, name).select_related(*_RELATED[name])
        for key, (owner, name) in missing.items()
    }
    wanted = report.said_of_it() | {"council_rows": Council.objects.all()}
    lists = {name: rows for name, rows in wanted.items() if name not in vars(report)}
    if querysets or lists:
        found = together(querysets | lists)
        for key, (owner, name) in missing.items():
            _hold(owner, name, found[key])
        vars(report).update({name: found[name] for name in lists})
    return report


def council_of(report: Report) -> CouncilSettings:
    """The council's settings as they came with the report; a query where nothing came."""
    if "council_rows" not in vars(report):
        return current_council()
    return next(iter(report.council_rows), Council()).values


def _lacks(owner, name):
    return name not in getattr(owner, "_prefetched_objects_cache", {})


def _hold(owner, name, rows):
    """Let the rows be what ``owner.<name>.all()`` gives, as a prefetch does."""
    manager = getattr(owner, name)
    held = manager.all()
    for row in rows:
        setattr(row, manager.field.name, owner)
    held._result_cache, held._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held
