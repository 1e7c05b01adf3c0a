"""Settings that do not fit a release: what is refused, and what the refusal lists."""

import pytest

from tests.indicators.sources.official_files import (
    AT_31_MARCH,
    CLA_HEADINGS,
    DARLINGTON,
    ENGLAND,
    SOMERSET,
    cla,
    refusal_of,
    rows_of,
    write,
)
from tests.indicators.sources.test_dfe import RATE, SETTINGS

STARTING = "Children starting to be looked after each year"


def refusal(**changes):
    return refusal_of("dfe", SETTINGS | changes)


@pytest.fixture(autouse=True)
def release(sources):
    return write(
        sources / "dfe" / "cla.csv",
        CLA_HEADINGS,
        cla(ENGLAND, "12183016,81770,67"),
        cla(SOMERSET, "113024,624,55"),
        cla(SOMERSET, "113024,240,21", kind=STARTING),
        cla(DARLINGTON, "22771,266,117"),
    )


def test_a_column_that_is_not_there_is_named_beside_the_nearest(release):
    assert refusal(indicators=[RATE | {"value": "rate_per_1000"}]) == (
        "cla.csv has no column “rate_per_1000”. Did you mean rate_per_10000?"
    )


def test_a_column_that_is_like_none_is_told_with_those_that_are_there(release):
    said = refusal(filters={"sex": "Total"})

    assert said.startswith("cla.csv has no column “sex”. The columns are: “time_period”, ")
    assert said.endswith("“rate_per_10000”.")


def test_a_column_that_stands_twice_is_refused(release):
    lines = release.read_text().replace("children_count", "rate_per_10000")
    release.write_text(lines)

    assert "cla.csv has the column “rate_per_10000” twice" in refusal(
        indicators=[RATE | {"numerator": ""}]
    )


def test_a_filter_that_meets_nothing_lists_what_there_is(release):
    assert refusal(filters={"population_type": "Looked after"}) == (
        "No row of the areas wanted in cla.csv says “Looked after” in the column "
        f"“population_type”. There is: “{AT_31_MARCH[:40]}…”, “{STARTING[:40]}…”."
    )


def test_filters_that_never_meet_together_are_refused(release):
    release.write_text(
        "\n".join(
            [
                CLA_HEADINGS + ",sex",
                cla(SOMERSET, "1,2,3,Male"),
                cla(SOMERSET, "1,2,3,Female", kind=STARTING),
            ]
        )
    )

    said = refusal(filters={"population_type": AT_31_MARCH, "sex": "Female"})

    assert "fits all filters of CLA-RATE at once" in said


def test_capitals_and_spaces_of_a_filter_do_not_matter(release):
    filters = {"Population type": AT_31_MARCH.upper().replace(" ", "  ")}

    assert len(rows_of("dfe", SETTINGS | {"filters": filters})) == 1


def test_two_rows_for_one_figure_are_told_with_the_column_they_differ_in(release):
    said = refusal(filters={})

    assert said == (
        "cla.csv has more than one row for CLA-RATE of 933, at 31 March 2025. They differ in "
        f"population_type: “{AT_31_MARCH[:40]}…”, “{STARTING[:40]}…”. "
        "Say in “filters” which is meant."
    )


def test_an_area_that_is_not_there_lists_codes_that_are(release):
    assert refusal(areas={"933": "Somerset", "999": "Nowhere"}) == (
        "cla.csv has no row for 999 (Nowhere). Areas in it are: “933”, “841”. "
        "Mend the codes in the settings."
    )


def test_a_file_of_headings_alone_has_no_area(release):
    release.write_text(CLA_HEADINGS)

    assert "There is no row in it for any area." in refusal()


@pytest.mark.parametrize("code", ["E06000066", "E10000027", "Somerset", "93", ""])
def test_an_authority_is_known_by_three_digits_alone(code):
    said = refusal(areas={code: "Somerset"})

    assert said.startswith("Areas are not known by codes such as ")
    assert "the 3-digit code of an authority (933)" in said


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"folder": ""}, "The settings name no place to read from. Give one of “folder” or “url”"),
        ({"url": "https://x"}, "The settings name two places to read from."),
        ({"areas": {}}, "The settings name no area to keep."),
        ({"indicators": []}, "The setting “indicators” must not be empty. Fill it in."),
        ({"indicators": [{"code": "A"}]}, "The setting “indicators[0]” must give “value”. Add it."),
        ({"filter": {}}, "There is no setting “filter”. Did you mean filters?"),
        ({"folder": "elsewhere"}, "There is no folder “elsewhere” in the folder for sources."),
        ({"folder": "../dfe"}, "The folder “../dfe” is not inside the folder for sources."),
        ({"folder": "a\0b"}, "The settings name no folder."),
        ({"folder": "a" * 300}, "cannot be read: File name too long."),
        (
            {"file": "cin*.csv"},
            "No file in the folder “dfe” has a name like “cin*.csv”. There is",
        ),
        ({"rounded": {"933": 1}}, "The setting “rounded” must be at least 2. Mend it."),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(changes, message):
    assert message in refusal(**changes)


def test_a_link_out_of_the_folder_is_refused(sources, tmp_path):
    secret = write(tmp_path / "secret.csv", CLA_HEADINGS)
    (sources / "dfe" / "cla_new.csv").symlink_to(secret)

    assert refusal() == "The file “cla_new.csv” is a link out of its folder."


def test_a_damaged_file_says_from_which_line_on(release):
    release.write_text(release.read_text() + '"2025,Reporting year\n')

    assert "cla.csv line 6: From here on this is not CSV" in refusal()


def test_a_row_with_too_many_cells_is_refused_and_no_more(release):
    release.write_text(release.read_text() + cla(SOMERSET, "113024,624,55,1", year="2024"))

    [good, [problem]] = rows_of("dfe", SETTINGS)

    assert good.value == 55
    assert problem.place == "cla.csv line 6"
