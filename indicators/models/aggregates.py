"""What a database can gather into one value."""

from django.db import models


class Lines(models.Func):
    """All values of a query as one text, a line each: ``Lines(column, Value("\\n"))``."""

    function = "GROUP_CONCAT"
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **context):
        """The same by another name."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)
