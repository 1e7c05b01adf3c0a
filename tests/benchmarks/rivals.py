"""Other ways to the same PDF: by other programs, or with WeasyPrint as others use it."""

import io
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import fontpkg
from django.conf import settings

from indicators.svg import INK, SOFT
from programmes.reports.render import report_html
from programmes.reports.schema import Snapshot
from programmes.reports.word import render_docx
from tests.benchmarks.workers import MOST_SECONDS, Spent

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_FRAMEWORK = settings.BASE_DIR / "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css"
_AUTO = "<style>.report table { table-layout: auto !important }</style>"
_TYPEFACE = "Atkinson Hyperlegible"
_SPARKLINE = re.compile(r'<svg[^>]*class="chart-spark".*?</svg>', re.DOTALL)
_KILOBYTES = 1024
_TICKS = os.sysconf("SC_CLK_TCK")
_USER_TICKS, _SYSTEM_TICKS = 11, 12  # after the name, in /proc/PID/stat


class Run:
    """A program run once: what it spent and, if it was watched for it, its most memory in MB.

    Memory is watched in a run of its own, as reading it slows a program down. ``making``: the
    seconds that making its input took, which count as well: ours begins at the snapshot too.
    """

    def __init__(self, command: list[str], *, memory: bool, making: float):
        self.megabytes = 0.0
        self._seconds: dict[str, float] = {}
        self._memory, self._ended = memory, threading.Event()
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        watch = threading.Thread(target=self._watch, args=(process.pid,))
        watch.start()
        process.wait(timeout=MOST_SECONDS)
        clock = time.perf_counter() - start
        self._ended.set()
        watch.join()
        if process.returncode:
            raise RuntimeError(f"{command[0]} failed.")
        self.spent = Spent(sum(self._seconds.values()) + making, clock + making)

    def _watch(self, session: int) -> None:
        while not self._ended.wait(0.02):
            self.megabytes = max(self.megabytes, self._look_at(session))

    def _look_at(self, session: int) -> float:
        """Note the processor time of each process; what they hold together, if that is asked."""
        kilobytes = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(folder.name)) == session:
                    self._seconds[folder.name] = _processor_seconds(folder)
                    kilobytes += _share_of_memory(folder) if self._memory else 0
            except OSError:
                continue  # it has ended meanwhile
        return kilobytes / _KILOBYTES


def _processor_seconds(folder: Path) -> float:
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[_USER_TICKS]) + int(fields[_SYSTEM_TICKS])) / _TICKS


def _share_of_memory(folder: Path) -> int:
    """In kB; what processes share is divided among them (PSS)."""
    return sum(map(int, re.findall(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.M)))


def _seconds(make) -> float:
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def by_chromium(snapshot: Snapshot, *, memory: bool = False) -> Run:
    """Print the same HTML with a Chromium started for it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page, paper = Path(folder, "report.html"), Path(folder, "report.pdf")
        making = _seconds(lambda: page.write_text(report_html(snapshot, on_paper=True), "utf-8"))
        flags = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={paper}"]
        run = Run([CHROMIUM, *QUIET, *flags, page.as_uri()], memory=memory, making=making)
        if not paper.stat().st_size:
            raise RuntimeError("Chromium printed nothing.")
    return run


def by_libreoffice(snapshot: Snapshot, *, memory: bool = False) -> Run:
    """Convert the Word report with a LibreOffice started for it."""
    with tempfile.TemporaryDirectory() as folder:
        making = _seconds(lambda: Path(folder, "report.docx").write_bytes(render_docx(snapshot)))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        target = ["--convert-to", "pdf", "--outdir", folder, f"{folder}/report.docx"]
        run = Run([LIBREOFFICE, profile, "--headless", *target], memory=memory, making=making)
        if not Path(folder, "report.pdf").stat().st_size:
            raise RuntimeError("LibreOffice converted nothing.")
    return run


def by_plain_weasyprint(snapshot: Snapshot) -> bytes:
    """As its documentation shows: the same HTML, style, typeface and tags, all set up each time."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return HTML(string=report_html(snapshot, on_paper=True)).write_pdf(
        stylesheets=[CSS(string=_faces(), font_config=fonts)],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
    )


def _faces() -> str:
    return "".join(
        f"@font-face {{ font-family: '{_TYPEFACE}'; font-weight: {weight}; "
        f"src: url({fontpkg.path(_TYPEFACE, weight).as_uri()}) }}\n"
        for weight in (400, 700)
    )


def by_usual_weasyprint(snapshot: Snapshot) -> bytes:
    """As mostly used: a framework's style sheet read each time as well, and free tables."""
    from weasyprint import HTML

    framework = f"<style>{_FRAMEWORK.read_text(encoding='utf-8')}</style>"
    html = report_html(snapshot).replace("<style>", f"{framework}<style>", 1)
    return HTML(string=html.replace("</head>", f"{_AUTO}</head>", 1)).write_pdf(
        pdf_variant="pdf/ua-1"
    )


def with_matplotlib_charts(snapshot: Snapshot) -> str:
    """The report's HTML with its small lines drawn by matplotlib."""
    rows = iter(row for row in snapshot.indicators if row.series)
    html = report_html(snapshot, on_paper=True)
    return _SPARKLINE.sub(lambda found: _drawn(next(rows)), html)


def _drawn(row) -> str:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1.1, 0.3))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    values = [float(point.value) for point in row.series]
    axes.plot(values, color=SOFT, linewidth=1)
    axes.axhline(float(row.target.value), color=SOFT, linewidth=0.7, linestyle="--")
    axes.plot(len(values) - 1, values[-1], "o", color=INK, markersize=3)
    held = io.StringIO()
    figure.savefig(held, format="svg", metadata={"Date": None, "Title": row.name})
    drawing = held.getvalue()
    return drawing[drawing.index("<svg") :].replace("<svg", '<svg class="chart-spark"', 1)
