"""The default queue: a message is read whole or not yet."""

import threading

from kombu import Connection, Queue

from config.queueing import Transport

MESSAGES = 1000


def test_no_message_is_read_before_it_is_written(tmp_path):
    folders = {name: str(tmp_path) for name in ("data_folder_in", "data_folder_out")}
    queue = Queue("numbers")

    def connection():
        options = {**folders, "control_folder": str(tmp_path / "control"), "polling_interval": 0}
        return Connection("filesystem://", transport=Transport, transport_options=options)

    def write():
        with connection() as there, there.Producer() as producer:
            for number in range(MESSAGES):
                producer.publish({"number": number}, routing_key=queue.name)

    with connection() as here, here.SimpleQueue(queue) as numbers:
        writer = threading.Thread(target=write)
        writer.start()
        read = [numbers.get(timeout=10).payload["number"] for _ in range(MESSAGES)]
        writer.join()

    assert sorted(read) == list(range(MESSAGES))
