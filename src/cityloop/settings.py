"""Settings of every Cityloop installation; what differs between installations comes from the environment.

CITYLOOP_HOME     where database, files, index and evidence live (default ./var)
DATABASE_URL      PostgreSQL instead of the SQLite file in CITYLOOP_HOME
SECRET_KEY        made once and kept in CITYLOOP_HOME where it is not given
CITYLOOP_HOSTS    host names that are served, by comma
CITYLOOP_ADDRESS  what the public reaches the site by (https://name); credentials and codes carry it
CITYLOOP_SIGNING_KEY  the private key of credentials, where it is not a file in CITYLOOP_HOME/keys
CITYLOOP_HTTPS    1 behind a proxy that speaks TLS
CITYLOOP_SEARCH   where the directory's search index is kept: tantivy (default, a folder in CITYLOOP_HOME) or postgresql
CITYLOOP_API_CALLS  calls a minute that a program without a key may make from one address (default 120)
CITYLOOP_MAIL_HOST, _PORT, _USER, _PASSWORD, _FROM   where mail goes (default: files in CITYLOOP_HOME/mail)
CITYLOOP_OCDS_PREFIX  the prefix of contracting processes that the Open Contracting Partnership registered (ocds-…)
CITYLOOP_DEBUG    1 while developing
"""

import os
import re
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("CITYLOOP_HOME", "var")).resolve()


def _kept_secret() -> str:
    """The secret of this installation: made on the first start, readable by its owner only."""
    path = HOME / "secret_key"
    HOME.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret()
DEBUG = os.environ.get("CITYLOOP_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CITYLOOP_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

PUBLIC_ADDRESS = os.environ.get("CITYLOOP_ADDRESS", "http://localhost:8000").rstrip("/")
OCDS_PREFIX = os.environ.get("CITYLOOP_OCDS_PREFIX", "")
if OCDS_PREFIX and not re.fullmatch("ocds-[a-z0-9]{6}", OCDS_PREFIX):
    raise ImproperlyConfigured(
        f"CITYLOOP_OCDS_PREFIX is “{OCDS_PREFIX}”. A prefix that the Open Contracting Partnership registered is “ocds-”"
        " and six letters or digits: write it as it was registered, or leave the variable away."
    )

INSTALLED_APPS = [
    "cityloop.web",
    "cityloop.feedback",
    "cityloop.calls",
    "cityloop.consulting",
    "cityloop.certification",
    "cityloop.livinglabs",
    "cityloop.assessment",
    "cityloop.catalogue",
    "cityloop.ledger",
    "cityloop.outbox",
    "cityloop.organisations",
    "cityloop.audit",
    "allauth",
    "allauth.account",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cityloop.web.middleware.RefusalMiddleware",
    "cityloop.catalogue.metering.MeteringMiddleware",
]

ROOT_URLCONF = "cityloop.urls"
WSGI_APPLICATION = "cityloop.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cityloop.web.context.page",
            ],
        },
    }
]
FORM_RENDERER = "cityloop.web.renderer.FieldRenderer"

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{HOME / 'cityloop.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing half-way
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_SESSION_REMEMBER = True  # one question less at the door
ACCOUNT_ADAPTER = "cityloop.organisations.accounts.AccountAdapter"
ACCOUNT_USER_DISPLAY = "cityloop.organisations.accounts.display"
LOGIN_REDIRECT_URL = "inbox"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "home"
MAIL_HOST = os.environ.get("CITYLOOP_MAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_HOST = MAIL_HOST or "localhost"
EMAIL_PORT = int(os.environ.get("CITYLOOP_MAIL_PORT", "587"))
EMAIL_USE_TLS = True
EMAIL_HOST_USER = os.environ.get("CITYLOOP_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CITYLOOP_MAIL_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("CITYLOOP_MAIL_FROM", "cityloop@localhost")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_TIMEOUT = 10  # seconds; a page that writes a letter waits no longer for a mail server that is gone

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cityloop.web.storage.CollectedStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "files"
INDEX_ROOT = HOME / "index"
SEARCH = os.environ.get("CITYLOOP_SEARCH", "tantivy")
if SEARCH not in ("tantivy", "postgresql"):
    raise ImproperlyConfigured(f"CITYLOOP_SEARCH is “{SEARCH[:40]}”. Write tantivy or postgresql, or leave it away.")
if SEARCH == "postgresql" and not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured(
        "CITYLOOP_SEARCH is “postgresql”, and the database is none. Name one in DATABASE_URL, or leave this away."
    )
ANALYSER_HOME = HOME  # None: every process analyses words by itself
EVIDENCE_ROOT = HOME / "evidence"
PULL_HOSTS = frozenset(filter(None, os.environ.get("CITYLOOP_PULL_HOSTS", "").split(",")))  # host or host:port
EVIDENCE_ENGINE = os.environ.get("CITYLOOP_EVIDENCE", "duckdb")  # or spark://host:7077
KEYS_ROOT = HOME / "keys"  # private keys: beside the database, never in it
SIGNING_KEY = os.environ.get("CITYLOOP_SIGNING_KEY", "")
BEHIND_PROXY = os.environ.get("CITYLOOP_HTTPS") == "1"
CALLS_FILE = HOME / "calls-of-this-minute"  # shared by all processes of the machine
API_CALLS_PER_MINUTE = int(os.environ.get("CITYLOOP_API_CALLS", "120"))
UPLOAD_LIMIT_MEGABYTES = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
if os.environ.get("CITYLOOP_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},  # a line for each request that waits its turn would slow them all
    },
}
