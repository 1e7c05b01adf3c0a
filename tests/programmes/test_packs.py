"""Meeting packs: who may make one, the job that does, and its pages."""

import hashlib
from datetime import date, timedelta

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.choices import WorkState
from programmes.models import Pack
from programmes.reports import packs
from programmes.tasks import make_pack, sweep_packs
from tests.factories import ReportFactory, UserFactory
from tests.issue_factories import PackFactory
from tests.people import executive as somebody_on_the_executive
from tests.reports import frozen, programme_with_a_red_figure
from tests.snapshots import long_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _documents(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def executive():
    return somebody_on_the_executive()


@pytest.fixture
def report():
    return frozen(ReportFactory(programme=programme_with_a_red_figure(number="6")))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_pack_is_asked_for_made_and_downloaded(executive, report):
    client = signed_in(executive)

    answer = client.post(reverse("make-pack"), {"report": [report.pk]})
    pack = Pack.objects.get()
    assert answer.url == reverse("pack", args=[pack.pk])
    assert "Waiting to start" in client.get(answer.url).content.decode()

    make_pack(pack.pk)
    pack.refresh_from_db()
    page = client.get(answer.url).content.decode()
    assert (pack.state, pack.error) == (WorkState.DONE, "")
    for format, begins in (("pdf", b"%PDF-1."), ("xlsx", b"PK")):
        assert reverse("pack-document", args=[pack.pk, format]) in page
        response = client.get(reverse("pack-document", args=[pack.pk, format]))
        content = b"".join(response.streaming_content)
        assert content.startswith(begins)
        assert hashlib.sha256(content).hexdigest() == getattr(pack, f"{format}_sha256")
        assert f"meeting-pack-period-to-31-january-2017.{format}" in response["Content-Disposition"]


def test_a_pack_tells_how_the_programme_went_before(executive, report):
    before = ReportFactory(programme=report.programme, period_end=date(2016, 12, 31))
    frozen(before, rag="green")
    pack = packs.request_pack([report], by=executive)

    make_pack(pack.pk)

    pack.refresh_from_db()
    with pypdfium2.PdfDocument(default_storage.path(pack.pdf.name)) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "31 Dec 2016 Green" in text
    assert "Programme 6: trends" in text


def test_only_frozen_reports_can_be_chosen(executive):
    draft = ReportFactory()
    answer = signed_in(executive).post(reverse("make-pack"), {"report": [draft.pk]})

    assert answer.status_code == 422
    assert "returned or corrected meanwhile" in answer.content.decode()
    assert not Pack.objects.exists()


def test_a_pack_of_nothing_says_what_to_do(executive, report):
    answer = signed_in(executive).post(reverse("make-pack"))

    assert answer.status_code == 422
    assert "Tick the reports that the pack is to hold." in answer.content.decode()


def test_the_newest_frozen_report_of_each_programme_is_ticked(executive, report):
    page = signed_in(executive).get(reverse("packs")).content.decode()

    assert f'value="{report.pk}" id="report-{report.pk}" checked' in page


def test_others_make_and_read_no_pack(report):
    client = signed_in(UserFactory())
    pack = PackFactory()

    assert client.get(reverse("packs")).status_code == 403
    assert client.post(reverse("make-pack"), {"report": [report.pk]}).status_code == 403
    assert client.get(reverse("pack", args=[pack.pk])).status_code == 403
    assert client.get(reverse("pack-document", args=[pack.pk, "pdf"])).status_code == 403


def test_a_file_that_is_not_there_yet_is_not_found(executive):
    pack = PackFactory()
    client = signed_in(executive)

    for format in ("pdf", "docx"):
        url = reverse("pack-document", args=[pack.pk, format])
        assert client.get(url).status_code == 404


def test_a_pack_that_cannot_be_made_says_why_and_can_be_tried_again(executive, report):
    report.snapshot = long_snapshot(641).to_data()
    report.save()
    pack = packs.request_pack([report], by=executive)

    make_pack(pack.pk)

    page = signed_in(executive).get(reverse("pack", args=[pack.pk])).content.decode()
    assert "641 indicators and a PDF can hold 640" in page
    assert f'<input type="hidden" name="report" value="{report.pk}">' in page
    assert default_storage.listdir("") == ([], [])


def test_a_second_message_does_nothing(executive, report):
    pack = packs.request_pack([report], by=executive)
    make_pack(pack.pk)
    Pack.objects.filter(pk=pack.pk).update(pdf_sha256="as it was")

    make_pack(pack.pk)

    assert Pack.objects.get().pdf_sha256 == "as it was"


def test_what_a_dead_worker_left_is_sent_again(
    executive, report, django_capture_on_commit_callbacks
):
    pack = packs.request_pack([report], by=executive)
    long_ago = timezone.now() - timedelta(minutes=5)
    Pack.objects.update(state=WorkState.RUNNING, attempt=1, heartbeat=long_ago)

    with django_capture_on_commit_callbacks() as sent:
        sweep_packs()

    assert len(sent) == 1
    assert Pack.objects.get().state == WorkState.WAITING
    make_pack(pack.pk)
    assert Pack.objects.get().state == WorkState.DONE


def test_after_five_attempts_a_pack_has_failed(executive, report):
    packs.request_pack([report], by=executive)
    long_ago = timezone.now() - timedelta(minutes=5)
    Pack.objects.update(state=WorkState.RUNNING, attempt=5, heartbeat=long_ago)

    sweep_packs()

    assert Pack.objects.get().state == WorkState.FAILED
    assert "again and again" in Pack.objects.get().error


def test_the_list_of_packs_takes_as_many_queries_for_many(executive, django_assert_max_num_queries):
    for _ in range(5):
        PackFactory().reports.add(frozen(ReportFactory()))
    client = signed_in(executive)

    with django_assert_max_num_queries(12):
        client.get(reverse("packs"))
