"""Django's settings, all of them from the environment; see docs/settings.md."""

import os
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from glossary_site import env
from glossary_site.modules import modules_on
from glossary_site.operations.error_reports import report_errors
from glossary_site.operations.production import refuse_open_doors
from glossary_site.operations.translations import (
    WRITTEN_IN,
    is_translated,
    languages,
    make_readable,
)
from glossary_site.text.languages import direction_of

django_stubs_ext.monkeypatch()

# In a repository templates and the like stand beside the apps; an installed package carries them.
PACKAGE_DIR = Path(__file__).resolve().parent
IS_INSTALLED = (PACKAGE_DIR / "data").is_dir()
BASE_DIR = PACKAGE_DIR / "data" if IS_INSTALLED else PACKAGE_DIR.parent
HOME_DIR = Path.cwd() if IS_INSTALLED else BASE_DIR
VAR_DIR = env.state_folder("VAR_DIR", default=HOME_DIR / "var")
CONTENT_DIR = Path(env.text("CONTENT_DIR", str(HOME_DIR / "content")))
MODULES = modules_on(CONTENT_DIR / "site.yaml")

HOST = env.text("HOST", "127.0.0.1")  # these three are for `script/server`
PORT = env.whole_number("PORT", default=8000, low=1, high=65_535)
WORKERS = env.whole_number("WORKERS", default=2, low=1, high=256)

DEBUG = env.boolean("DEBUG", default=False)
STYLEGUIDE = DEBUG and not IS_INSTALLED  # `dev` is for the repository alone
SECRET_KEY = env.secret_key(VAR_DIR)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.site_url("SITE_URL")
ADVISORY_BOOKING_URL = env.booking_url("ADVISORY_BOOKING_URL")
ADVISORY_SCHEDULER = env.one_of(
    "ADVISORY_SCHEDULER", ("cal.com", "calendly", "plain"), default="plain"
)
ADVISORY_SCHEDULER_SECRET = env.bearer_token("ADVISORY_SCHEDULER_SECRET")
ADVISORY_EMAIL = env.mail_address("ADVISORY_EMAIL")
ADVISORY_CALL_PLACE = env.line("ADVISORY_CALL_PLACE")
ADVISORY_CALL_MINUTES = env.whole_number("ADVISORY_CALL_MINUTES", default=30, low=1, high=1_440)
WEBHOOK_URLS = env.webhook_urls("WEBHOOK_URLS", on_this_machine=DEBUG)
WEBHOOK_SECRET = env.webhook_secret("WEBHOOK_SECRET", is_needed=bool(WEBHOOK_URLS))
XAPI_URL = env.statements_url(
    "XAPI_URL", "XAPI_USER", "XAPI_PASSWORD", "SITE_URL", on_this_machine=DEBUG
)
XAPI_USER = env.bearer_token("XAPI_USER")
XAPI_PASSWORD = env.bearer_token("XAPI_PASSWORD")
OIDC_ISSUER = env.oidc_issuer("OIDC_ISSUER", "OIDC_CLIENT_ID", on_this_machine=DEBUG)
OIDC_CLIENT_ID = env.bearer_token("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.bearer_token("OIDC_CLIENT_SECRET")
OIDC_NAME = env.line("OIDC_NAME") or OIDC_ISSUER.removeprefix("https://")
if not OIDC_ISSUER:
    OIDC_NAME = ""
COUNTS_FLUSH_S = 10

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "glossary_site.page_cache",
    "learners",
    "terms",
    "quizzes",
    "maturity",
    "calculator",
    "advisory",
    "paths",
    "authoring",
    "exchange",
    "exchange.lti",
]

MIDDLEWARE = [  # see docs/middlewares.md
    "glossary_site.operations.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "glossary_site.web.response_headers.ResponseHeadersMiddleware",
    "glossary_site.operations.health.WatchersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "glossary_site.web.csrf.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "glossary_site.web.errors.handlers.WrongMethodMiddleware",
    "learners.middleware.LearnerMiddleware",
]

ROOT_URLCONF = "glossary_site.urls"
WSGI_APPLICATION = "glossary_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CONTENT_DIR / "templates", BASE_DIR / "templates"],  # a site may override
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "terms.pages.context.glossary",
            ],
            "libraries": {"site": "glossary_site.web.filters"},
        },
    },
]

