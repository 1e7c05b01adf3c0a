"""What a page says."""


def text_of(response) -> str:
    """Its HTML on one line."""
    return " ".join(response.content.decode().split())
