"""Write the Word template of the highlight report, which a council may then edit in Word."""

from datetime import date
from io import BytesIO
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from programmes.management.word_blocks import lines, note, table, table_if_any
from programmes.reports.word import with_fixed_dates
from programmes.reports.word_template import SHIPPED, TEMPLATE_COLOUR, problems_of

_RATING = "{% cellbg row.shade %}{{r row.rating }}"
_WRITTEN_ON = date(2026, 1, 1)  # of the template itself; a report is dated by its report date


class Command(BaseCommand):
    help = "Writes the Word template afresh, or checks one that was edited in Word."

    def add_arguments(self, parser):
        """Where to write it, or which file to check."""
        parser.add_argument("--output", type=Path, help="a copy to edit; not the shipped one")
        parser.add_argument("--check", type=Path, metavar="FILE", help="say what to mend in FILE")

    def handle(self, *args, output, check, **options):
        """Write the template and say where it is, or list what is wrong with one."""
        if check:
            self._check(check)
        else:
            self._write(output or SHIPPED)

    def _write(self, path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(template())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(f"Wrote {path}")

    def _check(self, path):
        try:
            problems = problems_of(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if problems:
            raise CommandError("\n".join(f"{path}: {problem}" for problem in problems))
        self.stdout.write(f"{path} can be used.")


def template() -> bytes:
    """The template as a .docx file; the same bytes each time."""
    document = Document()
    _set_up_page(document)
    _set_up_styles(document)
    for write in (_masthead, _summary, _progress, _milestones, _risks, _indicators, _annex):
        write(document)
    saved = BytesIO()
    document.save(saved)
    return with_fixed_dates(saved.getvalue(), _WRITTEN_ON)


def _set_up_page(document):
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(14), Mm(16)
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ foot }}   Page ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)
    foot.runs[0].font.size = Pt(8)


def _set_up_styles(document):
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.font.color.rgb = TEMPLATE_COLOUR
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    document.core_properties.language = "en-GB"
    document.core_properties.comments = ""


def _masthead(document):
    document.add_paragraph("{{ area }}: {{ kind }}")
    document.add_paragraph("{{ title }}", style="Title")
    table(
        document,
        "row in facts",
        [("Fact", 40, [("{{ row.name }}", True)]), ("This report", 138, ["{{ row.value }}"])],
    )


def _summary(document):
    document.add_heading("1. Summary", 1)
    note(document, "exempt.status")
    table(
        document,
        "row in status",
        [
            ("Status", 40, [("{{ row.name }}", True)]),
            ("Rating", 28, [_RATING]),
            ("Why", 110, ["{{ row.why }}"]),
        ],
    )
    lines(document, "warnings", before="Check before relying on this report")
    document.add_heading("{{ grid_title }}", 2)
    columns = ["Worsening", "No change", "Improving", "Not good or bad", "No arrow"]
    table(
        document,
        "row in grid",
        [
            ("Rating", 24, [_RATING]),
            *((name, 28, [f"{{{{ row.cells[{n}] }}}}"]) for n, name in enumerate(columns)),
            ("All", 14, [("{{ row.count }}", True)]),
        ],
    )
    table_if_any(
        document,
        "What became of the last report’s decisions",
        "outcomes",
        [
            ("Decision", 82, ["{{ row.text }}"]),
            ("Outcome", 46, [("{{ row.outcome }}", True)]),
            ("Note", 50, ["{{ row.note }}"]),
        ],
    )
    document.add_heading("Decisions wanted", 2)
    note(document, "exempt.decisions")
    table(
        document,
        "row in decisions",
        [
            ("Decision", 92, [("{{ row.text }}", True), "{{ row.asked }}"]),
            ("Outcome", 46, ["{{ row.outcome }}"]),
            ("Who, by when", 40, [""]),
        ],
        otherwise="no_decisions",
    )


