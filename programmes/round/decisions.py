"""What the executive decides. The only writer of outcomes beside the admin.

A decision that waits is asked for again in the next report. Where that draft is open already, the
copy in it follows: taken away once the matter is decided, put in where it is deferred.
"""

import hashlib
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from programmes.choices import OPEN_STATES, DecisionOutcome, Section
from programmes.models import Change, Decision, Programme, Report

_LONGEST_LABEL = 250


def mark_of(decision: Decision) -> str:
    """A mark of the outcome as somebody saw it, to tell whether it changed meanwhile."""
    seen = f"{decision.outcome}\n{decision.note}"
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


@transaction.atomic
def record(
    decision: Decision, outcome: str, note: str, *, seen: str, by, today: date
) -> Decision | None:
    """Keep what was decided; None where somebody decided otherwise since ``seen`` was drawn.

    Where a newer report was submitted that asks again, it is recorded there.
    """
    held = Decision.objects.select_for_update(of=("self",)).get(pk=_asked_last(decision).pk)
    if (held.outcome, held.note) == (outcome, note):
        return held
    if mark_of(held) != seen:
        return None
    before = _words(held)
    made = {"outcome": outcome, "note": note, "decided_by": by, "decided_on": today}
    Decision.objects.same_as(held).update(**made)
    held.refresh_from_db(fields=made)
    _note(held, "outcome", f"Outcome of “{held.text}”", before, _words(held), by=by)
    follow(held, by=by)
    return held


@transaction.atomic
def add(programme: Programme, text: str, outcome: str, note: str, *, by, today: date) -> Decision:
    """Keep a decision that no report asked for, beside the programme's newest frozen report.

    The next report tells its outcome. Raises ``Report.DoesNotExist`` where none is frozen.
    """
    frozen = Report.objects.frozen().filter(programme=programme).defer("snapshot")
    report = frozen.order_by("period_end", "version").select_for_update().last()
    if report is None:
        raise Report.DoesNotExist("The programme has not submitted a report yet.")
    last = report.decisions.aggregate(last=Max("position"))["last"]
    decision = Decision.objects.create(
        report=report,
        text=text,
        position=0 if last is None else last + 1,
        asked=0,
        outcome=outcome,
        note=note,
        decided_by=by,
        decided_on=today,
    )
    _note(decision, "outcome", f"Decision nobody asked for: “{text}”", "", _words(decision), by=by)
    follow(decision, by=by)
    return decision


def follow(decision: Decision, *, by) -> None:
    """Let what stands in the next draft agree with what was decided.

    A copy whose words somebody changed is another question and stays.
    """
    if decision.outcome == DecisionOutcome.WANTED:
        return
    if decision.outcome == DecisionOutcome.DEFERRED:
        _ask_again(decision, by)
        return
    same = Decision.objects.same_as(decision)
    waiting = _copies(decision).filter(
        report__state__in=OPEN_STATES, outcome=DecisionOutcome.WANTED, text__in=same.values("text")
    )
    for copy in waiting.select_related("report").defer("report__snapshot"):
        _locked(copy.report)
        label = "Decision wanted, decided since it was asked for"
        _note(copy, "text", label, copy.text, "", by=by)
        copy.delete()


def _copies(decision):
    """The same question in later reports."""
    return Decision.objects.filter(carried_from__in=Decision.objects.same_as(decision))


def _ask_again(decision, by):
    """Put it into the draft that is open already, if it does not stand there."""
    draft = _next_draft(decision.report)
    if draft is None or _copies(decision).exists():
        return
    _locked(draft)
    last = draft.decisions.aggregate(last=Max("position"))["last"]
    copy = Decision.objects.create(
        report=draft,
        text=decision.text,
        position=0 if last is None else last + 1,
        asked=decision.asked + 1,
        carried_from=decision,
    )
    _note(copy, "text", "Decision wanted, deferred by the executive", "", copy.text, by=by)


def _next_draft(report):
    later = Report.objects.filter(
        programme=report.programme_id,
        kind=report.kind,
        period_end__gt=report.period_end,
        state__in=OPEN_STATES,
    )
    return later.defer("snapshot").order_by("period_end").first()


def _asked_last(decision):
    """The same question in the newest report that was submitted, or where it is settled."""
    waits_in_draft = Q(report__state__in=OPEN_STATES, outcome=DecisionOutcome.WANTED)
    while newer := _copies(decision).exclude(waits_in_draft).order_by("-pk").first():
        decision = newer
    return decision


def _locked(report):
    """Keep others from writing in the draft until this is done."""
    return Report.objects.select_for_update(of=("self",)).only("pk").get(pk=report.pk)


def _words(decision):
    label = DecisionOutcome(decision.outcome).label
    return f"{label}. {decision.note}" if decision.note else label


def _note(decision, field, label, before, after, *, by):
    Change.objects.create(
        report_id=decision.report_id,
        section=Section.DECISIONS,
        place=f"{Section.DECISIONS}-{decision.key}-{field}",
        label=label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…",
        before=before,
        after=after,
        by=by,
    )
