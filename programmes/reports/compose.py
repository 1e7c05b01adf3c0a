"""Compose a report afresh from what is stored: the one place where a snapshot is made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db.models import OuterRef, Subquery

from indicators import selectors
from indicators.models import Indicator
from indicators.names import name_of
from indicators.periods import day_label
from programmes.choices import WRITTEN_SECTIONS, Approver, Section
from programmes.models import Comment, Exemption, Report, levels_column, levels_of
from programmes.reports.fetching import council_of, fetch
from programmes.reports.figures import indicator_row
from programmes.reports.promised import (
    commitment_rows,
    outcome_rows,
    reports_at_this_status,
    with_last_scores,
    with_newest_baseline,
)
from programmes.reports.quoting import quoted
from programmes.reports.schema import (
    CouncilFacts,
    DecisionRow,
    EntryText,
    ExemptSection,
    Key,
    MilestoneRow,
    PastStatus,
    PriorityRows,
    ProgrammeFacts,
    RiskRow,
    SectionText,
    Snapshot,
    Status,
)
from programmes.reports.wording import key_sentences
from programmes.status import (
    MilestoneFacts,
    evidence,
    milestone_standing,
    risk_band,
    risk_movement,
    trend,
)


def compose(report: Report, as_at: date) -> Snapshot:
    """The report as it would read on ``as_at``. A fixed number of queries, whatever the data."""
    report_date = report.report_date or as_at
    if report.pk:
        fetch(report, report.earlier[:1])
    council = council_of(report)
    tolerance = council.amber_tolerance
    milestones = _milestones(report, report_date)
    levels, risks = _risks(report)
    priorities = priority_rows(report, tolerance)
    snapshot = Snapshot(
        kind=report.kind,
        programme=_programme(report.programme),
        period_end=report.period_end,
        report_date=report_date,
        version=report.version,
        state=report.state,
        status=_status(report, priorities, milestones, risks, levels),
        sections=_sections(report),
        milestones=milestones,
        risks=risks,
        decisions=_decisions(report),
        priorities=priorities,
        key=Key(tolerance, key_sentences(tolerance), levels),
        warnings=_warnings(report, report_date),
        submitted_on=report.submitted_at.date() if report.submitted_at else None,
        commitments=commitment_rows(report),
        outcomes=outcome_rows(report),
        software=settings.SOFTWARE_VERSION,
        correction=report.correction_reason,
        exempt=exempt_sections(report.exemptions.all() if report.pk else ()),
        council=CouncilFacts(council.name, council.colour),
    )
    return quoted(snapshot)


def exempt_sections(rows: Iterable[Exemption]) -> tuple[ExemptSection, ...]:
    """What is marked exempt, in the order of the form."""
    marks = [ExemptSection(row.section, row.paragraph, row.reason) for row in rows]
    return tuple(sorted(marks, key=lambda mark: Section.values.index(mark.section)))


def _programme(programme):
    return ProgrammeFacts(
        code=programme.code,
        number=programme.number,
        title=programme.title,
        area=programme.area.name,
        delivery_group=programme.delivery_group,
        plan=programme.plan,
        year=programme.year,
    )


def priority_rows(report: Report, tolerance: Decimal) -> tuple[PriorityRows, ...]:
    """Each priority with its indicators as they stand now; one without any is a row too."""
    placed = report.programme.priorities.order_by(
        "number", "placements__position", "placements__indicator__code"
    )
    comment = Comment.objects.filter(report=report.pk, indicator=OuterRef("placements__indicator"))
    columns = ("number", "title", "placements__indicator", Subquery(comment.values("text")))
    assessed = selectors.assess(
        Indicator.objects.filter(placements__priority__programme=report.programme),
        report.programme.area,
        report.period_end,
        tolerance,
    )
    rows = {row.indicator.pk: indicator_row(row, report.period_end, tolerance) for row in assessed}
    return tuple(
        PriorityRows(
            number,
            title,
            tuple(replace(rows[key], comment=said or "") for *_, key, said in group if key),
        )
        for (number, title), group in groupby(placed.values_list(*columns), key=itemgetter(0, 1))
    )


def _milestones(report, report_date):
    rows = []
    for milestone in with_newest_baseline(report.programme.milestones.all(), report):
        standing = milestone_standing(
            MilestoneFacts(
                milestone.baseline_on,
                milestone.forecast_on,
                milestone.completed_on,
                started=bool(milestone.progress),
            ),
            report_date,
        )
        rows.append(
            MilestoneRow(
                title=milestone.title,
                baseline=milestone.baseline_on,
                forecast=milestone.forecast_on,
                completed=milestone.completed_on,
                slippage_days=standing.slippage_days,
                rag=standing.rag,
                rag_reason=standing.reason,
                progress=milestone.progress,
                remedy=milestone.remedy,
                agreed=milestone.agreed_on,
                agreed_reason=milestone.agreed_reason or "",
                agreed_by=Approver(milestone.agreed_by).label if milestone.agreed_by else "",
                key=str(milestone.pk),
            )
        )
    return tuple(rows)


def _risks(report):
    """The levels of risks, and open risks, the most serious first, with their last scores.

    Without an open risk the levels are the usual ones: nothing is judged by them.
    """
    found = with_last_scores(report.programme.risks.open_at(report.period_end), report)
    risks = list(found.annotate(levels=levels_column()))
    levels = levels_of(risks[0].levels if risks else None)
    rows = [_risk(risk, levels, had_report=bool(report.earlier)) for risk in risks]
    return levels, tuple(sorted(rows, key=lambda row: -row.score))


def _risk(risk, levels, *, had_report):
    before = (risk.previous_likelihood, risk.previous_impact)
    previous = None if None in before else before[0] * before[1]
    return RiskRow(
        title=risk.title,
        likelihood=risk.likelihood,
        impact=risk.impact,
        score=risk.score,
        band=risk_band(risk.score, levels),
        movement=risk_movement(risk.score, previous, had_report=had_report),
        previous_score=previous,
        mitigation=risk.mitigation,
        owner=risk.owner,
        previous_likelihood=before[0],
        previous_impact=before[1],
        key=str(risk.pk),
    )


def _status(report, priorities, milestones, risks, levels):
    ratings = [row.rag for priority in priorities for row in priority.indicators]
    suggested = evidence(
        ratings, [row.rag for row in milestones], [row.score for row in risks], levels
    )
    return Status(
        reported=report.rag or None,
        evidence=suggested.rag,
        evidence_reason=suggested.reason,
        trend=trend(report.rag, report.earlier[0].rag if report.earlier else ""),
        reason=report.reason,
        difference_reason=report.difference_reason,
        history=tuple(
            PastStatus(past.period_end, past.rag or None, past.evidence)
            for past in reversed(report.earlier)
        ),
        stood=reports_at_this_status(report),
    )


def _sections(report):
    entries, nil_returns = defaultdict(list), {}
    if report.pk:
        for entry in report.entries.all():
            entries[entry.section].append(_entry(entry))
        nil_returns = {nil.section: nil for nil in report.nil_returns.all()}
    return tuple(
        SectionText(
            key=section.value,
            title=section.label,
            nil=section in nil_returns,
            nil_by=_signed(nil_returns.get(section)),
            entries=tuple(entries[section]),
        )
        for section in WRITTEN_SECTIONS
    )


def _entry(entry):
    promise = entry.commitment
    return EntryText(
        text=entry.text,
        carried_from=entry.carried_from.report.period_end if entry.carried_from else None,
        due=entry.due_on,
        variance=entry.variance,
        reason=entry.reason or (promise.reason if promise else ""),
        remedy=entry.remedy or (promise.remedy if promise else ""),
        stood=entry.stood,
        from_commitment=promise is not None,
    )


def _signed(nil):
    if nil is None:
        return ""
    return f"{name_of(nil.by)}, {day_label(nil.at.date())}"


def _decisions(report):
    if not report.pk:
        return ()
    return tuple(
        DecisionRow(row.text, row.outcome, row.asked, row.note, row.decided_on)
        for row in report.decisions.all()
    )


def _warnings(report, report_date):
    if report.period_end > report_date:
        return ("The period ends after the report date.",)
    return ()