def _progress(document):
    document.add_heading("2. Progress since the last report", 1)
    note(document, "exempt.commitments")
    table_if_any(
        document,
        "What the last report promised",
        "commitments",
        [
            ("Action", 92, ["{{ row.text }}"]),
            ("Due", 32, ["{{ row.due }}"]),
            ("What became of it", 54, [("{{ row.outcome }}", True)]),
        ],
    )
    for key in ("achievements", "voice", "slippage"):
        document.add_heading(f"{{{{ sections.{key}.title }}}}", 2)
        note(document, f"exempt.{key}")
        lines(document, f"sections.{key}.lines")


_MILESTONE = [
    ("{{ row.title }}", True),
    "{{ row.progress }}",
    "{{ row.remedy }}",
    "{{ row.agreed }}",
]


def _milestones(document):
    document.add_heading("3. Milestones", 1)
    note(document, "exempt.milestones")
    table(
        document,
        "row in milestones",
        [
            ("Milestone", 66, _MILESTONE),
            ("Baseline", 24, ["{{ row.baseline }}"]),
            ("Forecast or done", 32, ["{{ row.until }}"]),
            ("Slippage, days", 20, ["{{ row.slippage }}"]),
            ("Rating", 36, [_RATING, "{{ row.why }}"]),
        ],
        otherwise="no_milestones",
    )
    document.add_heading("4. Next period", 1)
    note(document, "exempt.next_actions")
    lines(document, "sections.next_actions.lines")


def _risks(document):
    document.add_heading("5. Risks", 1)
    note(document, "exempt.risks")
    table(
        document,
        "row in risks",
        [
            ("Risk", 92, [("{{ row.title }}", True), "{{ row.detail }}"]),
            ("Likelihood × impact", 26, ["{{ row.likelihood }} × {{ row.impact }}"]),
            ("Score", 30, [("{{ row.score }}", True)]),
            ("Movement", 30, ["{{ row.movement }}"]),
        ],
        otherwise="no_risks",
    )
    document.add_heading("6. Variances", 1)
    note(document, "exempt.variances")
    lines(document, "sections.variances.lines")


def _indicators(document):
    document.add_heading("7. Indicators", 1)
    note(document, "exempt.comments")
    lines(document, "key")
    document.add_paragraph("{%p for priority in priorities %}")
    document.add_heading("{{ priority.title }}", 2)
    document.add_paragraph("{{ priority.tally }}")
    document.add_paragraph("{%p if priority.rows %}")
    table(
        document,
        "row in priority.rows",
        [
            ("Indicator", 54, [("{{ row.name }}", True), "{{ row.detail }}"]),
            ("Target", 28, ["{{ row.target }}", "{{ row.origin }}"]),
            ("Current", 32, [("{{ row.current }}", True), "{{ row.period }}"]),
            ("Direction of travel", 42, ["{{ row.direction }}", "{{ row.before }}"]),
            ("Rating", 22, [_RATING, "{{ row.why }}"]),
        ],
        more=[
            ("band in row.bands", [f"{{{{ band.{name} }}}}" for name in _BAND]),
            ("note in row.notes", ["{{ note }}"]),
        ],
    )
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


_BAND = ("name", "target", "current", "direction", "blank")


def _annex(document):
    document.add_heading("Annex: how each rating and arrow was reached", 1)
    document.add_paragraph("{%p if workings_source %}")
    document.add_paragraph("{{ workings_source }}")
    document.add_paragraph("{%p endif %}")
    table(
        document,
        "row in workings",
        [
            ("Code", 20, [("{{ row.code }}", True)]),
            ("Rating", 24, [_RATING]),
            ("How it was reached", 134, ["{{ row.reached }}"]),
        ],
        otherwise="no_workings",
    )
    document.add_heading("Not rated, and why", 2)
    lines(document, "not_rated")
    document.add_heading("Background papers", 2)
    document.add_paragraph("{{ papers_law }}")
    lines(document, "papers")
    document.add_paragraph("{{ record }}")
