"""Which sections of a report's form stand on which page, and where a page is."""

from dataclasses import dataclass

from django.urls import reverse

from programmes.choices import Section
from programmes.models import Report

CLASH = "clash-"
"""How the place of a choice between two texts begins; it is made on a page of its own."""


@dataclass(frozen=True)
class FormPage:
    """One page of the form; ``slug`` is its address."""

    slug: str
    title: str
    sections: tuple[Section, ...]


_ALL = (
    FormPage(
        "progress",
        "Achievements and slippage",
        (Section.COMMITMENTS, Section.ACHIEVEMENTS, Section.VOICE, Section.SLIPPAGE),
    ),
    FormPage("comments", "Figures and comments", (Section.COMMENTS,)),
    FormPage("next-actions", "Next period", (Section.NEXT_ACTIONS,)),
    FormPage("variances", "Variances", (Section.VARIANCES,)),
    FormPage("decisions", "Decisions wanted", (Section.DECISIONS,)),
    FormPage("status", "Status", (Section.STATUS,)),
)
FORM_PAGES = {page.slug: page for page in _ALL}
_PAGE_OF = {section: page.slug for page in _ALL for section in page.sections}
_OWN_PAGES = {Section.MILESTONES: "report-milestones", Section.RISKS: "report-risks"}
_ROW_PAGES = {Section.MILESTONES: "report-milestone", Section.RISKS: "report-risk"}


def section_url(report: Report, section: Section) -> str:
    """The page on which a section is filled in."""
    address = [report.programme.code, report.period_end]
    if section in _OWN_PAGES:
        return reverse(_OWN_PAGES[section], args=address)
    return reverse("report-section", args=[*address, _PAGE_OF[section]])


def place_url(report: Report, section: Section, place: str = "") -> str:
    """The field of that place, on its page with what is wrong shown beside it."""
    if place.startswith(CLASH):
        clashes = reverse("report-clashes", args=[report.programme.code, report.period_end])
        return f"{clashes}#{place}"
    anchor = f"id_{place}" if place else section
    return f"{_page_url(report, section, place)}?check#{anchor}"


def _page_url(report, section, place):
    """The page of a place; of a milestone or risk its own."""
    key = place.split("-")[1] if place else ""
    if section in _ROW_PAGES and key.isdecimal():
        address = [report.programme.code, report.period_end, int(key)]
        return reverse(_ROW_PAGES[section], args=address)
    return section_url(report, section)
