"""A council to try the site with: its programme, people, values and a written report."""

from pathlib import Path

FOLDER = Path(__file__).parent
PROGRAMME_CODE = "P6"
