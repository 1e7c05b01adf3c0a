"""Where the page of a row is, to be asked once there is a database."""

from dataclasses import dataclass, field

from django.db.models import Model
from django.urls import reverse


@dataclass
class PageOf:
    """The page of the first row with those columns: its own, a named one, or one in the admin."""

    model: type[Model]
    columns: dict = field(default_factory=dict)
    admin: str = ""
    named: tuple[str, ...] = ()  # the name of the page, and what follows the row in its address

    def __str__(self):
        return " ".join([self.model.__name__, self.admin, *map(str, self.columns.values())])

    def url(self):
        """Where it is; asks the database."""
        name = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_{self.admin}"
        if self.admin in ("add", "changelist", "import", "export"):
            return reverse(name)
        row = self.model.objects.filter(**self.columns).first()
        if self.named:
            return reverse(self.named[0], args=[row.pk, *self.named[1:]])
        return reverse(name, args=[row.pk]) if self.admin else row.get_absolute_url()


def url_of(page):
    """The address of a page of those, or one that is written out."""
    return page.url() if isinstance(page, PageOf) else page
