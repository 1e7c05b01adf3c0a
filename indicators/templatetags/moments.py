"""Moments as the site writes them."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def moment(value):
    """“21 February 2017, 10:42am” in local time; a dash for nothing."""
    return f"{date_format(timezone.localtime(value), 'j F Y')}, {clock(value)}" if value else "–"


@register.filter
def clock(value):
    """“10:42am”: Django's own am and pm have full stops."""
    local = timezone.localtime(value)
    return f"{date_format(local, 'g:i')}{date_format(local, 'A').lower()}"
