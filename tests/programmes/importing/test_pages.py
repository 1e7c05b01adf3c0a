"""The pages of the admin that import and export: who may, step by step, and what they refuse."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry

from indicators.models import Target
from tests.factories import TargetFactory
from tests.import_pages import PAGES, a_file, agreed, upload, url
from tests.importing import TARGET, TARGETS
from tests.pages import text_of
from tests.people import performance

pytestmark = pytest.mark.django_db


def test_a_file_is_looked_at_and_then_imported(keeper, folder):
    response = upload(keeper, TARGET)

    assert response.redirect_chain == [(url("process_import"), 302)]
    assert "targets.csv has 1 new row, 0 changed and 0 unchanged. Nothing is saved" in text_of(
        response
    )
    assert not Target.objects.exists()
    assert len(list(folder.glob("import-*/targets.csv"))) == 1

    done = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "Imported targets.csv: 1 new, 0 changed, 0 unchanged." in text_of(done)
    assert Target.objects.get().value == 80
    assert not list(folder.iterdir())
    [entry] = LogEntry.objects.all()
    assert entry.change_message == "Imported targets.csv: 1 new, 0 changed, 0 unchanged."
    assert (entry.user, entry.object_repr) == (keeper.user, "targets")


def test_wrong_rows_are_told_and_nothing_can_be_confirmed(keeper):
    response = upload(keeper, TARGET, TARGET.replace("80", "many"))

    page = text_of(response)
    assert "Nothing can be imported yet: 1 thing in targets.csv is wrong." in page
    assert "“many” is not a number. Write digits only." in page
    assert "targets.csv line 3" in page
    assert ">Import</button>" not in page

    again = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "so nothing was imported" in text_of(again)
    assert not Target.objects.exists()


def test_headings_that_do_not_fit_keep_nothing(keeper, folder):
    file = a_file("cod,value\nHI-1,2")

    response = keeper.post(url("import"), {"file": file})

    assert "No column is called cod. Did you mean code?" in text_of(response)
    assert not list(folder.iterdir())


def test_a_column_of_their_own_is_named_as_passed_over(keeper):
    file = a_file(f"{TARGETS},remark\n{TARGET},ours")

    response = keeper.post(url("import"), {"file": file}, follow=True)

    assert "Not read, as no column is called so: remark." in text_of(response)


def test_a_file_can_be_given_up(keeper, folder):
    upload(keeper, TARGET)

    response = keeper.post(url("process_import"), {"_cancel": ""})

    assert response.url == url("changelist")
    assert not list(folder.iterdir())
    assert keeper.get(url("process_import")).url == url("import")


def test_only_the_file_that_was_seen_is_imported(keeper):
    first = upload(keeper, TARGET)
    upload(keeper, TARGET.replace("80", "90"))

    response = keeper.post(url("process_import"), agreed(first), follow=True)

    assert "Another file was uploaded meanwhile. This is that file." in text_of(response)
    assert not Target.objects.exists()


def test_only_the_changes_that_were_seen_are_imported(keeper):
    TargetFactory(indicator__code="HI-2", effective_from=date(2026, 4, 1))
    response = upload(keeper, TARGET.replace("HI-1", "HI-2"))
    Target.objects.update(value=3)

    again = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "Somebody changed the same rows meanwhile, so nothing was imported." in text_of(again)
    assert Target.objects.get().value == 3


def test_a_file_that_was_changed_on_the_server_is_gone(keeper, folder):
    response = upload(keeper, TARGET)
    next(iter(folder.glob("*/*"))).write_text(f"{TARGETS}\n{TARGET.replace('80', '81')}")

    again = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "The file is no longer here. Upload it again." in text_of(again)
    assert not Target.objects.exists()


def test_nobody_confirms_what_another_uploaded(keeper):
    response = upload(keeper, TARGET)
    keeper.force_login(performance())

    again = keeper.post(url("process_import"), agreed(response))

    assert again.url == url("import")
    assert not Target.objects.exists()


def test_all_changes_and_all_problems_can_be_downloaded(keeper):
    upload(keeper, TARGET.replace("internal", "=1"))
    changes = keeper.get(url("import_changes")).content.decode("utf-8-sig").splitlines()
    upload(keeper, TARGET.replace("80", "many"))
    problems = keeper.get(url("import_changes")).content.decode("utf-8-sig").splitlines()

    assert changes[0] == "place,row,change,column,before,after"
    assert 'targets.csv line 2,"HI-1, 2026-04-01",new,origin,,\'=1' in changes
    assert problems == [
        "place,column,cell,what is wrong",
        "targets.csv line 2,value,many,“many” is not a number. Write digits only.",
    ]


def test_no_page_takes_more_queries_than_the_others(keeper, django_assert_max_num_queries):
    upload(
        keeper,
        *(TARGET.replace("2026", str(2026 - y)).replace("2027", str(2027 - y)) for y in range(9)),
    )

    for page in PAGES:
        with django_assert_max_num_queries(12):
            assert keeper.get(url(page)).status_code == 200
