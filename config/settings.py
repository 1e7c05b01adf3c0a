"""Settings, all of them driven by the environment. README.md lists the variables.

With none set the site runs on SQLite and a queue of files, both under ``DATA_DIR``.
"""

import secrets
from email.utils import parseaddr
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("DEBUG", False)
DOCUMENTS_DIR = DATA_DIR / "documents"
SOURCES_DIR = DATA_DIR / "sources"

# Where a source may be read from over the network, and which environment variables it may name.
# All three start empty: whoever edits a source can reach only what whoever runs the server listed.
SOURCE_HOSTS = env.list("SOURCE_HOSTS", default=[])
SOURCE_PRIVATE_HOSTS = env.list("SOURCE_PRIVATE_HOSTS", default=[])
SOURCE_SECRETS = env.list("SOURCE_SECRETS", default=[])


def _secret_key():
    """SECRET_KEY from the environment, or one made on first use and kept in DATA_DIR."""
    if given := env.str("SECRET_KEY", ""):
        return given
    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")  # how e-mails link to the site
SOFTWARE_VERSION = "0.6.0"  # each report says which one made it
COUNCIL_NAME = env.str("COUNCIL_NAME", "Demonstration council")

INSTALLED_APPS = [
    "config.apps.CouncilAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "import_export",
    "simple_history",
    "indicators",
    "programmes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ]
        },
    }
]

# A write transaction takes its lock at once (IMMEDIATE): with SQLite's default a read
# that turns into a write fails with "database is locked" however long the timeout.
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.staticfiles.PackagedFilesFinder",
]
PACKAGED_STATIC = [
    (
        "govuk",
        BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk",
        [
            "govuk-frontend.min.css",
            "govuk-frontend.min.css.map",
            "govuk-frontend.min.js",
            "govuk-frontend.min.js.map",
        ],
    ),
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DOCUMENTS_DIR, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

AUTHENTICATION_BACKENDS = ["programmes.sign_in.RolesBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

SESSION_COOKIE_AGE = 60 * 60 * 10  # one working day
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "programmes.views.signed_out.old_page"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "govuk"
DJANGO_TABLES2_TEMPLATE = "components/table.html"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"] or 25
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "highlight-reports@localhost")
ADMINS = [parseaddr(admin) for admin in env.list("ADMINS", default=[])]

# The state of a job is its database row; the broker only wakes a worker. So a lost
# message costs time, never a result, and no result is stored.
REDIS_URL = env.str("REDIS_URL", "")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a worker that dies leaves its message for another
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # the sweeper retries, with a cap on attempts
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # no worker holds messages it is not working on
CELERY_TASK_TIME_LIMIT = 1800  # seconds; of processes only, threads have no limit
CELERY_TASK_SOFT_TIME_LIMIT = 1740  # a minute to write down why the pull ended
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30  # seconds to finish, or to hand a pull back
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200  # what a library leaks is given back now and then
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True  # workers may start before Redis does
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # LOGGING below says how to log
CELERY_TIMEZONE = TIME_ZONE
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 7200,  # longer than the longest task, or it is given out twice
        # How often messages of dead workers are looked for: each 30 seconds, every time. The
        # throttle of 10 that comes with the library would leave them ten times as long.
        "unacked_restore_interval": 30,
        "unacked_restore_throttle": 1,
        "socket_timeout": 30,  # a server that hangs is an error, not a worker that hangs
        "socket_keepalive": True,  # firewalls forget connections that are silent
    }
else:
    # One folder for both directions: the worker reads what the web process writes.
    QUEUE_DIR = DATA_DIR / "queue"
    (QUEUE_DIR / "messages").mkdir(parents=True, exist_ok=True)
    (QUEUE_DIR / "control").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT = "config.queueing.Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.2,  # seconds; a person who pressed a button waits for it
    }
# A worker that was not heard of for so long is dead; longer than the longest write.
PULL_STALE_SECONDS = env.int("PULL_STALE_SECONDS", 120)
PULL_SWEEP_SECONDS = env.int("PULL_SWEEP_SECONDS", 30)
PULL_DUE_SECONDS = env.int("PULL_DUE_SECONDS", 60)
# The most that making all documents of a report may take; less than the silence that says dead.
DOCUMENTS_SECONDS = env.int("DOCUMENTS_SECONDS", 100)
WORKING_HOURS = crontab(minute=0, hour="7-17")  # nobody is written to at night
CELERY_BEAT_SCHEDULE = {
    "restart pulls whose worker died": {
        "task": "indicators.tasks.sweep_pulls",
        "schedule": PULL_SWEEP_SECONDS,
        "options": {"expires": PULL_SWEEP_SECONDS},  # late ones would only do the same again
    },
    "pull the sources that are due": {
        "task": "indicators.tasks.pull_due_sources",
        "schedule": PULL_DUE_SECONDS,
        "options": {"expires": PULL_DUE_SECONDS},
    },
    "issue what a dead worker left": {
        "task": "programmes.tasks.sweep_issuing",
        "schedule": PULL_SWEEP_SECONDS,
        "options": {"expires": PULL_SWEEP_SECONDS},
    },
    "make the packs that a dead worker left": {
        "task": "programmes.tasks.sweep_packs",
        "schedule": PULL_SWEEP_SECONDS,
        "options": {"expires": PULL_SWEEP_SECONDS},
    },
    "tell of the sources that are silent": {
        "task": "indicators.tasks.report_silent_sources",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "open the rounds that have begun": {
        "task": "programmes.tasks.open_rounds",
        "schedule": WORKING_HOURS,
        "options": {"expires": 3600},
    },
    "remind of reports that are due": {
        "task": "programmes.tasks.send_reminders",
        "schedule": WORKING_HOURS,
        "options": {"expires": 3600},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Every step of every page at INFO, and fontTools likewise.
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}

# Judgement where a target brings none of its own; printed in the key of every report.
DEFAULT_AMBER_TOLERANCE_PERCENT = env.int("DEFAULT_AMBER_TOLERANCE_PERCENT", 5)
