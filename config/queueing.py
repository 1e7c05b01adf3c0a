"""The default queue: kombu's folder of messages, each of which appears there whole."""

import time
import uuid
from pathlib import Path

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Gives a message its name once it is written.

    kombu makes the file first and fills it then. A worker that looks in between finds it empty,
    and ends on it.
    """

    def _put(self, queue, payload, **kwargs):
        name = f"{time.monotonic_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        path = Path(self.data_folder_out) / name
        part = path.with_suffix(".part")
        try:
            part.write_text(dumps(payload), encoding="utf-8")
            part.replace(path)
        except OSError as error:
            raise ChannelError(f"The message {path} cannot be written: {error}") from error


class Transport(filesystem.Transport):
    """The queue of a site without Redis."""

    Channel = Channel
