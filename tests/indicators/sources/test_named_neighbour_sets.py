"""A source that names a set of neighbours which the admin keeps."""

import pytest

from indicators.choices import AreaKind, SourceKind
from indicators.models import NeighbourSet, Observation
from indicators.pulls import request_pull, run_pull
from indicators.pulls.neighbour_sets import with_members
from indicators.sources.base import SourceError
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.indicators.sources.official_files import CLA_HEADINGS, write
from tests.indicators.sources.test_dfe import SETTINGS
from tests.indicators.sources.test_neighbours import member
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NAME = "Statistical neighbours, 2025 model"


@pytest.fixture
def kept():
    area = AreaFactory(name="Statistical neighbours", kind=AreaKind.NEIGHBOURS)
    row = NeighbourSet.objects.create(area=area, model="2025 model")
    for name, code, number in (("East Sussex", "E10000011", "845"), ("Devon", "E10000008", "878")):
        row.members.add(AreaFactory(name=name, code=code, dfe_code=number))
    return row


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (SourceKind.DFE, ["878", "845"]),
        (SourceKind.FINGERTIPS, ["E10000008", "E10000011"]),
        (SourceKind.LGINFORM, ["E10000008", "E10000011"]),
    ],
)
def test_the_members_are_named_as_each_source_writes_them(
    kept, kind, codes, django_assert_num_queries
):
    with django_assert_num_queries(2):
        settings = with_members(kind, {"neighbours": "statistical  Neighbours, 2025 model", "a": 1})

    assert settings == {
        "a": 1,
        "neighbours": {"name": "Statistical neighbours", "set": "2025 model", "members": codes},
    }


@pytest.mark.parametrize("settings", [{}, {"neighbours": {"members": ["845"]}}], ids=str)
def test_settings_that_list_their_members_are_as_they_were(settings, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert with_members(SourceKind.DFE, settings) is settings


def test_a_pull_averages_the_members(kept, sources):
    IndicatorFactory(code="CLA-RATE")
    write(sources / "dfe" / "cla.csv", CLA_HEADINGS, member(845, "1,1,50"), member(878, "1,1,60"))
    settings = SETTINGS | {"areas": {}, "neighbours": NAME}
    source = SourceFactory(kind=SourceKind.DFE, settings=settings)

    done = run_pull(request_pull(source).pk)

    assert (done.error, done.new) == ("", 1)
    value = Observation.objects.get()
    assert (value.area, value.value) == (kept.area, 55)
    assert value.note == f"Simple mean of all 2 areas: {NAME}."


def refusal(settings, kind=SourceKind.DFE):
    with pytest.raises(SourceError) as refused:
        with_members(kind, settings)
    return str(refused.value)


def test_a_set_that_is_not_kept_is_refused_with_those_that_are(kept):
    assert refusal({"neighbours": "Family group, 2024"}) == (
        "There is no set of statistical neighbours called “Family group, 2024”. Kept in the "
        f"admin: “{NAME}”."
    )


def test_a_member_without_its_code_is_named(kept):
    kept.members.add(AreaFactory(name="Norfolk", code=None), AreaFactory(name="Kent", code=None))

    assert refusal({"neighbours": NAME}) == (
        f"Kent, Norfolk in the set “{NAME}” lacks the number at the Department for Education. "
        "Give it in the admin, under Areas."
    )
    assert "lacks the official code" in refusal({"neighbours": NAME}, SourceKind.FINGERTIPS)


def test_a_set_without_members_is_refused(kept):
    kept.members.clear()

    assert "has no members. Add them in the admin." in refusal({"neighbours": NAME})


def test_the_admin_says_what_a_member_lacks_and_how_a_source_names_the_set(kept, keeper):
    kept.members.add(AreaFactory(name="Norfolk", code="E10000020"))
    words = "Norfolk: no number at the Department for Education"

    assert words in text_of(keeper.get("/admin/indicators/neighbourset/"))
    page = text_of(keeper.get(f"/admin/indicators/neighbourset/{kept.pk}/change/"))
    assert words in page
    assert f'"neighbours": "{NAME}"' in page


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("latest", "Name the year of the set, because sets are revised: “2025 model”."),
        ("2025 model", "There is a set of that model already. Change that one."),
    ],
)
def test_a_set_that_cannot_be_told_from_others_is_refused(kept, keeper, model, message):
    typed = {"area": kept.area_id, "model": model, "members": [kept.members.first().pk]}

    assert message in text_of(keeper.post("/admin/indicators/neighbourset/add/", typed))


def test_only_an_area_of_that_kind_holds_means_and_only_councils_are_averaged(kept, keeper):
    council, region = AreaFactory(kind=AreaKind.COUNCIL), AreaFactory(kind=AreaKind.REGION)
    typed = {"area": council.pk, "model": "2026 model", "members": [region.pk]}

    response = keeper.post("/admin/indicators/neighbourset/add/", typed)

    assert set(response.context["adminform"].form.errors) == {"area", "members"}


def test_the_list_takes_the_same_queries_for_many_sets(kept, keeper, django_assert_max_num_queries):
    for year in range(2000, 2020):
        NeighbourSet.objects.create(area=kept.area, model=f"{year} model")

    with django_assert_max_num_queries(10):
        keeper.get("/admin/indicators/neighbourset/")


def test_the_page_of_an_area_says_what_each_kind_does_and_refuses_a_wrong_number(keeper):
    page = text_of(keeper.get("/admin/indicators/area/add/"))
    assert "Holds the means of a set of councils" in page

    typed = {"name": "Kent", "kind": "council", "dfe_code": "88"}
    response = keeper.post("/admin/indicators/area/add/", typed)
    assert "Write the three digits, for example 330." in text_of(response)
