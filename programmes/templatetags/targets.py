"""Targets in words, on the pages of the admin."""

from django import template

from indicators.target_words import goal_and_origin

register = template.Library()
register.filter(goal_and_origin)
