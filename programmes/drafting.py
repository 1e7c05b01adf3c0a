"""Writing in an open report: the texts of its sections, its nil returns and its status."""

import hashlib
from collections.abc import Mapping
from functools import partial

from django.db import transaction

from programmes.models import Decision, Entry, NilReturn, Report


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which blank lines part."""
    blocks = "\n".join(line.rstrip() for line in text.splitlines()).split("\n\n")
    return [block.strip() for block in blocks if block.strip()]


def joined(rows) -> str:
    """Entries or decisions as one text, a blank line between them."""
    return "\n\n".join(row.text for row in rows)


def fingerprint(report: Report) -> str:
    """A short word for all that people wrote in a report; it changes when any of it does."""
    said = [report.rag, report.reason, report.difference_reason]
    said += [(row.section, row.text) for row in report.entries.all()]
    said += [row.section for row in report.nil_returns.all()]
    said += [row.text for row in report.decisions.all()]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


@transaction.atomic
def write_sections(
    report: Report, texts: Mapping[str, str], nil_returns: Mapping[str, bool], *, by
) -> None:
    """Replace the texts of sections, a paragraph an entry, and their nil returns.

    A paragraph that is unchanged keeps its entry, and with it where it was carried from.
    """
    for section, text in texts.items():
        held = list(report.entries.filter(section=section))
        _replace(held, paragraphs(text), partial(Entry, report=report, section=section))
    for section, nil in nil_returns.items():
        if nil:
            NilReturn.objects.get_or_create(report=report, section=section, defaults={"by": by})
        else:
            NilReturn.objects.filter(report=report, section=section).delete()


@transaction.atomic
def write_decisions(report: Report, text: str) -> None:
    """Replace the decisions wanted, one a paragraph; an unchanged one keeps its outcome."""
    _replace(list(report.decisions.all()), paragraphs(text), partial(Decision, report=report))


def write_status(report: Report, *, rag: str, reason: str, difference_reason: str) -> None:
    """Keep the chair's judgement and its reasons."""
    report.rag, report.reason, report.difference_reason = rag, reason, difference_reason
    report.save(update_fields=["rag", "reason", "difference_reason"])


def _replace(held, wanted, new):
    by_text = {row.text: row for row in reversed(held)}
    kept = set()
    for position, text in enumerate(wanted):
        row = by_text.pop(text, None) or new()
        row.text, row.position = text, position
        row.save()
        kept.add(row.pk)
    for row in held:
        if row.pk not in kept:
            row.delete()
