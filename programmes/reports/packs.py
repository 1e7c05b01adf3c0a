"""Meeting packs made by a job: both files first, then the row that names them."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from indicators.periods import day_label
from programmes import work
from programmes.models import Pack, Report
from programmes.reports.files import keep
from programmes.reports.looking_back import trends_until
from programmes.reports.pack import render_pack_pdf, render_pack_xlsx
from programmes.reports.pdf import RenderError
from programmes.reports.schema import from_data

CLAIMS = work.claims_of(Pack)


@transaction.atomic
def request_pack(reports: Iterable[Report], *, by) -> Pack:
    """Ask for a pack of these reports, all of them frozen. Whoever calls this sends it to a job."""
    reports = list(reports)
    newest = max(report.period_end for report in reports)
    pack = Pack.objects.create(title=f"Meeting pack, period to {day_label(newest)}", by=by)
    pack.reports.set(reports)
    return pack


def run_pack(pk: int) -> None:
    """Claim the pack ``pk`` and make its PDF and its spreadsheet. Its ``error`` says why not."""
    work.run(CLAIMS, pk, _make, refusals=(RenderError,))


def sweep_left_packs(now: datetime) -> list[int]:
    """Put right the packs whose worker died or whose message was lost.

    Returns the keys of those to send to a worker again. After 5 attempts a pack has failed.
    """
    return CLAIMS.sweep(now, lambda row: work.give_up(CLAIMS, row, work.DIED))


def _make(claim: work.WorkClaim) -> None:
    pack = claim.row
    in_order = ("programme__number", "programme__code", "period_end", "version")
    reports = list(pack.reports.order_by(*in_order))
    snapshots = [from_data(report.snapshot) for report in reports]
    trends = [trends_until(report) for report in reports]
    claim.begin("PDF")
    paper = render_pack_pdf(pack.title, snapshots, trends)
    claim.begin("spreadsheet")
    book = render_pack_xlsx(pack.title, snapshots, trends)
    claim.begin("keeping both")
    claim.finish(**_kept(pack, "pdf", paper), **_kept(pack, "xlsx", book))


def _kept(pack, format, content):
    """Store a file, named by its own bytes too; the columns that say where it is and its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"packs/{pack.pk}/{slugify(pack.title)}-{sha256[:16]}.{format}"
    return {format: keep(name, content), f"{format}_sha256": sha256}
