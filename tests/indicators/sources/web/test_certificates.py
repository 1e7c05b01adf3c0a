import ssl

import pytest
import trustme

from indicators.sources.base import SourceError
from indicators.sources.web import fetched
from tests.webserver import WebServer, reply

CSV = "code,value\nP6-01,12.90\n"


def refusal_at(url):
    with pytest.raises(SourceError) as refusal, fetched(url, {}):
        pass
    return refusal.value


@pytest.fixture
def authority(tmp_path):
    """A certificate authority that this machine does not know."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    return authority


@pytest.fixture
def secure_server(authority, settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with WebServer(context) as server:
        server.answers["/kpi.csv"] = reply(CSV)
        settings.SOURCE_PRIVATE_HOSTS = [server.authority, f"localhost:{server.port}"]
        yield server


def test_https_with_a_certificate_that_the_machine_trusts(secure_server, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    with fetched(secure_server.url("/kpi.csv"), {}) as path:
        assert path.read_text() == CSV


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_server):
    refusal = refusal_at(secure_server.url("/kpi.csv"))

    assert str(refusal).startswith(
        f"The certificate of “{secure_server.authority}” cannot be trusted: "
    )
    assert not refusal.retry
    assert secure_server.requests == []


def test_a_certificate_for_another_name_is_refused(secure_server, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    refusal = refusal_at(secure_server.url("/kpi.csv", host="localhost"))

    assert "cannot be trusted: Hostname mismatch" in str(refusal)


def test_a_redirect_from_https_to_http_is_refused(secure_server, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    secure_server.answers["/kpi.csv"] = reply(
        "", 302, location=f"http://{secure_server.authority}/"
    )

    refusal = refusal_at(secure_server.url("/kpi.csv"))

    assert "none from https:// to http://" in str(refusal)


def test_https_where_only_http_is_spoken(server, refusal_of):
    server.scheme = "https"

    assert "does not speak HTTPS here" in str(refusal_of("/kpi.csv"))
