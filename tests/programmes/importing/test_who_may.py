"""Who may import and export, and which rows are exported."""

import pytest
from django.contrib.auth.models import Permission

from tests.factories import ProgrammeFactory, TargetFactory, UserFactory
from tests.import_pages import MODELS, PAGES, url
from tests.pages import text_of
from tests.people import executive, lead_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("person", [executive, lambda: lead_of(ProgrammeFactory()), UserFactory])
def test_outsiders_never_import_nor_export(client, person, model, page):
    client.force_login(person())

    response = client.get(url(page, model), follow=True)

    assert response.status_code == 403


@pytest.mark.parametrize("codename", ["view_target", "add_target", "change_target"])
def test_one_permission_is_not_enough_to_import(client, codename):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)

    for page in ("import", "process_import", "import_changes"):
        assert client.get(url(page)).status_code == 403


def test_a_list_is_exported_as_it_is_filtered_and_searched(keeper):
    TargetFactory(indicator__code="HI-2", origin="=1")
    TargetFactory(indicator__code="HI-3")

    page = keeper.get(url("export"), {"q": "HI-2"})
    response = keeper.post(f"{url('export')}?q=HI-2", {"format": "csv"})

    assert "1 target, filtered and searched as the list was." in text_of(page)
    lines = response.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["code", "HI-2"]
    assert "'=1" in lines[1]
    assert response["Content-Disposition"].startswith('attachment; filename="targets-20')
    assert keeper.get(url("export"), {"no_such_filter": 1}).url == url("export")


@pytest.mark.parametrize("model", MODELS)
def test_every_list_leads_to_its_import_and_export(keeper, model):
    page = keeper.get(url("changelist", model))

    assert url("import", model) in text_of(page)
    assert url("export", model) in text_of(page)
    assert keeper.get(url("import", model)).status_code == 200
    assert keeper.post(url("export", model), {"format": "xlsx"}).content.startswith(b"PK")
