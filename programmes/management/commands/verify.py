"""``manage.py verify``: whether every issued document is still the one that was issued."""

import sys

from django.core.management.base import BaseCommand

from programmes.models import Pack
from programmes.reports.verifying import verify


class Command(BaseCommand):
    """Hashes every issued document, every meeting pack and every frozen report again."""

    help = (
        "Hash every issued document, every meeting pack and every frozen report; exit 0 only if "
        "all are unchanged."
    )

    def handle(self, *args, **options):
        """Print the counts, or a line for each thing that is not as it was."""
        reports = packs = files = faults = 0
        for found in verify():
            is_pack = isinstance(found.of, Pack)
            packs, reports = packs + is_pack, reports + (not is_pack)
            files += found.files
            faults += len(found.faults)
            for fault in found.faults:
                self.stderr.write(fault)
        if faults:
            sys.exit(1)
        counts = (reports, "report"), (packs, "meeting pack"), (files, "document")
        first, *others = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts]
        self.stdout.write(
            f"{first}, {' and '.join(others)}: every one is as it was frozen, made or issued."
        )
