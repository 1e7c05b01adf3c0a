"""Every box of the admin says in plain words what it is and what it does."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from indicators.choices import SourceKind
from programmes.models import RiskLevel
from tests.admin_rows import REGISTERED, ROWS, can_be_added, page_of, superuser
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

EXPLAIN_THEMSELVES = {"First name", "Last name", "Day", "Programme"}
NAMES = {"Department", "Education", "CSV", "SQL", "JSON", "RAG", "£"}
PROGRAMMERS_WORDS = re.compile(
    r"\b(fk|id|pk|null|boolean|slug|object|instance|inline|tuple|regex|queryset|authentication)s?\b",
    re.IGNORECASE,
)
ADDED = [model for model in REGISTERED if can_be_added(model)]
CHANGED = [model for model in REGISTERED if model is not RiskLevel]  # see test_risk_scheme_page


def _label(model):
    return model._meta.label


@pytest.fixture
def superuser_in(client):
    """Somebody who sees every box that there is."""
    client.force_login(superuser())
    return client


def words_on(response):
    """The label and the help of each box on a page of the admin, those of the rows beside too."""
    found = _words(response.context["adminform"])
    for formset in response.context["inline_admin_formsets"]:
        for row in formset:
            found |= _words(row)
    return found


def _words(adminform):
    form = adminform.form
    named = [
        box.field.name
        for fieldset in adminform
        for line in fieldset
        for box in line
        if not getattr(box, "is_readonly", False)
    ]
    boxes = [form[name] for name in named if not form[name].is_hidden]
    return {(str(box.label), strip_tags(str(box.help_text)).strip()) for box in boxes}


def assert_plain(words):
    """Fail with each box that is not explained, or not in plain words."""
    assert words
    assert {label for label, text in words if not text} - EXPLAIN_THEMSELVES == set()
    assert [text for _, text in words if text and not text.endswith(".")] == []
    assert [label for label, _ in words if not is_sentence_case(label)] == []
    assert [pair for pair in words if PROGRAMMERS_WORDS.search(" ".join(pair))] == []


def is_sentence_case(label):
    """Whether it is written as “Due on working day” is; names keep their capitals."""
    first, *others = label.split()
    return first[0] == first[0].upper() and not any(
        word[0].isupper() and word.strip(",.") not in NAMES for word in others
    )


@pytest.mark.parametrize("model", ADDED, ids=_label)
def test_a_page_that_adds_explains_its_boxes(superuser_in, model):
    assert_plain(words_on(superuser_in.get(page_of(model, "add"))))


@pytest.mark.parametrize("model", CHANGED, ids=_label)
def test_a_page_that_changes_explains_its_boxes(superuser_in, model):
    response = superuser_in.get(page_of(model, "change", ROWS[model]().pk))

    if words := words_on(response):
        assert_plain(words)
    else:
        assert not response.context["has_change_permission"]


@pytest.mark.parametrize("kind", SourceKind)
def test_a_page_of_a_source_explains_its_settings(superuser_in, kind):
    source = SourceFactory(kind=kind)

    assert_plain(words_on(superuser_in.get(page_of(type(source), "change", source.pk))))


def test_a_new_password_is_set_without_words_for_programmers(superuser_in):
    page = superuser_in.get(reverse("admin:auth_user_password_change", args=[UserFactory().pk]))

    form = page.context["form"]
    assert_plain({(str(box.label), strip_tags(box.help_text)) for box in form})


def test_the_words_of_an_account_s_page_are_no_programmer_s(superuser_in):
    page = superuser_in.get(page_of(type(superuser()), "change", UserFactory().pk)).content.decode()

    assert "Set a new password" in page
    assert "pbkdf2" not in page
    assert "hash" not in page
