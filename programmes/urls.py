"""The pages of programmes and their reports."""

from datetime import date

from django.urls import path, register_converter

from indicators.disclosure import INTERNAL, PROFILES
from programmes.choices import DocumentFormat
from programmes.views import (
    changes,
    chase,
    clashes,
    copies,
    decisions,
    edit,
    exempt,
    figures,
    history,
    home,
    issuing,
    load,
    milestones,
    opening,
    packs,
    pages,
    people,
    programmes,
    reports,
    review,
    risks,
    submit,
    task_list,
)


class IsoDate:
    """A day in an address: 2017-01-31."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day. Raises ``ValueError``, which makes it a 404, where there is none."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """The day as text."""
        return str(value)


class Format:
    """A format that a report can be had in."""

    regex = "|".join(DocumentFormat.values)

    def to_python(self, value: str) -> DocumentFormat:
        """The format."""
        return DocumentFormat(value)

    def to_url(self, value: str) -> str:
        """The format as text."""
        return str(value)


class Audience:
    """Whom a copy of a report is for."""

    regex = "|".join(audience for audience in PROFILES if audience != INTERNAL.audience)

    def to_python(self, value: str) -> str:
        """The audience's name."""
        return value

    def to_url(self, value: str) -> str:
        """The audience as text."""
        return value


register_converter(Audience, "audience")
register_converter(IsoDate, "iso-date")
register_converter(Format, "format")

_REPORT = "programmes/<str:code>/reports/<iso-date:period_end>"
_EDIT = f"{_REPORT}/edit"
urlpatterns = [
    path("", home.home, name="home"),
    path("programmes/", programmes.programme_list, name="programmes"),
    path("programmes/<str:code>/", programmes.programme_page, name="programme"),
    path("programmes/<str:code>/history/", history.programme_history, name="programme-history"),
    path("programmes/<str:code>/open/", opening.open_by_hand, name="report-open"),
    path("load/", load.load_page, name="load"),
    path("load/workbook.xlsx", load.template_download, name="load-template"),
    path("load/done/<str:code>/", load.loaded, name="loaded"),
    path("load/<slug:digest>/", load.load_check, name="load-check"),
    path("load/<slug:digest>/marked.xlsx", load.marked_copy, name="load-marked"),
    path(f"{_REPORT}/", reports.report_page, name="report"),
    path(f"{_REPORT}/edit/", task_list.edit_report, name="report-edit"),
    path(f"{_REPORT}/edit/changes/", changes.change_list, name="report-changes"),
    path(f"{_REPORT}/edit/clashes/", clashes.clash_list, name="report-clashes"),
    path(f"{_REPORT}/edit/figures/", figures.quotable_figures, name="report-figures"),
    path(f"{_EDIT}/milestones/", milestones.milestone_list, name="report-milestones"),
    path(f"{_EDIT}/milestones/add/", milestones.add_milestone, name="report-milestone-add"),
    path(f"{_EDIT}/milestones/<int:pk>/", milestones.edit_milestone, name="report-milestone"),
    path(f"{_EDIT}/risks/", risks.risk_list, name="report-risks"),
    path(f"{_EDIT}/risks/add/", risks.add_risk, name="report-risk-add"),
    path(f"{_EDIT}/risks/<int:pk>/", risks.edit_risk, name="report-risk"),
    path(f"{_REPORT}/edit/<slug:slug>/", edit.edit_section, name="report-section"),
    path(f"{_REPORT}/submit/", submit.submit_report, name="report-submit"),
    path(f"{_REPORT}/return/", submit.return_report, name="report-return"),
    path(f"{_REPORT}/reopen/", submit.reopen_report, name="report-reopen"),
    path(f"{_REPORT}/correct/", issuing.correct_report, name="report-correct"),
    path(f"{_REPORT}/exempt/", exempt.exempt_sections, name="report-exempt"),
    path(f"{_REPORT}/copies/", copies.copy_list, name="report-copies"),
    path(f"{_REPORT}/copies/<audience:audience>/", copies.copy_page, name="report-copy"),
    path(
        f"{_REPORT}/copies/<audience:audience>/documents/",
        copies.make_copy_documents,
        name="report-copy-make",
    ),
    path(
        f"{_REPORT}/copies/<audience:audience>/<format:format>/",
        copies.copy_document,
        name="report-copy-document",
    ),
    path(f"{_REPORT}/documents/", reports.make_report_documents, name="report-make"),
    path(f"{_REPORT}/<format:format>/", reports.report_document, name="report-document"),
    path("chase/", chase.chase, name="chase"),
    path("chase/reminder/", chase.read_reminder, name="chase-reminder"),
    path("review/", review.review, name="review"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/add/", decisions.add_decision, name="decision-add"),
    path("decisions/csv/", decisions.decisions_csv, name="decisions-csv"),
    path("review/issue/", issuing.issue_reports, name="issue-reports"),
    path("review/issuing/<int:pk>/", issuing.issue_batch, name="issue-batch"),
    path("packs/", packs.pack_list, name="packs"),
    path("packs/make/", packs.make_pack, name="make-pack"),
    path("packs/<int:pk>/", packs.pack_page, name="pack"),
    path("packs/<int:pk>/<format:format>/", packs.pack_document, name="pack-document"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/hand-over/", people.hand_over_page, name="hand-over"),
    path("roles/", pages.what_each_role_may_do, name="roles"),
    path("how-figures-are-judged/", pages.how_figures_are_judged, name="how-figures-are-judged"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
