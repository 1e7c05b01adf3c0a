"""Serve a named handful of files from installed packages as static files."""

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class PackagedFilesFinder(BaseFinder):
    """Finds only the files named in ``settings.PACKAGED_STATIC``.

    An allow-list, because GOV.UK Frontend's folder also holds the GDS Transport
    font, the crest and the crown, which a council may not publish.
    """

    def __init__(self, app_names=None, *args, **kwargs):
        self.storages = []
        for prefix, root, names in settings.PACKAGED_STATIC:
            storage = FileSystemStorage(location=root)
            storage.prefix = prefix
            self.storages.append((storage, names))
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        """Nothing to check: a missing file shows as a 404 and in ``findstatic``."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """The absolute path of a listed file, or an empty list."""
        found = [
            storage.path(name)
            for storage, names in self.storages
            for name in names
            if path == f"{storage.prefix}/{name}" and storage.exists(name)
        ]
        if not found or find_all:
            return found
        return found[0]

    def list(self, ignore_patterns):
        """Every listed file that is installed, as (name, storage)."""
        for storage, names in self.storages:
            for name in names:
                if storage.exists(name):
                    yield name, storage
