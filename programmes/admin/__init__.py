"""The performance team's pages of indicators, targets, programmes and reports."""

from programmes.admin import indicators, people, programmes, reports, scheme, targets

__all__ = ["indicators", "people", "programmes", "reports", "scheme", "targets"]
