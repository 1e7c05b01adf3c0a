"""Addresses of the report's form, for templates."""

from django import template

from programmes import form_pages
from programmes.choices import Section

register = template.Library()


@register.simple_tag
def section_url(report, section):
    """The page on which a section of that report is filled in."""
    return form_pages.section_url(report, Section(section))
