"""Pages that several people send at the same moment."""

from threading import Thread

from django.db import connection
from django.test import Client

from tests.people import performance


def post_at_once(url: str, *pages: dict) -> list:
    """The answers to pages that as many of the performance team send to an address."""
    answers = []

    def send(client, page):
        answers.append(client.post(url, page))
        connection.close()

    clients = [Client() for _ in pages]
    for client in clients:
        client.force_login(performance())
    threads = [Thread(target=send, args=pair) for pair in zip(clients, pages, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
