"""The performance team's pages of indicators, targets, programmes and reports."""

from programmes.admin import indicators, programmes, reports, scheme, targets

__all__ = ["indicators", "programmes", "reports", "scheme", "targets"]
