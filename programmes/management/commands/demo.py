"""``manage.py demo``: a council to try the site with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from indicators.choices import PullState
from indicators.models import Pull
from indicators.source_list import came_words
from programmes.demonstration import FOLDER, PROGRAMME_CODE
from programmes.demonstration.issued import issue_report
from programmes.demonstration.people import PASSWORD, make_people
from programmes.demonstration.values import make_sources, pull_by_job
from programmes.demonstration.written import write_report
from programmes.exchange import load
from programmes.models import Programme
from programmes.reports.issue import NotIssuable


class Command(BaseCommand):
    """Loads the demonstration council, its people, sources and report. Safe to run twice."""

    help = "Load the demonstration council, pull its values and write its report."

    def handle(self, *args, **options):
        """Load, pull by jobs, issue the report, and say where it is and who can sign in."""
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration makes people with a known password, so it runs only where "
                "DEBUG is on."
            )
        load(FOLDER / "programme_6")
        programme = Programme.objects.select_related("area").get(code=PROGRAMME_CODE)
        people = make_people(programme)
        own, *others = pull_by_job(make_sources())
        self._tell(own)
        if own.state != PullState.DONE:
            raise CommandError("The report cannot be written without these values.")
        for pull in others:
            self._tell(pull)
        report = write_report(programme)
        try:
            documents = issue_report(report)
        except NotIssuable as refusal:
            raise CommandError(f"{report} was not issued. {refusal}") from refusal
        for document in documents:
            label = document.get_format_display()
            self.stdout.write(f"{report}, {label}: {document.file.path}")
        self.stdout.write(f"Sign in as {', '.join(people)}. The password is “{PASSWORD}”.")

    def _tell(self, pull: Pull) -> None:
        """Print what a pull brought, or why it brought nothing."""
        if pull.state == PullState.DONE:
            self.stdout.write(f"{pull.source}: {came_words(pull)}")
            return
        why = pull.error or f"Its pull is “{pull.get_state_display()}”."
        for line in why.splitlines():
            self.stderr.write(f"{pull.source} was not pulled. {line}")