DATABASES = {
    "default": env.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on beside the one writer; NORMAL keeps every commit through a crash of
    # the process (not of the power), and IMMEDIATE takes the write lock before a read is stale.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)  # seconds
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
RATE_LIMITS = env.switch("RATE_LIMITS", default=True)
PAGE_CACHE_MB = env.whole_number("PAGE_CACHE_MB", default=32, low=0, high=1_000_000)
if DEBUG:
    PAGE_CACHE_MB = 0
PAGES_DIR = env.folder("PAGES_DIR")
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["BACKEND"] = "glossary_site.operations.redis_cache.CountingCache"

# One site speaks one language: what a browser prefers decides nothing, so that a page is the same
# bytes for everyone. `prepare` fills the paths in VAR_DIR.
TRANSLATIONS_DIR = BASE_DIR / "locale"
LOCALE_PATHS = [VAR_DIR / "wording", TRANSLATIONS_DIR, VAR_DIR / "locale", VAR_DIR / "isolated"]
LANGUAGE_CODE = env.language("LANGUAGE_CODE", default=WRITTEN_IN)
LANGUAGES = languages(TRANSLATIONS_DIR, LANGUAGE_CODE)
LANGUAGES_BIDI = [code.split("-")[0] for code, _ in LANGUAGES if direction_of(code) == "rtl"]
make_readable(LANGUAGE_CODE, VAR_DIR / "locale")
INTERFACE_IS_TRANSLATED = is_translated(LANGUAGE_CODE, TRANSLATIONS_DIR)
# The content that comes with the repository is written in English, that of a folder of one's own in
# the site's language.
CONTENT_LANGUAGE = env.language(
    "CONTENT_LANGUAGE",
    default=WRITTEN_IN if CONTENT_DIR.resolve() == BASE_DIR / "content" else LANGUAGE_CODE,
)
FORMAT_MODULE_PATH = "glossary_site.formats"
# In a language of whose dates Django says nothing the day stands before the month, as in most.
DATE_FORMAT, MONTH_DAY_FORMAT, YEAR_MONTH_FORMAT = "j F Y", "j F", "F Y"
TIME_FORMAT, DATETIME_FORMAT = "H:i", "j F Y, H:i"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "glossary_site.web.static_files.BundledStaticFilesStorage"},
}

vars().update(env.mail("EMAIL_URL", default="consolemail://"))
SENDS_MAIL = not env.text("EMAIL_URL", "consolemail://").startswith(("consolemail:", "dummymail:"))
DEFAULT_FROM_EMAIL = env.mail_address("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

# Behind TLS: say so with TRUST_PROXY, and cookies and redirects follow.
TRUST_PROXY = env.boolean("TRUST_PROXY", default=False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_COOKIES = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
if SECURE_COOKIES:  # a browser takes such a name only from this very host, and only over TLS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "glossary_site.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE_COOKIES else 0
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A result with a note to each statement, in any script, pasted to be loaded again.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A term's page in the admin has a field for each cell of each section: MLOps has over 700.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
CSRF_FAILURE_VIEW = "glossary_site.web.errors.handlers.cross_site_refused"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],  # static/js/trusted-types.js, for what htmx puts in
    },
}

# HSTS is for this host: other hosts of the domain, and a browser's built-in list, are not ours.
# Cross-site posts are refused by modern_csrf, by where they come from.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "security.W003"]
refuse_open_doors(
    site_url=SITE_URL,
    debug=DEBUG,
    secret_key=SECRET_KEY,
    hosts=ALLOWED_HOSTS,
    pages_dir=PAGES_DIR,
)

METRICS_TOKEN = env.bearer_token("METRICS_TOKEN")
if METRICS_TOKEN:
    metrics_dir = VAR_DIR / "metrics"
    metrics_dir.mkdir(exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(metrics_dir))
if SENTRY_DSN := env.text("SENTRY_DSN"):
    report_errors(SENTRY_DSN)

LOG_LEVEL = env.one_of("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], default="WARNING")
LOG_FORMAT = env.one_of("LOG_FORMAT", ["text", "json"], default="text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "glossary_site.operations.request_log.RequestId"},
        "no_bug": {"()": "glossary_site.operations.request_log.NoBug"},
    },
    "formatters": {
        "text": {"format": "%(levelname)s %(name)s [%(request_id)s] %(message)s"},
        "json": {"()": "glossary_site.operations.request_log.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": LOG_FORMAT,
        }
    },
    "loggers": {
        "django.request": {"level": "ERROR"},  # each request has its line; no path in it
        "django.security.DisallowedHost": {"filters": ["no_bug"]},  # anybody can send any host
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
