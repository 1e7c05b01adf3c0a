"""A PDF of hostile HTML, with a live server and a secret file to reach for."""

from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest

from programmes.reports.pdf import RenderError, render_pdf
from tests.hostile import REFERENCES, SECRET


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
