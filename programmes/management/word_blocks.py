"""Blocks of the Word template: bullets and tables whose rows a report fills."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

SOFT = RGBColor(0x4D, 0x5B, 0x66)


def lines(document, name, before=""):
    """A bullet for each line of a list, under a few words of their own where there are any."""
    if before:
        document.add_paragraph(f"{{%p if {name} %}}")
        document.add_heading(before, 2)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph(f"{{%p for line in {name} %}}")
    document.add_paragraph("{{ line }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")


def note(document, name):
    """A paragraph in italics, where there is a text of that name."""
    document.add_paragraph(f"{{%p if {name} %}}")
    document.add_paragraph().add_run(f"{{{{ {name} }}}}").italic = True
    document.add_paragraph("{%p endif %}")


def table_if_any(document, heading, name, columns):
    """A heading and a table of a list, where the list has a row."""
    document.add_paragraph(f"{{%p if {name} %}}")
    document.add_heading(heading, 2)
    table(document, f"row in {name}", columns)
    document.add_paragraph("{%p endif %}")


def table(document, loop, columns, *, more=(), otherwise="") -> None:
    """A table with a head that repeats on each page, and a row for each turn of a loop.

    ``columns``: (heading, width in mm, paragraphs of the cell); ``more``: loops for further rows
    in each turn; ``otherwise``: the text that stands there when it has no row.
    """
    if otherwise:
        document.add_paragraph(f"{{%p if {otherwise} %}}")
        document.add_paragraph(f"{{{{ {otherwise} }}}}")
        document.add_paragraph("{%p else %}")
    made = document.add_table(rows=1, cols=len(columns))
    made.autofit = False
    _rule(made)
    for cell, (heading, _, _) in zip(made.rows[0].cells, columns, strict=True):
        _write(cell, [(heading, True)])
    _mark(made.rows[0], "w:tblHeader")
    _tag_row(made, f"for {loop}")
    _fill(made, [paragraphs for _, _, paragraphs in columns])
    for inner, texts in more:
        _tag_row(made, f"for {inner}")
        _fill(made, [[text] for text in texts])
        _tag_row(made, "endfor")
    _tag_row(made, "endfor")
    for row in made.rows:
        _mark(row, "w:cantSplit")
        for cell, (_, width, _) in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)
    document.add_paragraph("{%p endif %}" if otherwise else "")


def _fill(table, cells):
    """A row of these cells; a single one spans the table."""
    row = table.add_row()
    if len(cells) == 1:
        row.cells[0].merge(row.cells[-1])
    for cell, paragraphs in zip(row.cells, cells, strict=False):
        _write(cell, paragraphs)


def _tag_row(table, tag):
    table.add_row().cells[0].text = f"{{%tr {tag} %}}"


def _write(cell, paragraphs):
    """The first paragraph of a cell, and those after it, small and only where they say a thing."""
    first, *others = paragraphs
    text, bold = first if isinstance(first, tuple) else (first, False)
    run = _paragraph(cell.paragraphs[0], text, 9)
    run.bold = bold
    for text in others:
        cell.add_paragraph(f"{{%p if {text.strip('{ }')} %}}")
        _paragraph(cell.add_paragraph(), text, 8).font.color.rgb = SOFT
        cell.add_paragraph("{%p endif %}")


def _paragraph(paragraph, text, points):
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size = Pt(points)
    return run


def _mark(row, name):
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _rule(table):
    """Hairlines between rows and none between columns; the first row and column are heads."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, text in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C9D1D6")):
            line.set(qn(f"w:{name}"), text)
        borders.append(line)
    after = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")  # Word minds the order
    table._tbl.tblPr.insert_element_before(borders, *after)
