"""A web server on 127.0.0.1 that answers as a test wants it to, well or badly."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody serves at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class WebServer:
    """Answers each path as ``answers`` says; ``requests`` holds what it was asked, in order."""

    def __init__(self, context: ssl.SSLContext | None = None):
        self.answers: dict[str, Answer] = {}
        self.requests: list[BaseHTTPRequestHandler] = []
        self.stopped = threading.Event()  # a slow answer waits for it, no longer
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False  # so that closing waits for every answer
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.scheme = "https" if context else "http"
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> "WebServer":
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def authority(self) -> str:
        """What stands in a list of hosts for this server."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of ``path`` on this server."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.requests.append(self)
                answer = outer.answers.get(self.path.partition("?")[0], reply("", 404))
                answer(self)

            def log_message(self, *_):
                pass

        return Handler


def reply(body: str | bytes, status: int = 200, **headers: str) -> Answer:
    """A complete answer. ``content_type="text/csv"`` sets the header Content-Type."""
    content = body.encode() if isinstance(body, str) else body

    def answer(handler):
        handler.send_response(status)
        for name, value in {"content_length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-").title(), value)
        handler.end_headers()
        with suppress(ConnectionError):  # where the reader has heard enough
            handler.wfile.write(content)

    return answer
