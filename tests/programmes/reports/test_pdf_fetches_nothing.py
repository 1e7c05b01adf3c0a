"""A PDF of hostile HTML, with a live server and a secret file to reach for."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pikepdf
import pytest

from programmes.reports.pdf import RenderError, render_pdf

SECRET = "the secret of the file"
REFERENCES = {
    "an image": '<img src="{url}" alt="x">',
    "an image of the disk": '<img src="{file}" alt="x">',
    "an image inside a drawing": '<svg><title>x</title><image href="{url}"/></svg>',
    "a use of another drawing": '<svg><title>x</title><use href="{url}#a"/></svg>',
    "an object": '<object data="{url}">x</object>',
    "an embedded file": '<embed src="{url}">',
    "a style sheet": '<link rel="stylesheet" href="{url}">',
    "an imported style sheet": '<style>@import "{url}";</style>',
    "a background": '<p style="background: url({url})">x</p>',
    "a bullet": '<ul style="list-style-image: url({url})"><li>x</ul>',
    "generated content": "<style>p::before {{ content: url({url}) }}</style><p>x",
    "a font": "<style>@font-face {{ font-family: f; src: url({url}) }}</style><p>x",
    "a background of the page": "<style>@page {{ background: url({url}) }}</style>",
    "an attached file": '<link rel="attachment" href="{file}">',
    "an attached page": '<link rel="attachment" href="{url}">',
    "an attachment behind a link": '<a rel="attachment" href="{file}">x</a>',
    "another base": '<base href="{url}"><img src="x.png" alt="x">',
    "a picture in an address": '<img src="data:image/svg+xml,%3Csvg/%3E" alt="x">',
    "no scheme": '<img src="//127.0.0.1:{port}/x" alt="x">',
}


@pytest.fixture
def server():
    """A web server of this machine that counts what is asked of it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_nothing_is_fetched_and_no_file_is_attached(reference, server, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    port = server.server_address[1]
    body = reference.format(url=f"http://127.0.0.1:{port}/x", file=secret.as_uri(), port=port)

    with suppress(RenderError):  # most are refused; those that ask for nothing are drawn
        content = render_pdf(f'<html lang="en-GB"><title>Title</title><body>{body}</body></html>')
        with pikepdf.open(BytesIO(content)) as pdf:
            assert len(pdf.attachments) == 0
            assert SECRET.encode() not in b"".join(
                thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
            )
    assert server.asked == []


def test_a_reference_stops_the_pdf_with_words_for_a_person():
    with pytest.raises(RenderError, match="Take links to pictures, files and style sheets out"):
        render_pdf('<html lang="en-GB"><title>T</title><img src="http://127.0.0.1:9/x" alt="x">')
