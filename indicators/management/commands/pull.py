"""manage.py pull: pull sources now, in the foreground."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from indicators.choices import PullState
from indicators.models import Pull, Source
from indicators.pulls import (
    PullAlreadyRunning,
    due_sources,
    request_pull,
    run_pull,
    stop_pull,
)


class Command(BaseCommand):
    """Pulls the named sources, or all that are due, and prints what changed."""

    help = "Pull sources now: those named, or all that are due."

    def add_arguments(self, parser):
        """Take the names of sources."""
        parser.add_argument("names", nargs="*", metavar="NAME", help="The name of a source.")

    def handle(self, *args, **options):
        """Pull one source after the other; one that fails does not stop the rest."""
        sources = self._sources(options["names"])
        if not sources:
            self.stdout.write("No source is due.")
        try:
            done = [self._pull(source) for source in sources]
        except KeyboardInterrupt:
            self.stderr.write("Stopped. What was pulled before is stored.")
            sys.exit(130)
        if not all(done):
            sys.exit(1)

    def _sources(self, names: list[str]) -> list[Source]:
        if not names:
            return list(due_sources(timezone.now()))
        sources = Source.objects.in_bulk(field_name="name")
        for name in names:
            if name not in sources:
                known = ", ".join(sources) or "none yet"
                self.stderr.write(f"There is no source called “{name}”. The sources are: {known}.")
            elif not sources[name].enabled:
                self.stderr.write(
                    f"The source “{name}” is switched off. Switch it on in the admin."
                )
        if not all(name in sources and sources[name].enabled for name in names):
            sys.exit(1)
        return [sources[name] for name in dict.fromkeys(names)]

    def _pull(self, source: Source) -> bool:
        pull = self._request(source)
        if pull is None:
            return False
        pull = self._run(pull)
        if pull.state != PullState.DONE:
            reason = pull.error or "another worker has taken the pull over."
            for line in reason.splitlines():
                self.stderr.write(f"{source.name}: {line}")
            return False
        self.stdout.write(
            f"{source.name}: {pull.new} new, {pull.revised} revised, "
            f"{pull.unchanged} unchanged, {pull.rejected} rejected"
        )
        return True

    def _run(self, pull: Pull) -> Pull:
        with tqdm(total=100, desc=pull.source.name, unit="%", leave=False, disable=None) as bar:
            try:
                return run_pull(pull.pk, on_progress=lambda percent: bar.update(percent - bar.n))
            except KeyboardInterrupt:
                stop_pull(pull)
                raise

    def _request(self, source: Source) -> Pull | None:
        """A pull to run: a new one, or the one that is waiting for a worker."""
        try:
            return request_pull(source)
        except PullAlreadyRunning as error:
            if error.pull.state == PullState.QUEUED:
                return error.pull
            self.stderr.write(f"{source.name}: {error} Wait until it has ended.")
            return None
