"""A year's roll-over: targets copied to another year, looked at as a whole, saved as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.db.models import Max, QuerySet, TextChoices
from django.utils.formats import date_format

from indicators.choices import TargetKind
from indicators.labels import rounded
from indicators.models import RollOver, RollOverRow, Target
from indicators.overlaps import refuse_overlaps
from indicators.periods import YearType, add_months
from indicators.target_changes import (
    AMOUNTS,
    ONE_DAY,
    PRINTED,
    Change,
    bulk_create,
    bulk_end,
    ended,
    facts_of,
    kind_for,
)

_EDITED = (*AMOUNTS, "origin", "vintage")
_KEPT = ("amber_tolerance", "tolerance_kind", "indicative")


class Rule(TextChoices):
    """How all amounts are adjusted at first; each can be changed afterwards."""

    KEEP = "keep", "Keep them as they are"
    ADD = "add", "Add this much, in the unit (points for percentages)"
    PER_CENT = "per_cent", "Change them by this many per cent"


class NotSaved(Exception):
    """Why a roll-over was not saved, in a sentence for who pressed the button."""


@dataclass(frozen=True)
class Draft:
    """One target and the one that would follow it; ``problem`` says why that cannot be saved."""

    row: RollOverRow
    before: Target
    closed: Target
    after: Target
    problem: str = ""

    @property
    def changes(self) -> tuple[Change, Change]:
        """What becomes of both."""
        return Change(self.before, self.closed), Change(None, self.after)

    @property
    def ends(self) -> bool:
        """Whether the first one gets another last day."""
        return self.before.effective_to != self.closed.effective_to

    @property
    def differs(self) -> list[str]:
        """What the following one does not have as the first has it."""
        names = ("kind", *_EDITED)
        return [name for name in names if getattr(self.before, name) != getattr(self.after, name)]


def financial_years(today: date) -> list[date]:
    """First days of the financial year that ``today`` is in and of the next two."""
    this = YearType.FINANCIAL.first_day(today)
    return [add_months(this, 12 * number) for number in range(3)]


@transaction.atomic
def prepare(
    targets: QuerySet[Target], starts: date, *, by, rule: Rule = Rule.KEEP, amount: Decimal = 0
) -> RollOver:
    """Plan a copy of these targets to the year from ``starts`` on. Nothing of them changes yet.

    Those that cannot be copied are left out at first.
    """
    roll_over = RollOver.objects.create(
        starts=starts, ends=add_months(starts, 12) - ONE_DAY, made_by=by
    )
    RollOverRow.objects.bulk_create(
        [
            RollOverRow(
                roll_over=roll_over,
                target=target,
                origin=target.origin,
                vintage=target.vintage,
                **{name: adjusted(target, name, rule, amount) for name in AMOUNTS},
            )
            for target in targets.select_related("indicator")
        ],
        batch_size=500,
    )
    stuck = [draft.row.pk for draft in drafts_of(rows_of(roll_over)) if draft.problem]
    roll_over.rows.filter(pk__in=stuck).update(left_out=True)
    return roll_over


def adjusted(target: Target, name: str, rule: Rule, amount: Decimal) -> Decimal | None:
    """An amount of a target by the rule, with no more digits than the indicator shows."""
    held = getattr(target, name)
    if held is None or rule == Rule.KEEP:
        return held
    by = amount if rule == Rule.ADD else held * amount / 100
    return rounded(held + by, target.indicator.decimals)


def rows_of(roll_over: RollOver) -> QuerySet[RollOverRow]:
    """Its rows with their targets, indicators and bands, in the order of the codes."""
    return roll_over.rows.select_related("roll_over", "target__indicator", "target__category")


def drafts_of(rows: Iterable[RollOverRow]) -> list[Draft]:
    """What each row would do, and why it cannot be done where it cannot. Two more queries."""
    rows = list(rows)
    categories = {row.target.category_id for row in rows}
    stored = defaultdict(list)
    for target in Target.objects.filter(category__in=categories):
        stored[target.category_id].append(target)
    plans = {row.roll_over_id for row in rows}
    chosen = RollOverRow.objects.filter(
        roll_over__in=plans, target__category__in=categories, left_out=False
    )
    starts = chosen.order_by().values("target__category").annotate(Max("target__effective_from"))
    newest = dict(starts.values_list("target__category", "target__effective_from__max"))
    return [_draft(row, stored[row.target.category_id], newest) for row in rows]


def _draft(row, stored, newest):
    before = row.target
    after = Target(
        indicator=before.indicator,
        category=before.category,
        kind=kind_for(row.value, closer=before.kind == TargetKind.CLOSER),
        effective_from=row.roll_over.starts,
        effective_to=row.roll_over.ends,
        **{name: getattr(row, name) for name in _EDITED},
        **{name: getattr(before, name) for name in _KEPT},
    )
    closed = ended(before, row.roll_over.starts - ONE_DAY)
    others = [target for target in stored if target.pk != before.pk]
    return Draft(row, before, closed, after, _problem(before, after, others, newest))


def _problem(before, after, others, newest):
    if before.effective_from >= after.effective_from:
        return (
            f"This target itself starts on {date_format(before.effective_from)}, in that year or "
            "after it. Leave it out."
        )
    if newest.get(before.category_id, date.min) > before.effective_from:
        return "A later target of this figure is copied too. Leave this one out."
    for other in others:
        if after.overlaps(other):
            return other.overlap_sentence("Leave this one out.")
    return ""


def digest_of(drafts: Sequence[Draft]) -> str:
    """What tells whether a roll-over would still do what somebody read."""
    names = (*PRINTED, "effective_from", "effective_to")
    facts = [
        (
            draft.before.pk,
            draft.problem,
            *(facts_of(each, names) for each in (draft.before, draft.closed, draft.after)),
        )
        for draft in drafts
    ]
    return sha256(repr(facts).encode()).hexdigest()


@transaction.atomic
def save(roll_over: RollOver, *, by, now: datetime, reason: str, read: str) -> int:
    """End the old targets and start the new ones, all or none. Returns how many start.

    ``read``: the digest of what was looked at. Raises ``NotSaved`` where it is saved already,
    where something changed since, or where a row cannot be saved; ``IntegrityError`` where
    somebody else starts one of these targets at the same moment.
    """
    held = RollOver.objects.select_for_update().get(pk=roll_over.pk)
    if held.saved_at:
        raise NotSaved("These targets are saved already. Nothing was done twice.")
    drafts = drafts_of(rows_of(held).filter(left_out=False))
    if any(draft.problem for draft in drafts):
        raise NotSaved("Some of these targets cannot be saved. Mend them or leave them out.")
    if digest_of(drafts) != read:
        raise NotSaved("Something changed since you looked. Look through the changes again.")
    for draft in drafts:
        draft.after.reason = reason
    bulk_end([draft.closed for draft in drafts if draft.ends], by=by, reason=reason)
    bulk_create([draft.after for draft in drafts], by=by, reason=reason)
    refuse_overlaps()
    held.saved_at, held.reason = now, reason
    held.save()
    return len(drafts)
