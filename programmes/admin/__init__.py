"""The performance team's pages of programmes and reports."""

from programmes.admin import programmes, reports, scheme

__all__ = ["programmes", "reports", "scheme"]
