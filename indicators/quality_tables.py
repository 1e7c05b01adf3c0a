"""The tables of the data quality page."""

from collections import Counter
from itertools import groupby

import django_tables2 as tables

from indicators.selfchecks import Severity
from indicators.tables import WIDE, Cell, PageTable

_HEADINGS = {Severity.MEND: "To mend", Severity.KNOW: "To know"}


class FindingTable(PageTable):
    """Open findings in groups, those to mend first; the rows are ``quality.Found``."""

    sentence = tables.Column(accessor="finding__sentence", verbose_name="What is wrong")
    figure = Cell(template_name="indicators/cells/quality_figure.html", attrs=WIDE)
    advice = Cell(
        template_name="indicators/cells/quality_advice.html",
        verbose_name="What to do",
        attrs=WIDE,
    )
    source = Cell(
        template_name="indicators/cells/quality_source.html",
        verbose_name="Came from",
        attrs=WIDE,
    )
    leave = Cell(template_name="indicators/cells/quality_leave.html", verbose_name="Leave it")

    caption = "Figures that fail a check"

    class Meta(PageTable.Meta):
        template_name = "indicators/quality_table.html"
        empty_text = "No finding matches. Change the choices above, or show all."

    def groups(self):
        """The rows of this page under their headings, and how many there are on all pages."""
        counts = Counter(found.severity for found in self.data)
        for severity, rows in groupby(self.paginated_rows, key=lambda row: row.record.severity):
            yield _HEADINGS[severity], counts[severity], list(rows)


class GapTable(PageTable):
    """What has not come or does not fit; the rows are ``gaps.Gap``."""

    sentence = tables.Column(verbose_name="What is wrong")
    indicator = Cell(template_name="indicators/cells/gap_indicator.html", attrs=WIDE)
    advice = Cell(
        template_name="indicators/cells/quality_advice.html",
        verbose_name="What to do",
        attrs=WIDE,
    )

    caption = "What has not come or does not fit"

    class Meta(PageTable.Meta):
        pass


class LeftTable(PageTable):
    """Findings that somebody left as they are; the rows are ``quality.Found``."""

    sentence = tables.Column(accessor="finding__sentence", verbose_name="What was found")
    figure = Cell(template_name="indicators/cells/quality_figure.html", attrs=WIDE)
    reason = Cell(
        template_name="indicators/cells/quality_reason.html",
        verbose_name="Left, because",
        attrs=WIDE,
    )
    put_back = Cell(template_name="indicators/cells/quality_put_back.html", verbose_name="Put back")

    caption = "Findings left as they are"

    class Meta(PageTable.Meta):
        empty_text = "No finding was left as it is."
