import pytest

from indicators.sources.problems import Problem, did_you_mean, quoted, unknown_code

CODES = [f"P6-{number:02}" for number in range(1, 35)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("P6-9", "P6-09"), ("p6 09", "P6-09"), ("P609", "P6-09"), ("PP6-09", "P6-09")],
)
def test_the_nearest_code_is_the_one_meant(written, meant):
    assert did_you_mean(written, CODES) == f" Did you mean {meant}?"


def test_nothing_is_suggested_where_nothing_or_too_much_is_near():
    assert did_you_mean("P6-50", CODES) == ""
    assert did_you_mean("turnover", CODES) == ""
    assert unknown_code("turnover", CODES) == (
        "No indicator has the code “turnover”. Add it to the indicators, or mend the code."
    )


def test_a_problem_names_its_place_and_column():
    problem = Problem("risks.csv line 3", "impact", "9", "Likelihood and impact are 1 to 5.")

    assert str(problem) == "risks.csv line 3, column impact: Likelihood and impact are 1 to 5."


def test_a_long_text_is_cut_and_kept_on_one_line():
    assert quoted("one\ntwo") == "“one two”"
    assert quoted("x" * 100) == f"“{'x' * 40}…”"
