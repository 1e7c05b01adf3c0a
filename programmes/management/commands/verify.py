"""``manage.py verify``: whether every issued document is still the one that was issued."""

import sys

from django.core.management.base import BaseCommand

from programmes.reports.verifying import verify


class Command(BaseCommand):
    """Hashes every issued document and every frozen report again."""

    help = "Hash every issued document and every frozen report; exit 0 only if all are unchanged."

    def handle(self, *args, **options):
        """Print the counts, or a line for each thing that is not as it was."""
        reports = files = faults = 0
        for found in verify():
            reports, files = reports + 1, files + found.files
            faults += len(found.faults)
            for fault in found.faults:
                self.stderr.write(fault)
        if faults:
            sys.exit(1)
        self.stdout.write(
            f"{reports} report{'' if reports == 1 else 's'} and {files} "
            f"document{'' if files == 1 else 's'}: every one is as it was frozen or issued."
        )
