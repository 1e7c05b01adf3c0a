"""What each audience may see, as rows: refused where it tells more, explained by examples."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure import INTERNAL, PARTNERSHIP, PROFILES, PUBLIC, Profile
from indicators.disclosure_guidance import examples, tells_more
from indicators.models import DisclosureProfile
from indicators.models.disclosure import current_profile, current_profiles
from tests.pages import text_of

TYPED = {
    "suppress_to": "5",
    "with_percentage": "on",
    "complement": "on",
    "secondary": "on",
    "denominator_min": "10",
    "round_base": "",
    "national_round_base": "10",
    "reason": "",
}
LESS = {
    "suppress_to": ("4", "The guidance suppresses counts up to 5, this one up to 4."),
    "with_percentage": ("", "The guidance suppresses a percentage with its count"),
    "complement": ("", "The guidance suppresses a percentage of all but a few"),
    "secondary": ("", "The guidance suppresses what gives small numbers away"),
    "denominator_min": ("9", "percentages of fewer than 10, this one of fewer than 9."),
    "national_round_base": ("5", "The guidance rounds counts of larger areas to the nearest 10."),
}


@pytest.mark.django_db
def test_a_council_starts_with_the_guidance_as_rows(django_assert_num_queries):
    assert DisclosureProfile.objects.count() == 3
    with django_assert_num_queries(1):
        assert current_profiles() == PROFILES


@pytest.mark.django_db
def test_without_rows_the_guidance_holds():
    DisclosureProfile.objects.all().delete()

    assert current_profile("public") == PUBLIC


@pytest.mark.django_db
def test_the_councils_own_report_shows_everything_whatever_its_row_says():
    DisclosureProfile.objects.filter(audience="internal").update(suppress_to=9)

    assert current_profile("internal") == INTERNAL


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [{"suppress_to": 0}, {"suppress_to": 21}], ids=str)
def test_the_database_refuses_what_is_no_profile(columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureProfile.objects.filter(audience="public").update(**columns)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.audience)
def test_the_guidance_tells_no_more_than_itself(profile):
    assert tells_more(profile) == []


@given(
    st.builds(
        Profile,
        audience=st.just("public"),
        reader=st.just("the public"),
        suppress_to=st.integers(5, 20),
        complement=st.just(True),
        denominator_min=st.integers(10, 100),
        round_base=st.sampled_from([None, 5, 10]),
        national_round_base=st.just(10),
    )
)
def test_whatever_is_as_strict_prints_no_example_that_the_guidance_hides(profile):
    assert tells_more(profile) == []
    assert all(row.printed == "c" for row in examples(profile) if row.usual == "c")


def test_examples_say_what_a_copy_prints():
    printed = {row.what: (row.exact, row.printed) for row in examples(PUBLIC)}

    assert printed["A count of 3 of 40"] == ("7.5% (3 of 40)", "c")
    assert printed["A count of 0 of 40"] == ("0.0% (0 of 40)", "0.0% (0 of 40)")
    assert printed["A count of 6 of 40"] == ("15.0% (6 of 40)", "15.0% (6 of 40)")
    assert printed["A count of 38 of 40"][1] == "c"
    assert printed["A count of 7 of 8"][1] == "c"
    assert printed["A count for England"] == ("81,774", "81,770")
    assert {row.what: row.printed for row in examples(PARTNERSHIP)}["A count of 7 of 8"] == (
        "87.5% (7 of 8)"
    )


def test_a_profile_that_shows_percentages_says_so():
    shows = Profile("public", "the public", with_percentage=False)

    assert examples(shows)[0].printed == "7.5%, without its counts"


def page_of(audience):
    key = DisclosureProfile.objects.get(audience=audience).pk
    return f"/admin/indicators/disclosureprofile/{key}/change/"


@pytest.mark.parametrize("field", LESS)
def test_telling_the_public_more_is_refused_without_a_reason(keeper, field):
    value, message = LESS[field]
    typed = {name: text for name, text in (TYPED | {field: value}).items() if text}

    page = text_of(keeper.post(page_of("public"), typed))

    assert message in page
    assert "Say why, or make it stricter." in page
    assert current_profile("public") == PUBLIC


def test_with_a_reason_it_is_kept_and_the_page_says_in_what_it_tells_more(keeper):
    typed = TYPED | {"suppress_to": "4", "reason": "Agreed by the board on 3 March."}

    keeper.post(page_of("public"), typed)

    assert current_profile("public").suppress_to == 4
    assert LogEntry.objects.get().object_repr == "The public"
    page = text_of(keeper.get(page_of("public")))
    assert "The guidance suppresses counts up to 5, this one up to 4." in page
    assert "a count from 1 to 4" in page
    assert "Tells more" in text_of(keeper.get("/admin/indicators/disclosureprofile/"))


@pytest.mark.parametrize(
    ("suppress_to", "message"),
    [
        ("0", "A copy for others has to suppress counts of 1 at least."),
        ("21", "less than or equal to 20"),
    ],
)
def test_a_copy_never_shows_all(keeper, suppress_to, message):
    typed = TYPED | {"suppress_to": suppress_to, "reason": "We want to."}

    assert message in text_of(keeper.post(page_of("public"), typed))


def test_a_stricter_one_needs_no_reason(keeper):
    keeper.post(page_of("public"), TYPED | {"suppress_to": "7", "round_base": "5"})

    profile = current_profile("public")
    assert (profile.suppress_to, profile.round_base) == (7, 5)


def test_nothing_is_added_or_deleted_and_the_councils_own_has_nothing_to_set(keeper):
    own = page_of("internal")

    assert keeper.get("/admin/indicators/disclosureprofile/add/").status_code == 403
    assert keeper.get(page_of("public").replace("change", "delete")).status_code == 403
    assert keeper.post(own, TYPED).status_code == 403
    assert "There is nothing to set." in text_of(keeper.get(own))
