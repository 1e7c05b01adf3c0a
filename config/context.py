"""What every page knows."""

from django.conf import settings


def site(request):
    """The council's name, for the header and the page titles."""
    return {"council_name": settings.COUNCIL_NAME}
