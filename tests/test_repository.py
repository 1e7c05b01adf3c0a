"""Rules of the repository that no linter knows."""

import ast
import re

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = settings.BASE_DIR
OUR_APPS = ("indicators", "programmes")
OUR_MODELS = [model for app in OUR_APPS for model in apps.get_app_config(app).get_models()]
CODE_FOLDERS = (".ci", "config", *OUR_APPS, "tests")
CODE = sorted(
    path
    for folder in CODE_FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if path.parent.name != "migrations"
)
OTHER_FOLDERS = (".ci", "templates", "static")
OTHER_FILES = sorted(
    path
    for folder in OTHER_FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {"", ".html", ".css", ".js", ".sh"} and path.is_file()
)
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50


def _lines(path):
    return len(path.read_text().splitlines())


def _label(model):
    return model._meta.label


def test_no_model_of_indicators_points_at_programmes():
    # import-linter does not see a foreign key that names its model in a string.
    pointing = [
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_app_config("indicators").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
        if field.related_model._meta.app_label == "programmes"
    ]

    assert pointing == []


@pytest.mark.parametrize("model", OUR_MODELS, ids=_label)
def test_a_model_says_what_it_is(model):
    written_by_django = f"{model.__name__}("

    assert model.__doc__
    assert not model.__doc__.startswith(written_by_django)
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("app", OUR_APPS)
def test_a_migration_has_a_name_that_somebody_chose(app):
    names = {path.stem for path in (ROOT / app / "migrations").glob("[0-9]*.py")}

    assert names
    assert {name for name in names if "_auto_" in name or name.endswith("_initial")} == set()


def test_the_schedule_names_tasks_that_exist():
    current_app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in current_app.conf.beat_schedule.values()}

    assert scheduled
    assert scheduled - set(current_app.tasks) == set()


def test_every_file_is_short_enough_to_hold_in_the_head():
    lengths = {str(path.relative_to(ROOT)): _lines(path) for path in [*CODE, *OTHER_FILES]}

    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


def test_every_function_is_short_enough_to_see_at_once():
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_and_says_what_it_is_for(name):
    lines = [line for line in (ROOT / name).read_text().splitlines() if line.strip()]
    requirements = [line for line in lines if not line.startswith("#")]
    pinned_with_a_reason = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+\s+# \S")

    assert requirements
    assert [line for line in requirements if not pinned_with_a_reason.match(line)] == []


def test_the_example_lists_every_setting_that_the_environment_gives():
    settings_file = (ROOT / "config" / "settings.py").read_text()
    example = (ROOT / ".env.example").read_text()
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', settings_file))

    assert read
    assert read - set(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE)) == set()


def test_the_readme_explains_every_setting_that_the_example_lists():
    example = (ROOT / ".env.example").read_text()
    listed = set(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE))
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    of_a_source = {"KPI_TOKEN", "WAREHOUSE_URL"}  # examples of what SOURCE_SECRETS names

    assert listed - of_a_source == set(re.findall(r"[A-Z_]+", " ".join(rows)))


@pytest.mark.parametrize("name", ["README.md", "Makefile", ".ci/run", ".env.example"])
def test_the_front_door_is_there(name):
    assert (ROOT / name).is_file()
