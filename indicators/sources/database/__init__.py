"""The answer of a database to one query that can only read, within limits of time and size."""

from indicators.sources.database.answer import Question, asked
from indicators.sources.database.engines import read_url
from indicators.sources.database.statements import readable_statement

__all__ = ["Question", "asked", "read_url", "readable_statement"]
