"""Settings, URLs and the queue of the highlight-report tracker."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
