"""Other ways to the same PDF: by other programs, or with WeasyPrint as it is mostly used."""

import io
import os
import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from django.conf import settings

from indicators.svg import INK, SOFT
from programmes.reports.render import report_html
from programmes.reports.schema import Snapshot
from programmes.reports.word import render_docx

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_FRAMEWORK = settings.BASE_DIR / "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css"
_AUTO = "<style>.report table { table-layout: auto !important }</style>"
_SPARKLINE = re.compile(r'<svg[^>]*class="chart-spark".*?</svg>', re.DOTALL)
_KILOBYTES = 1024


def by_chromium(html: str) -> float:
    """Print with a Chromium started for it; the most memory that its processes had, in MB."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page, paper = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html, encoding="utf-8")
        flags = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={paper}"]
        most = _run([CHROMIUM, *QUIET, *flags, page.as_uri()])
        if not paper.stat().st_size:
            raise RuntimeError("Chromium printed nothing.")
    return most


def by_libreoffice(snapshot: Snapshot) -> float:
    """Convert the Word report with a LibreOffice started for it; its most memory, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "report.docx").write_bytes(render_docx(snapshot))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        target = ["--convert-to", "pdf", "--outdir", folder, f"{folder}/report.docx"]
        return _run([LIBREOFFICE, profile, "--headless", *target])


def _run(command: list[str]) -> float:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    most, ended = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, most, ended))
    watch.start()
    process.wait(timeout=120)
    ended.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed.")
    return most[0]


def _watch(session: int, most: list[float], ended: threading.Event) -> None:
    while not ended.wait(0.05):
        most[0] = max(most[0], _megabytes_of_session(session))


def _megabytes_of_session(session: int) -> float:
    """What the processes of a session hold together: what they share is counted once (PSS)."""
    kilobytes = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                shares = re.findall(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.M)
                kilobytes += sum(map(int, shares))
        except OSError:
            continue  # it has ended meanwhile
    return kilobytes / _KILOBYTES


def by_usual_weasyprint(snapshot: Snapshot) -> bytes:
    """As mostly used: a framework's style sheet read each time, free tables, fonts set up anew."""
    from weasyprint import HTML

    framework = f"<style>{_FRAMEWORK.read_text(encoding='utf-8')}</style>"
    html = report_html(snapshot).replace("<style>", f"{framework}<style>", 1)
    return HTML(string=html.replace("</head>", f"{_AUTO}</head>", 1)).write_pdf(
        pdf_variant="pdf/ua-1"
    )


def with_matplotlib_charts(snapshot: Snapshot) -> str:
    """The report's HTML with its small lines drawn by matplotlib."""
    rows = iter(row for row in snapshot.indicators if row.series)
    return _SPARKLINE.sub(lambda found: _drawn(next(rows)), report_html(snapshot))


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
