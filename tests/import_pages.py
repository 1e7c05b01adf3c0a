"""The pages of the admin that import and export, as a test goes through them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.importing import TARGETS

PAGES = ["import", "process_import", "import_changes", "export"]
MODELS = [
    "indicators_indicator",
    "indicators_target",
    "programmes_programmeindicator",
    "programmes_milestone",
    "programmes_risk",
]


def url(page, model="indicators_target"):
    return reverse(f"admin:{model}_{page}")


def a_file(text, name="targets.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def upload(client, *lines, **kwargs):
    """Upload lines below the headings of targets, and look at the changes."""
    file = a_file("\n".join([TARGETS, *lines]))
    return client.post(url("import"), {"file": file}, follow=True, **kwargs)


def agreed(response):
    """What the button of the page sends."""
    return response.context["confirm"].initial
