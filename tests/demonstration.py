"""The demonstration council, loaded and pulled in this process."""

from indicators.pulls import request_pull, run_pull
from programmes.demonstration import FOLDER, PROGRAMME_CODE
from programmes.demonstration.people import make_people
from programmes.demonstration.values import make_source
from programmes.exchange import load
from programmes.models import Programme


def load_programme_6() -> Programme:
    """Programme 6 with its people and its pulled values."""
    load(FOLDER / "programme_6")
    programme = Programme.objects.select_related("area").get(code=PROGRAMME_CODE)
    make_people(programme)
    run_pull(request_pull(make_source()).pk)
    return programme
