"""`manage.py demo` as somebody runs it: in processes of its own, with nothing prepared."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.webserver import free_port

_THEIRS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")


@pytest.fixture
def manage(tmp_path):
    """Run a command of the site on a machine where nothing is set but the folder of its data."""
    environment = {name: text for name, text in os.environ.items() if name not in _THEIRS}
    environment |= {"DEBUG": "1", "DATA_DIR": str(tmp_path), "DEMONSTRATION_PORT": str(free_port())}

    def manage(*words):
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return manage


def test_every_source_is_pulled_and_a_second_time_changes_nothing(manage):
    assert manage("migrate", "--verbosity", "0").returncode == 0

    first, second = manage("demo"), manage("demo")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "not pulled" not in first.stderr
    assert [line for line in first.stdout.splitlines() if " new, " in line] == [
        "Programme 6 spreadsheets: 122 new, 0 revised, 0 unchanged",
        "Partner attendance workbook: 2 new, 0 revised, 2 unchanged",
        "Finance system: 4 new, 0 revised, 4 unchanged",
        "Data warehouse: 4 new, 0 revised, 0 unchanged",
        "Child protection statistics: 6 new, 0 revised, 0 unchanged",
        "Public health profiles: 4 new, 0 revised, 0 unchanged",
        "Key stage 2 comparisons: 6 new, 0 revised, 0 unchanged",
    ]
    assert second.stdout == first.stdout


def test_it_is_refused_without_debug():
    with pytest.raises(CommandError, match="runs only where DEBUG is on"):
        call_command("demo")
