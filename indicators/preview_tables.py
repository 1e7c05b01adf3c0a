"""The tables of a preview: rows as they would be stored, and rows that cannot be."""

import django_tables2 as tables

from indicators.tables import WIDE, Cell, PageTable


class PreviewTable(PageTable):
    """Rows as they would be understood; each is a ``previews.PreviewLine``."""

    indicator = tables.Column()
    value = tables.Column()
    period = tables.Column()
    area = tables.Column()
    band = tables.Column(default="–")
    remarks = tables.Column(default="–", attrs=WIDE)
    place = tables.Column(verbose_name="Where", attrs=WIDE)

    caption = "The first rows, as they would be understood"
    caption_hidden = False

    class Meta(PageTable.Meta):
        empty_text = "No row can be taken."


class ProblemTable(PageTable):
    """What is wrong with rows; each is a ``problems.Problem``."""

    message = tables.Column(verbose_name="What is wrong")
    text = Cell(
        "{% if value %}<code>{{ value|truncatechars:60 }}</code>{% else %}–{% endif %}",
        verbose_name="It says",
    )
    field = tables.Column(verbose_name="Column", default="–")
    place = tables.Column(verbose_name="Where", attrs=WIDE)

    caption = "The first rows that cannot be taken"
    caption_hidden = False

    class Meta(PageTable.Meta):
        empty_text = "Every row can be taken."
